using Microsoft.AspNetCore.Http;
using YouthFunctions.Analytics.Forecasting;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Forecasts.Scores;
using YouthFunctions.Pages;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Summaries;

namespace YouthFunctions.Scorecards;

/// <summary>What the scorecard shows.</summary>
/// <param name="Frame">What stands around it.</param>
/// <param name="Day">The day of the latest forecast; null before the first.</param>
/// <param name="Card">What its model was trained on and how well it did; null when no model could be trained.</param>
/// <param name="Past">How the product's own forecasts did in the last year that ended; null before any has.</param>
/// <param name="Plan">The plan of that year, or of the chosen one.</param>
public sealed record ScorecardView(Frame Frame, DateOnly? Day, ModelCard? Card, Scorecard? Past, YearPlan Plan);

/// <summary>How such forecasts did on past years that the model had not seen.</summary>
public sealed class ShowScorecard(ForecastArchive archive, ScorecardStore scorecards, PlanStore plans, YearChoice years)
{
    private static readonly Text Title = new("Dự báo đã đúng đến đâu", "How the forecasts did");

    /// <summary>The page.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (await years.OfAsync(call, withList: false, cancel) is not { } chosen || await plans.FindAsync(chosen.Year, cancel) is not { } plan)
            return ShowSummary.NoPlan(call);
        var days = await archive.DaysAsync(chosen.Year, cancel);
        var day = days.Count == 0 ? (DateOnly?)null : days[^1];
        var card = day is { } known ? await archive.FindCardAsync(chosen.Year, known, cancel) : null;
        var past = await scorecards.FindAsync(chosen.Year, cancel) ?? await scorecards.FindAsync(chosen.Year - 1, cancel);
        return new PageResult(call, ScorecardPage.Create(new ScorecardView(new Frame(call, call.Say(Title), [], chosen), day, card, past, plan.Plan)));
    }
}
