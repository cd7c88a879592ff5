using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Form.Reading;
using YouthFunctions.Pages;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Records;
using YouthFunctions.Reports.Wire;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Units;

namespace YouthFunctions.Collecting;

/// <summary>One report as a unit above looks at it: against last month, the target and the units beside it, with its revisions.</summary>
public sealed class ShowCollected(ReportStore reports, RollupStore rollups, YearSelector years, UnitRegister register)
{
    private const int FewestSiblings = 3;

    /// <summary>The page.</summary>
    public Task<IResult> Handle(Call call, CancellationToken cancel) => MonthText.TryParse(call.RouteText("period"), out var period)
        ? PageAsync(call, period, "", [], cancel)
        : Task.FromResult(Problems.NotFound(call, new Text("Không có tháng này.", "There is no such month.")));

    /// <summary>The page again, with why nothing was done.</summary>
    internal Task<IResult> AgainAsync(Call call, Month period, string note, IReadOnlyList<Fault> faults, CancellationToken cancel) =>
        PageAsync(call, period, note, faults, cancel);

    private async Task<IResult> PageAsync(Call call, Month period, string note, IReadOnlyList<Fault> faults, CancellationToken cancel)
    {
        if (!(await years.SelectAsync(call, period.Year, cancel)).TryGet(out var chosen, out var refusal))
            return refusal;
        var tree = register.TreeOf(period);
        if (call.UnitIn(tree) is not { } unit)
            return YearParameter.NoUnit(call);
        var beside = register.TreeOf(period.Year) == tree && unit.Parent is { } parent
            ? rollups.ChildrenAsync(tree, parent, period.Year, cancel)
            : Task.FromResult<IReadOnlyList<UnitYear>>([]);
        var year = (await reports.FindYearAsync(unit.Code, period, cancel)).Select(stored => stored.Report)
            .ToDictionary(report => report.Period);
        var current = year.GetValueOrDefault(period);
        var earlier = current is { Revision: > 1 } ? await reports.SupersededAsync(unit.Code, period, cancel) : [];
        var siblings = (await beside).Where(row => row.Unit != unit.Code).ToArray();
        var own = OwnPart.FromReports(
            chosen.ReportingYear.Plan.Rules, isExpected: true,
            year.Values.Where(report => report.Period <= period).Select(report => report.ToMonthReport).OfType<MonthReport>());
        var figures = chosen.ReportingYear.Plan.Indicators.Select(indicator => new CollectedFigure(
            indicator, Value(current, indicator), period.Number > 1 ? Value(year.GetValueOrDefault(period.Plus(-1)), indicator) : null,
            own[indicator.Code, period.Number].YearToDate, chosen.ReportingYear.Targets.Find(unit.Code, indicator.Code),
            Spread(siblings, indicator, period), current?.Doubts.FirstOrDefault(doubt => doubt.Indicator == indicator.Code)));
        var shell = new PageShell(
            call,
            call.Localize(new Text(
                $"Báo cáo tháng {FormTexts.Short(period)} · {unit.Name}", $"Report of {FormTexts.Short(period)} · {unit.Name}")),
            [.. tree.PathToRoot(unit.Code).Reverse()], chosen)
        {
            PathBase = "/collect/",
            Figures = new FigureStamp(null, null, current?.IsSimulated ?? false),
        };
        return new PageResult(
            call,
            CollectedPage.Create(new CollectedView(
                shell, unit, period, current, current is null ? [] : [current, .. earlier.Reverse()],
                [.. figures.Where(figure => figure.Value is not null || figure.LastMonth is not null || figure.Target is not null)],
                unit.Code != call.SignedIn.Unit || call.SignedIn.IsAdministrator, note, faults)),
            faults.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static ReportedValue? Value(Report? report, Indicator indicator) =>
        report is { IsWithdrawn: false } && report.Values.TryGetValue(indicator.Code, out var value) ? value : null;

    private static (decimal, decimal, decimal)? Spread(IEnumerable<UnitYear> siblings, Indicator indicator, Month period)
    {
        var known = siblings.Select(row => row.Own[indicator.Code, period.Number]).Where(cell => cell.Reported > 0 && cell.Amount.IsKnown)
            .Select(cell => cell.Amount.Value).OfType<decimal>().Order().ToArray();
        return known.Length < FewestSiblings
            ? null
            : (known[0], (known[(known.Length - 1) / 2] + known[known.Length / 2]) / 2, known[^1]);
    }
}
