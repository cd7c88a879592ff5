using YouthFunctions.Analytics.Doubts;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Reports.Records;

namespace YouthFunctions.Rollups.Years;

/// <summary>A doubted value that somebody must confirm or correct.</summary>
/// <param name="Unit">Whose report it stands in.</param>
/// <param name="Period">Of which month.</param>
/// <param name="Indicator">Of which indicator.</param>
/// <param name="Amount">What it brings the month, or a ratio's numerator.</param>
/// <param name="Denominator">A ratio's denominator; null for amounts.</param>
/// <param name="Why">Out of proportion to what, and what would not be; null where it is not known.</param>
/// <param name="Share">Its part of the year to date (of a ratio: of its denominator) of the unit that the list is for, 0..1.</param>
public sealed record AwaitedValue(
    UnitCode Unit, Month Period, IndicatorCode Indicator, decimal Amount, decimal? Denominator, Doubt? Why, decimal Share);

/// <summary>What of a unit and everything below it awaits confirmation.</summary>
/// <param name="Count">How many values.</param>
/// <param name="Largest">The largest of them by effect, at most <see cref="MaxCount"/>.</param>
public sealed record AwaitedValues(int Count, IReadOnlyList<AwaitedValue> Largest)
{
    /// <summary>How many are listed.</summary>
    public const int MaxCount = 50;

    /// <summary>Nothing awaits confirmation.</summary>
    public static AwaitedValues None { get; } = new(0, []);

    /// <summary>The doubted values of a unit's own reports.</summary>
    /// <param name="own">What its reports come to.</param>
    /// <param name="reports">The reports.</param>
    public static AwaitedValues Create(Rollup own, IEnumerable<Report> reports)
    {
        AwaitedValue[] all =
        [
            .. from report in reports
               where !report.IsWithdrawn
               from doubt in report.Doubts
               let amount = own[doubt.Indicator, report.Period.Number].Doubted
               where amount.IsKnown
               select new AwaitedValue(report.Unit, report.Period, doubt.Indicator, amount.Numerator, amount.Denominator, doubt.Why, 0),
        ];
        return all.Length == 0 ? None : new AwaitedValues(all.Length, all);
    }

    /// <summary>The lists of disjoint parts as one, the largest effect first: by the share of the national target, or
    /// without one of what the whole has.</summary>
    /// <param name="parts">The unit's own and its children's.</param>
    /// <param name="total">The total of the whole.</param>
    /// <param name="target">The national targets; null where there is none.</param>
    public static AwaitedValues Merge(IEnumerable<AwaitedValues> parts, Rollup total, Func<IndicatorCode, decimal?> target)
    {
        AwaitedValues[] some = [.. parts.Where(part => part.Count > 0)];
        if (some.Length == 0)
            return None;
        var largest = some.SelectMany(part => part.Largest).Select(value => value with { Share = ShareOf(value, total) })
            .OrderByDescending(
                value => value.Denominator is null && target(value.Indicator) is > 0 and var goal ? value.Amount / goal : value.Share)
            .ThenBy(value => value.Unit).ThenBy(value => value.Period).ThenBy(value => value.Indicator).Take(MaxCount);
        return new AwaitedValues(some.Sum(part => part.Count), [.. largest]);
    }

    private static decimal ShareOf(AwaitedValue value, Rollup total)
    {
        var whole = total[value.Indicator, 12].YearToDate;
        return value.Denominator is { } denominator
            ? whole.Denominator is > 0 and var all ? Math.Min(1, denominator / all) : 1
            : whole.Numerator > 0 ? Math.Min(1, value.Amount / whole.Numerator) : 1;
    }
}
