using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Form.Reading;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Records;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Rollups.Summing;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Units;

namespace YouthFunctions.Collecting;

/// <summary>Reads the grid of a unit: one page of rollups, which knows all below, and the reports of the month that is looked at, which may
/// be minutes younger. The provinces' reports lie in a partition each and are not read for the centre.</summary>
public sealed class CollectingReader(
    RollupStore rollups, RollupFreshness freshness, ReportStore reports, UnitRegister register, TimeProvider clock)
{
    /// <summary>The month that is looked at when none is named: the last one that is over, within the year.</summary>
    public Month DefaultMonth(int year)
    {
        var last = Month.Containing(LocalTime.DayAt(clock.GetUtcNow())).Plus(-1);
        var first = register.TreeOf(year).From is var from && from.Year == year ? from : new Month(year, 1);
        return last.Year < year || last < first ? first : last.Year > year ? new Month(year, 12) : last;
    }

    /// <summary>The months of a year's grid, the newest first: a phone shows two or three.</summary>
    public IReadOnlyList<Month> Months(int year)
    {
        var tree = register.TreeOf(year);
        var now = Month.Containing(LocalTime.DayAt(clock.GetUtcNow()));
        return
        [
            .. Month.OfYear(year).Where(month => register.TreeOf(month) == tree && (month <= now || month == DefaultMonth(year))).Reverse(),
        ];
    }

    /// <summary>The grid.</summary>
    /// <param name="unit">The unit whose children are shown, in the tree of the year.</param>
    /// <param name="reportingYear">The year's plan and calendar.</param>
    /// <param name="looked">One of the grid's months.</param>
    /// <param name="cancel">Stops the reads.</param>
    public async Task<CollectingGrid> ReadAsync(Unit unit, ReportingYear reportingYear, Month looked, CancellationToken cancel)
    {
        var year = reportingYear.Plan.Year;
        var tree = register.TreeOf(year);
        var page = rollups.ChildrenAsync(tree, unit.Code, year, cancel);
        var fresh = freshness.GetAsync(year, cancel);
        var current = unit.Parent is null
            ? new Dictionary<UnitCode, Report>()
            : await reports.MonthAsync(reports.Partition(unit.Code, looked), looked, cancel);
        var rows = (await page).ToDictionary(row => row.Unit);
        var months = Months(year);
        var (calendar, now) = (reportingYear.Calendar, clock.GetUtcNow());
        var isDue = calendar.StateOf(looked, now) is MonthState.Late or MonthState.Closed; // for all: reopened, it is late
        var (grid, silent) = (new List<CollectingGridRow>(), new List<(Unit, IReadOnlyList<Unit>)>());
        foreach (var child in tree.Children(unit.Code))
        {
            var row = rows.GetValueOrDefault(child.Code);
            Unit[] expected = [.. tree.SubTree(child.Code).Where(below => reportingYear.Plan.Expects(below.Level))];
            var expectedBelow = expected.Count(below => below.Code != child.Code);
            grid.Add(new CollectingGridRow(child, [.. months.Select(month =>
            {
                var (state, revision) = Standing(row, child.Code, month);
                var isShown = state != ReportState.None || reportingYear.Plan.Expects(child.Level);
                return new CollectingCell(
                    month, isShown ? MonthTile.StateOf(state, calendar.StateOf(month, now, tree.PathToRoot(child.Code))) : null, revision,
                    row?.States.Count(pair => pair.Key != child.Code && pair.Value[month.Number].State != ReportState.None) ?? 0,
                    expectedBelow);
            })]));
            if (isDue && expected.Where(below => Standing(row, below.Code, looked).State == ReportState.None).ToArray() is
                { Length: > 0 } missing)
                silent.Add((child, missing));
        }

        return new CollectingGrid(months, looked, grid, silent, await fresh, rows.Values.Any(row => row.IsSimulated));

        // One answer for the grid and for the list of the silent; of the month that is looked at the report itself.
        (ReportState State, int Revision) Standing(UnitYear? row, UnitCode code, Month month) =>
            month == looked && current.GetValueOrDefault(code) is { } report
                ? (ReportStates.Of(report), report.Revision)
                : StateOf(row, code, month);
    }

    // A row of before states were kept still tells from its own part that something came, and what of it is doubted.
    private static (ReportState State, int Revision) StateOf(UnitYear? row, UnitCode unit, Month month)
    {
        if (row is null)
            return default;
        if (row.States.Count > 0 || row.Unit != unit)
            return row.States.TryGetValue(unit, out var states) ? states[month.Number] : default;
        var cells = row.Own.Indicators.Select(indicator => row.Own[indicator, month.Number]).Where(cell => cell.Reported > 0).ToArray();
        return cells.Length == 0 ? default
            : cells.Any(cell => cell.DoubtedValues > 0) ? (ReportState.Doubted, 1)
            : cells.Any(cell => cell.OnTime > 0) ? (ReportState.Sent, 1) : (ReportState.SentLate, 1);
    }
}
