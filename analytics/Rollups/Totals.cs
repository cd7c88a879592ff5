using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Analytics.Rollups;

/// <summary>How a unit's own part and its children's totals make its total.</summary>
public static class Totals
{
    /// <summary>The rollup of units of which nothing was ever heard: only expected.</summary>
    /// <param name="rules">The indicators of the year's plan.</param>
    /// <param name="expected">How many units are expected to report, 0 or more.</param>
    public static Rollup Silent(IEnumerable<IndicatorRule> rules, int expected) => Silent(rules, 0, expected, from: 1);

    /// <summary>The same in a year of reorganisation.</summary>
    /// <param name="rules">The indicators of the year's plan.</param>
    /// <param name="before">How many predecessors were expected to report in the months before <paramref name="from"/>.</param>
    /// <param name="expected">How many units are expected to report from then on.</param>
    /// <param name="from">The first month of the new units, 1 to 12.</param>
    public static Rollup Silent(IEnumerable<IndicatorRule> rules, int before, int expected, int from) => before == 0 && expected == 0
        ? Rollup.Empty
        : Rollup.FromCells(rules.Select(rule => KeyValuePair.Create(
            rule.Code,
            Enumerable.Range(1, 12).Select(month => RollupCell.Empty with { Expected = month < from ? before : expected }).ToArray())));

    /// <summary>The total of a unit; exact, and independent of the order of the children.</summary>
    /// <param name="rules">The indicators of the year's plan; what is in none of them adds up.</param>
    /// <param name="own">What the unit's own reports come to.</param>
    /// <param name="children">The total of each child, a silent child's too.</param>
    /// <param name="from">
    /// The first month in which a parent's figure can replace its children's; what units take over of months before adds up.
    /// </param>
    /// <remarks>
    /// Where the plan says that a parent's figure replaces its children's, a month that the unit itself reported shows
    /// its figure, and any other month the children's. Counts of units always add up.
    /// </remarks>
    public static Rollup Sum(IEnumerable<IndicatorRule> rules, Rollup own, IReadOnlyCollection<Rollup> children, int from = 1)
    {
        var sum = Rollup.Sum(children.Append(own));
        var replaced = rules.Where(rule => rule.OverUnits == OverUnits.ParentReplaces && own.Indicators.Contains(rule.Code)).ToArray();
        if (replaced.Length == 0)
            return sum;
        var below = Rollup.Sum(children);
        return Rollup.FromCells(sum.Indicators.Select(indicator => KeyValuePair.Create(
            indicator,
            replaced.FirstOrDefault(rule => rule.Code == indicator) is { } rule
                ? Replace(rule, own.Months(indicator), below.Months(indicator), sum.Months(indicator), from)
                : sum.Months(indicator).ToArray())));
    }

    private static RollupCell[] Replace(
        IndicatorRule rule, ReadOnlySpan<RollupCell> own, ReadOnlySpan<RollupCell> below, ReadOnlySpan<RollupCell> sum, int from)
    {
        var cells = sum.ToArray();
        var start = from > 1 ? sum[from - 2] : RollupCell.Empty;
        var (yearToDate, doubtedToDate) = (start.YearToDate, start.DoubtedToDate);
        var hasStated = false;
        for (var month = from - 1; month < 12; month++)
        {
            hasStated |= own[month].Amount.IsKnown;
            var stated = own[month].Amount.IsKnown ? own[month] : below[month];
            // A level that the unit took over from others is no word of its own: it adds up with what others brought along.
            var level = hasStated ? own[month] : sum[month];
            // A level that the unit stated itself stands until it states another one; amounts run on from month to month.
            (yearToDate, doubtedToDate) = rule.OverTime == OverTime.Sum
                ? (yearToDate + stated.Amount, doubtedToDate + stated.Doubted)
                : (level.YearToDate, level.DoubtedToDate);
            cells[month] = cells[month] with
            {
                Amount = stated.Amount,
                YearToDate = yearToDate,
                Doubted = stated.Doubted,
                DoubtedToDate = doubtedToDate,
                DoubtedValues = stated.DoubtedValues,
            };
        }

        return cells;
    }
}
