using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Tables;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Records;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Units;

namespace YouthFunctions.Exports.Publishing;

/// <summary>The rows of a year's tables for one part of the country: a province with all below, or the centre alone.</summary>
/// <param name="reportingYear">The year's plan.</param>
/// <param name="tree">The tree that the year is summed on.</param>
/// <param name="register">The trees, for units of single months.</param>
/// <param name="top">The province, or the centre.</param>
/// <param name="revisions">Every revision known at the snapshot's instant; by unit, month and revision.</param>
/// <param name="sums">The rollups at that instant.</param>
public sealed class YearRows(
    ReportingYear reportingYear, UnitTree tree, UnitRegister register, UnitCode top,
    IReadOnlyList<Report> revisions, IReadOnlyDictionary<UnitCode, UnitYear> sums)
{
    private int Year => reportingYear.Plan.Year;

    // The centre stands alone: its provinces are parts of their own.
    private IEnumerable<Unit> UnitsOf => top == UnitCode.Country ? [tree.Root] : tree.SubTree(top);

    /// <summary>The values of current reports.</summary>
    public IEnumerable<ReportRow> Reports => Revisions.Where(row => row.IsCurrent && row.Indicator is not null);

    /// <summary>The values of all revisions.</summary>
    public IEnumerable<ReportRow> Revisions
    {
        get
        {
            for (var i = 0; i < revisions.Count; i++)
            {
                var report = revisions[i];
                var isCurrent = i + 1 == revisions.Count || revisions[i + 1].Unit != report.Unit
                    || revisions[i + 1].Period != report.Period;
                var place = RowUnitOf(report);
                if (report.IsWithdrawn || report.Values.Count == 0)
                    yield return new ReportRow(place, report, isCurrent, null, null);
                else
                    foreach (var (indicator, value) in report.Values.OrderBy(pair => pair.Key))
                        yield return new ReportRow(place, report, isCurrent, indicator, value);
            }
        }
    }

    /// <summary>Every cell of which anything is known or expected.</summary>
    public IEnumerable<RollupRow> Rollups =>
        from place in RowUnits
        where sums.ContainsKey(place.Unit.Code)
        let sum = sums[place.Unit.Code]
        from month in Month.OfYear(Year)
        from indicator in sum.Total.Indicators.Order()
        let total = sum.Total[indicator, month.Number]
        where total != RollupCell.Empty
        select new RollupRow(place, month, indicator, sum.Own[indicator, month.Number], total, sum.IsSimulated);

    /// <summary>Every unit that is expected to report, or has anything below that did.</summary>
    public IEnumerable<CompletenessRow> Completeness(YearBasis basis)
    {
        foreach (var place in RowUnits)
        {
            var total = sums.TryGetValue(place.Unit.Code, out var sum) ? sum.Total : basis.Silent(place.Unit.Code);
            if (total.Indicators.Count == 0)
                continue;
            foreach (var month in Month.OfYear(Year))
            {
                var cells = reportingYear.Plan.Indicators.Select(indicator => total[indicator.Code, month.Number]).ToArray();
                yield return new CompletenessRow(
                    place, month, cells.Max(cell => cell.Expected), cells.Min(cell => cell.Reported),
                    cells.Sum(cell => cell.Expected), cells.Sum(cell => cell.Reported), cells.Sum(cell => cell.OnTime));
            }
        }
    }

    /// <summary>Every target that is set.</summary>
    public IEnumerable<TargetRow> Targets =>
        from place in RowUnits
        from indicator in reportingYear.Plan.Indicators
        let target = reportingYear.Targets.Find(place.Unit.Code, indicator.Code)
        where target is not null
        select new TargetRow(place, indicator, target.Value, reportingYear.Targets.Basis);

    private IEnumerable<RowUnit> RowUnits => UnitsOf.Select(unit => new RowUnit(Year, unit, tree.ProvinceOf(unit.Code)));

    // A report names its unit as of its month; one that no tree knows still has its code and province.
    private RowUnit RowUnitOf(Report report)
    {
        var then = register.TreeOf(report.Period);
        var unit = then.TryGet(report.Unit, out var known) ? known : new Unit(report.Unit, report.Unit.ToString(), top);
        return new RowUnit(Year, unit, top == UnitCode.Country ? null : top);
    }
}
