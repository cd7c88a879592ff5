using YouthFunctions.Briefs;
using YouthFunctions.Pages;
using YouthFunctions.Summaries.Standings;

namespace YouthFunctions.Summaries;

/// <summary>What the pages, the brief and the alerts are made of.</summary>
public static class SummaryServices
{
    /// <summary>Registers them.</summary>
    public static IServiceCollection AddSummaries(this IServiceCollection services) =>
        services.AddSingleton<SummaryReader>().AddSingleton<YearChoice>().AddSingleton<BriefStore>().AddSingleton<BriefWebhook>();
}
