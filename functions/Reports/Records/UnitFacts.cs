using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;

namespace YouthFunctions.Reports.Records;

/// <summary>What is known of a unit beside its reports of the year; everything may be missing.</summary>
/// <param name="LastYear">Its own part of the year before; null where unknown.</param>
/// <param name="Siblings">The own parts of the units beside it, of the year before.</param>
/// <param name="People">Young people where it is; null where unknown.</param>
public sealed record UnitFacts(PastYear? LastYear, IReadOnlyList<PastYear> Siblings, Population? People)
{
    /// <summary>Nothing known.</summary>
    public static UnitFacts None { get; } = new(null, [], null);

    /// <summary>The largest month (of a ratio: denominator) that any sibling had; null where unknown.</summary>
    public decimal? LargestBeside(IndicatorCode indicator) => Siblings.Select(sibling => sibling.LargestOf(indicator)).Max();
}
