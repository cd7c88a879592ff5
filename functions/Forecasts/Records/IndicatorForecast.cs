using System.Text.Json.Serialization;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Plan;

namespace YouthFunctions.Forecasts.Records;

/// <summary>
/// How one indicator of one unit stands, and what its year is expected to end with. Amounts are in its unit of measure, ratios shares
/// 0..1. Kept as the flat object of <see cref="StoredIndicatorForecast"/>.
/// </summary>
[JsonConverter(typeof(IndicatorForecastConverter))]
public sealed record IndicatorForecast
{
    /// <summary>Which.</summary>
    public required IndicatorCode Indicator { get; init; }

    /// <summary>How it stands.</summary>
    public required TargetStatus Status { get; init; }

    /// <summary>The day the status came to be what it is.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>The status before <see cref="Since"/>; null when there was none.</summary>
    public TargetStatus? Before { get; init; }

    /// <summary>Reported so far; null when nothing was.</summary>
    public decimal? YearToDate { get; init; }

    /// <summary>The part of <see cref="YearToDate"/> (of a ratio: of its numerator) that is doubted and awaits confirmation;
    /// the forecast leaves it out. Null for none.</summary>
    public decimal? Doubted { get; init; }

    /// <summary>Where the status awaits confirmation: what it is without the doubted values; null elsewhere.</summary>
    public TargetStatus? StatusWithoutDoubted { get; init; }

    /// <summary>The unit's target; null when none is set.</summary>
    public decimal? Target { get; init; }

    /// <summary>How many units of the sub-tree reported the indicator in the last known month.</summary>
    public int Reported { get; init; }

    /// <summary>How many were expected to.</summary>
    public int Expected { get; init; }

    /// <summary>The year to date that a year ending at the target would show by now; null without a target.</summary>
    public double? ExpectedToDate { get; init; }

    /// <summary>What each remaining month must bring to meet the target; 0 when met, null without one and for ceilings.</summary>
    public decimal? RequiredMonthlyPace { get; init; }

    /// <summary>The best average of as many months running as are left, in the years before; null without any.</summary>
    public double? BestComparablePace { get; init; }

    /// <summary>The year-ends of the three years before, the earliest first; null where unknown.</summary>
    public IReadOnlyList<double?>? PastYears { get; init; }

    /// <summary>Where it asks for attention: the year to date at the end of each known month; null elsewhere.</summary>
    public IReadOnlyList<double?>? Course { get; init; }

    /// <summary>The same of all months of the year before; null where <see cref="Course"/> is, and where that year is unknown.</summary>
    public IReadOnlyList<double?>? CourseBefore { get; init; }

    /// <summary>Up to three machine-readable reasons, the weightiest first.</summary>
    public IReadOnlyList<StatusReason> Reasons { get; init; } = [];

    /// <summary>Where the target lags or is at risk: up to three units directly below that lack most, the largest gap first; null
    /// without any.</summary>
    public IReadOnlyList<ShortfallContributor>? Carriers { get; init; }

    /// <summary>What the year is expected to end with; null without any data.</summary>
    public YearEndProjection? Projection { get; init; }

    /// <summary>Whether it lagged or was at risk before, and is on track.</summary>
    public bool HasRecovered => this is { Status: TargetStatus.OnTrack, Before: TargetStatus.Lagging or TargetStatus.AtRisk };

    /// <summary>Whether its status is one to be told of: it calls for something, is reached or missed, or has recovered.</summary>
    public bool IsNoteworthy => HasRecovered || Status is TargetStatus.Achieved or TargetStatus.Missed or TargetStatus.Lagging
        or TargetStatus.AtRisk or TargetStatus.AwaitsConfirmation;

    /// <summary>The forecast of an indicator of which nothing is known but the plan.</summary>
    /// <param name="indicator">Which.</param>
    /// <param name="target">The unit's target; null when none is set.</param>
    /// <param name="year">The year of the plan; nothing is known since its first day.</param>
    public static IndicatorForecast WithoutData(IndicatorCode indicator, decimal? target, int year) =>
        new() { Indicator = indicator, Status = TargetStatus.NoData, Since = new DateOnly(year, 1, 1), Target = target };

    /// <summary>How far the projected year-end misses the target: what it lacks, or by how much it exceeds a ceiling; 0 when it
    /// meets it, null when unknown.</summary>
    public double? Shortfall(Direction direction) => this is not { Target: { } target, Projection.Point: var point } ? null
        : Math.Max(0, direction == Direction.HigherIsBetter ? (double)target - point : point - (double)target);
}
