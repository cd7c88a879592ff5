using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;
using YouthFunctions.Rollups.Years;

namespace YouthFunctions.Rollups.Views;

/// <summary>Shows rows of a year as documents, with places among siblings.</summary>
internal sealed class RollupView(
    YearBasis basis, IReadOnlyDictionary<UnitCode, UnitYear> rows, IReadOnlyList<Indicator> indicators,
    Func<UnitCode, IndicatorCode, decimal?> target)
{
    private readonly Dictionary<(IReadOnlyList<Unit> Siblings, IndicatorCode Indicator), IReadOnlyList<int?>> _ranks = [];

    /// <summary>The document of a unit.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="siblings">Those it is compared with, itself among them.</param>
    /// <param name="pace">What the years before say; null for nothing.</param>
    /// <param name="withMonths">Whether the twelve months are shown.</param>
    public UnitDocument Document(Unit unit, IReadOnlyList<Unit> siblings, Func<IndicatorCode, Pace?> pace, bool withMonths)
    {
        var row = rows.GetValueOrDefault(unit.Code);
        var total = Total(unit);
        return new UnitDocument(unit.Code.ToString(), unit.Name, unit.Level, row?.IsSimulated ?? false, [.. indicators.Select(indicator =>
        {
            var latest = RollupDocuments.LatestMonth(total, indicator.Code);
            var cell = total[indicator.Code, latest ?? 1];
            var ranks = Rank(siblings, indicator);
            var (below, difference) = Difference(unit, row, indicator);
            return new IndicatorDocument(
                indicator.Code, latest, MeasureDocument.From(cell.YearToDate), target(unit.Code, indicator.Code), cell.Expected,
                cell.Reported, cell.OnTime, ranks[IndexOf(siblings, unit)], ranks.Count(rank => rank is not null), below, difference,
                withMonths ? RollupDocuments.Months(total, indicator.Code, pace(indicator.Code)) : null)
            {
                Doubted = MeasureDocument.From(cell.DoubtedToDate),
            };
        })]);
    }

    private Rollup Total(Unit unit) => rows.TryGetValue(unit.Code, out var row) ? row.Total : basis.Silent(unit.Code);

    private IReadOnlyList<int?> Rank(IReadOnlyList<Unit> siblings, Indicator indicator) =>
        _ranks.TryGetValue((siblings, indicator.Code), out var ranks)
            ? ranks
            : _ranks[(siblings, indicator.Code)] = Ranks.Compute(
                [.. siblings.Select(unit => Total(unit)[indicator.Code, 12].YearToDate.Value)],
                indicator.Direction == Direction.HigherIsBetter);

    // Own and children's figures of the months that the unit stated itself; its children's rows must be among the rows.
    private (decimal? Below, decimal? Difference) Difference(Unit unit, UnitYear? row, Indicator indicator)
    {
        var children = basis.Tree.Children(unit.Code);
        if (indicator.OverUnits != OverUnits.ParentReplaces || row is null || !children.Any(child => rows.ContainsKey(child.Code)))
            return (null, null);
        var stated = Enumerable.Range(basis.From, 13 - basis.From).Where(month => row.Own[indicator.Code, month].Amount.IsKnown).ToArray();
        if (stated.Length == 0)
            return (null, null);
        var months = indicator.OverTime == OverTime.Sum ? stated : [stated[^1]];
        var below = months.Sum(
            month => children.Aggregate(Measure.Unknown, (sum, child) => sum + Total(child)[indicator.Code, month].Amount).Value ?? 0);
        return (below, months.Sum(month => row.Own[indicator.Code, month].Amount.Value ?? 0) - below);
    }

    private static int IndexOf(IReadOnlyList<Unit> siblings, Unit unit)
    {
        for (var i = 0; i < siblings.Count; i++)
            if (siblings[i].Code == unit.Code)
                return i;
        throw new ArgumentException($"{unit.Code} is not among its siblings.", nameof(siblings));
    }
}
