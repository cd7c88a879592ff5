using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Analytics.Rollups;

/// <summary>What of a cell is doubted and awaits confirmation. Most cells have none, and then it costs them a reference.</summary>
/// <param name="Amount">Of the month.</param>
/// <param name="ToDate">Of the year to date.</param>
/// <param name="Values">How many values make up <paramref name="Amount"/>.</param>
internal sealed record DoubtedPart(Measure Amount, Measure ToDate, int Values)
{
    /// <summary>The part; null where nothing is doubted.</summary>
    public static DoubtedPart? Create(Measure amount, Measure toDate, int values) =>
        !amount.IsKnown && !toDate.IsKnown && values == 0 ? null : new(amount, toDate, values);
}
