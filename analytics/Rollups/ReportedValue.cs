using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Analytics.Rollups;

/// <summary>What a report says of one indicator.</summary>
/// <param name="Measure">The amount, or the ratio in its two parts; always known.</param>
/// <param name="IsYearToDate">Whether the amount counts from January ("lũy kế") instead of the month alone.</param>
public readonly record struct ReportedValue(Measure Measure, bool IsYearToDate)
{
    /// <summary>Whether it is out of proportion and nobody has confirmed it yet.</summary>
    public bool IsDoubted { get; init; }
}

/// <summary>The current revision of one unit's report of one month, as far as sums need it.</summary>
/// <param name="Month">1 to 12.</param>
/// <param name="OnTime">Whether it first came by the day it was due.</param>
/// <param name="Values">By indicator; what was left out is not in it.</param>
public sealed record MonthReport(int Month, bool OnTime, IReadOnlyDictionary<IndicatorCode, ReportedValue> Values);
