using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;

namespace YouthFunctions.Reports.Records;

/// <summary>What is known of a unit beside its reports of the year; everything may be missing.</summary>
/// <param name="LastYear">Its own part of the year before; null where unknown.</param>
/// <param name="Siblings">The own parts of the units beside it, of the year before.</param>
/// <param name="Population">Young people where it is; null where unknown.</param>
public sealed record PlausibilityContext(PastYear? LastYear, IReadOnlyList<PastYear> Siblings, Population? Population)
{
    /// <summary>Nothing known.</summary>
    public static PlausibilityContext None { get; } = new(null, [], null);

    /// <summary>The largest month (of a ratio: denominator) that any sibling had; null where unknown.</summary>
    public decimal? LargestOfSiblings(IndicatorCode indicator) => Siblings.Select(sibling => sibling.LargestMonth(indicator)).Max();
}
