using Microsoft.AspNetCore.Http;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasts;
using YouthFunctions.Hosting;
using YouthFunctions.Plan;
using YouthFunctions.Rollups;
using YouthFunctions.Summaries.Charts;
using YouthFunctions.Summaries.Pages;

namespace YouthFunctions.Summaries;

/// <summary>What the page of one indicator shows.</summary>
/// <param name="Frame">What stands around it.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Standing">The indicator and its forecast.</param>
/// <param name="MonthsKnown">How many months the forecast knows.</param>
/// <param name="Current">The year's curve.</param>
/// <param name="Past">The curves of years before, the latest first.</param>
/// <param name="Activities">The year's large activities that move it.</param>
/// <param name="Plan">The year's plan.</param>
public sealed record IndicatorView(
    Frame Frame, Unit Unit, IndicatorStanding Standing, int MonthsKnown, YearLine Current, IReadOnlyList<YearLine> Past,
    IReadOnlyList<Activity> Activities, YearPlan Plan);

/// <summary>The page of one indicator of a unit: this year's curve, the fan of the forecast, past years, the target.</summary>
public sealed class ShowIndicator(RollupStore rollups, SummaryReader reader, UnitRegister register, YearChoice years)
{
    // Each year is a read; a page makes at most five. Year-ends of the years before come with the forecast.
    private const int YearsShown = 1;

    /// <summary>The page.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (await years.OfAsync(call, withList: false, cancel) is not { } chosen)
            return ShowSummary.NoPlan(call);
        if (!IndicatorCode.TryParse(call.RouteText("indicator"), out var code))
            return NoIndicator(call);
        if (await reader.ReadAloneAsync(call.Unit, chosen.Year, cancel) is not { } summary)
            return ShowSummary.NoUnit(call);
        if (summary.Indicators.FirstOrDefault(indicator => indicator.Indicator.Code == code) is not { } standing)
            return NoIndicator(call);
        var lines = await Task.WhenAll(Enumerable.Range(0, YearsShown + 1).Select(back => LineAsync(call.Unit, chosen.Year - back, code, cancel)));
        var past = lines.Skip(1).Where(line => line.Values.Any(value => value is not null)).ToArray();
        return new PageResult(call, IndicatorPage.Create(new IndicatorView(
            new Frame(call, $"{call.Say(standing.Indicator.Name)} · {summary.Unit.Name}", summary.Path, chosen), summary.Unit, standing, summary.MonthsKnown, lines[0], past,
            [.. summary.Activities.Where(activity => activity.Indicators.Contains(code))], summary.Plan)));
    }

    private async Task<YearLine> LineAsync(UnitCode unit, int year, IndicatorCode indicator, CancellationToken cancel)
    {
        var tree = register.TreeOf(year);
        var found = tree.TryGet(unit, out _) ? await rollups.FindAsync(tree, unit, year, cancel) : null;
        return YearLine.Of(year, found?.Total ?? Analytics.Rollups.Rollup.Empty, indicator);
    }

    private static IResult NoIndicator(Call call) => Problems.NotFound(call, new Text(
        "Kế hoạch năm này không có chỉ tiêu đó.", "The year's plan has no such indicator."));
}
