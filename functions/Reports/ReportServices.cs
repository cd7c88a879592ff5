using YouthFunctions.Reports.Batch;
using YouthFunctions.Reports.Bridges;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Receiving;
using YouthFunctions.Reports.Rules;

namespace YouthFunctions.Reports;

/// <summary>What the handlers of reports are made of.</summary>
public static class ReportServices
{
    /// <summary>Registers it.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services) =>
        services
            .AddSingleton<ReportStore>().AddSingleton<ReportHistory>().AddSingleton<UnitReports>().AddSingleton<MarkStore>()
            .AddSingleton<DraftFactory>().AddSingleton<PlausibilityContextReader>().AddSingleton<IntakeRules>()
            .AddSingleton<FirstReportBatcher>()
            .AddSingleton<RollupRequests>().AddSingleton<ReportIntake>().AddSingleton<ReportReviews>().AddSingleton<BatchImport>()
            .AddSingleton<BridgeMapping>();
}
