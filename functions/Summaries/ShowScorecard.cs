using Microsoft.AspNetCore.Http;
using YouthFunctions.Analytics.Forecasting;
using YouthFunctions.Forecasts;
using YouthFunctions.Hosting;
using YouthFunctions.Summaries.Pages;

namespace YouthFunctions.Summaries;

/// <summary>What the scorecard shows.</summary>
/// <param name="Frame">What stands around it.</param>
/// <param name="Day">The day of the latest forecast; null before the first.</param>
/// <param name="Card">What its model was trained on and how well it did; null when no model could be trained.</param>
public sealed record ScorecardView(Frame Frame, DateOnly? Day, ModelCard? Card);

/// <summary>How such forecasts did on past years that the model had not seen.</summary>
public sealed class ShowScorecard(ForecastArchive archive, YearChoice years)
{
    private static readonly Text Title = new("Dự báo đã đúng đến đâu", "How the forecasts did");

    /// <summary>The page.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (await years.OfAsync(call, withList: false, cancel) is not { } chosen)
            return ShowSummary.NoPlan(call);
        var days = await archive.DaysAsync(chosen.Year, cancel);
        var day = days.Count == 0 ? (DateOnly?)null : days[^1];
        var card = day is { } known ? await archive.FindCardAsync(chosen.Year, known, cancel) : null;
        return new PageResult(call, ScorecardPage.Create(new ScorecardView(new Frame(call, call.Say(Title), [], chosen), day, card)));
    }
}
