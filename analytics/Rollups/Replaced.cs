using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Analytics.Rollups;

/// <summary>Where the plan says that a parent's figure stands for all below it, theirs do not count.</summary>
public static class Replaced
{
    /// <summary>A unit's own part without the months in which a unit above it stated the figure itself.</summary>
    /// <param name="rules">The indicators of the year's plan.</param>
    /// <param name="own">The unit's own part.</param>
    /// <param name="above">The own parts of the units above it.</param>
    /// <param name="from">The first month in which figures replace others, 1 to 12.</param>
    public static Rollup Without(IReadOnlyList<IndicatorRule> rules, Rollup own, IReadOnlyCollection<Rollup> above, int from = 1)
    {
        var replacing = rules.Where(rule =>
            rule.OverUnits == OverUnits.ParentReplaces && above.Any(unit => unit.Indicators.Contains(rule.Code))).ToArray();
        return replacing.Length == 0 ? own : Rollup.FromCells(own.Indicators.Select(indicator => KeyValuePair.Create(
            indicator,
            replacing.FirstOrDefault(rule => rule.Code == indicator) is { } rule
                ? Keep(rule, own.Months(indicator), [.. above.Select(unit => unit.Months(indicator).ToArray())], from)
                : own.Months(indicator).ToArray())));
    }

    private static RollupCell[] Keep(IndicatorRule rule, ReadOnlySpan<RollupCell> own, IReadOnlyList<RollupCell[]> above, int from)
    {
        var cells = own.ToArray();
        var (soFar, doubtedSoFar) = (Measure.Unknown, Measure.Unknown);
        var hasStated = false; // by a unit above; what it took over from others says nothing of those below it
        for (var month = 0; month < 12; month++)
        {
            var isStated = month >= from - 1 && above.Any(unit => unit[month].Amount.IsKnown);
            hasStated |= isStated;
            var kept = isStated ? RollupCell.Empty : cells[month];
            (soFar, doubtedSoFar) = (soFar + kept.Amount, doubtedSoFar + kept.Doubted);
            var level = hasStated ? RollupCell.Empty : cells[month];
            var isSum = rule.OverTime == OverTime.Sum;
            cells[month] = cells[month] with
            {
                Amount = kept.Amount,
                YearToDate = isSum ? soFar : level.YearToDate,
                Doubted = kept.Doubted,
                DoubtedToDate = isSum ? doubtedSoFar : level.DoubtedToDate,
                DoubtedValues = kept.DoubtedValues,
            };
        }

        return cells;
    }
}
