using System.Text.Json.Serialization;
using YouthFunctions.Analytics.Forecasting;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Forecasts.Records;

/// <summary>The year-end of one indicator of one unit: amounts in its unit of measure, ratios as shares 0..1.</summary>
/// <param name="Indicator">Which.</param>
/// <param name="YearToDate">Reported so far; null when nothing was.</param>
/// <param name="Target">The unit's target; null when none is set.</param>
/// <param name="Projected">The expected year-end; null without any data.</param>
/// <param name="Low80">With <paramref name="High80"/> the 80 % prediction interval.</param>
/// <param name="High80">See <paramref name="Low80"/>.</param>
/// <param name="Low95">With <paramref name="High95"/> the 95 % prediction interval.</param>
/// <param name="High95">See <paramref name="Low95"/>.</param>
/// <param name="Probability">Of meeting the target, 0..1; null without a target or data.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Since">The day the status came to be what it is.</param>
/// <param name="RequiredMonthlyPace">What each remaining month must bring to meet the target; 0 when met, null without one.</param>
/// <param name="ExpectedToDate">The year to date that a year ending at the target would show by now.</param>
/// <param name="Reported">How many units of the sub-tree reported the indicator in the last known month.</param>
/// <param name="Expected">How many were expected to.</param>
/// <param name="Basis">Which model or fallback made it.</param>
/// <param name="Reasons">Up to three machine-readable reasons, the weightiest first.</param>
/// <param name="BestComparablePace">The best average of as many months running as are left, in the years before; null without any.</param>
/// <param name="PastYears">The year-ends of the three years before, the earliest first; null where unknown.</param>
/// <param name="Before">The status before <paramref name="Since"/>; null when there was none.</param>
/// <param name="Carriers">Where the target lags or is at risk: up to three units directly below that lack most, the largest gap first; null without any.</param>
public sealed record IndicatorForecast(
    IndicatorCode Indicator, decimal? YearToDate, decimal? Target, double? Projected, double? Low80, double? High80, double? Low95, double? High95,
    double? Probability, TargetStatus Status, DateOnly Since, decimal? RequiredMonthlyPace, double? ExpectedToDate,
    int Reported, int Expected, string Basis, IReadOnlyList<StatusReason> Reasons, double? BestComparablePace,
    IReadOnlyList<double?>? PastYears = null, TargetStatus? Before = null, IReadOnlyList<GapCarrier>? Carriers = null)
{
    /// <summary>The part of <see cref="YearToDate"/> (of a ratio: of its numerator) that is doubted and awaits confirmation;
    /// the forecast leaves it out. Null for none.</summary>
    public decimal? Doubted { get; init; }

    /// <summary>Where the status awaits confirmation: what it is without the doubted values; null elsewhere.</summary>
    public TargetStatus? StatusWithoutDoubted { get; init; }

    /// <summary>What the projected year-end lacks of the target; 0 when nothing, null when unknown.</summary>
    [JsonIgnore]
    public double? Shortfall => this is { Target: { } target, Projected: { } projected } ? Math.Max(0, (double)target - projected) : null;
}
