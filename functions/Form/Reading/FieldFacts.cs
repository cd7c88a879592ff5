using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;

namespace YouthFunctions.Form.Reading;

/// <summary>What stands beside a field of the form, so that a slip shows while it is typed.</summary>
/// <param name="Indicator">Which.</param>
/// <param name="LastMonth">What the unit reported of the month before; null for nothing.</param>
/// <param name="YearToDate">What its own reports of the months before come to; unknown for none.</param>
/// <param name="Target">Its target of the year: an amount, or a share 0..1; null for none.</param>
/// <param name="ExpectedToDate">What a year that ends at the target would show by now, as the forecast says, or by even months; null
/// without a target.</param>
/// <param name="UsualHigh">The largest amount of the month that would not be asked about; null where nothing bounds it.</param>
public sealed record FieldFacts(
    Indicator Indicator, ReportedValue? LastMonth, Measure YearToDate, decimal? Target, decimal? ExpectedToDate, decimal? UsualHigh)
{
    /// <summary>Whether an indicator's months add up, so that a running total says something.</summary>
    public bool AddsUp => Indicator.OverTime == OverTime.Sum;

    /// <summary>The share of the target that is expected by now, 0..1; null without a target.</summary>
    public decimal? ExpectedShare => Target is > 0 and var target && ExpectedToDate is { } expected ? expected / target : null;
}
