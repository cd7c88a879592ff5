using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Pages;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Summaries.Charts;
using YouthFunctions.Summaries.Standings;
using YouthFunctions.Units;

namespace YouthFunctions.Summaries;

/// <summary>The page of one indicator of a unit: this year's curve, the fan of the forecast, past years, the target.</summary>
public sealed class ShowIndicator(RollupStore rollups, SummaryReader reader, UnitRegister register, YearSelector years)
{
    // Each year is a read; a page makes at most five. Year-ends of the years before come with the forecast.
    private const int YearsShown = 1;

    /// <summary>The page.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (!(await years.SelectAsync(call, withList: false, cancel)).TryGet(out var chosen, out var refusal))
            return refusal;
        if (!IndicatorCode.TryParse(call.RouteText("indicator"), out var code))
            return NoIndicator(call);
        if (!WhatIf.TryReadPace(call.QueryText("pace"), out var pace))
            return Problems.Malformed(call, "?pace", new Text(
                $"Nhịp độ là số nguyên từ 0 đến {WhatIf.MaxPace} (phần trăm của mức dự báo).",
                $"A pace is a whole number from 0 to {WhatIf.MaxPace} (per cent of what is forecast)."));
        var tree = register.TreeOf(chosen.Year);
        if (call.UnitIn(tree) is not { } unit || await reader.ReadWithoutChildrenAsync(unit.Code, chosen.Year, cancel) is not { } summary)
            return YearParameter.NoUnit(call);
        if (summary.Indicators.FirstOrDefault(indicator => indicator.Indicator.Code == code) is not { } standing)
            return NoIndicator(call);
        var totals = await Task.WhenAll(Enumerable.Range(0, YearsShown + 1).Select(back => TotalAsync(unit.Code, chosen.Year - back,
            tree, cancel)));
        var lines = totals.Select((total, back) => YearLine.From(chosen.Year - back, total, code)).ToArray();
        var parts = summary.Plan.Indicators.Where(part => part.PartOf == code)
            .Select(part => (part, YearLine.From(chosen.Year, totals[0], part.Code).Values.LastOrDefault(value => value is not null)))
            .ToArray();
        var past = lines.Skip(1).Where(line => line.Values.Any(value => value is not null)).ToArray();
        return new PageResult(call, IndicatorPage.Create(new IndicatorView(
            new PageShell(call, $"{call.Localize(standing.Indicator.Name)} · {summary.Unit.Name}", summary.Path, chosen)
            {
                Figures = new FigureStamp(summary.AsOf, summary.Reflects, summary.IsSimulated),
            },
            summary.Unit,
            standing, summary.MonthsKnown, lines[0], past,
            [.. summary.Activities.Where(activity => activity.Indicators.Contains(code))], summary.Plan,
            WhatIf.Create(standing, pace), parts)));
    }

    // On another tree the same code can name another place: such a year is left out; its year-end comes with the forecast.
    private async Task<Analytics.Rollups.Rollup> TotalAsync(UnitCode unit, int year, UnitTree tree, CancellationToken cancel)
    {
        var found = register.TreeOf(year) == tree ? await rollups.FindAsync(tree, unit, year, cancel) : null;
        return found?.Total ?? Analytics.Rollups.Rollup.Empty;
    }

    private static IResult NoIndicator(Call call) => Problems.NotFound(call, new Text(
        "Chương trình năm này không có chỉ tiêu đó.", "The year's plan has no such indicator."));
}
