using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Plan;

namespace YouthFunctions.Forecasts.Projection;

/// <summary>What an indicator of a unit's status is decided by.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Forecast">The forecast, held to what is certain; null for none.</param>
/// <param name="Target">The target; null for none.</param>
/// <param name="MonthsReported">Months of this year with a report.</param>
/// <param name="Former">The status given before; null for the first.</param>
/// <param name="Thresholds">The edges.</param>
internal sealed record StatusDecision(
    Indicator Indicator, YearForecast? Forecast, double? Target, int MonthsReported, TargetStatus? Former, StatusThresholds Thresholds)
{
    /// <summary>The status with a probability and what is reached.</summary>
    public TargetStatus StatusAt(double? probability, double reached) => Target is not { } target ? TargetStatus.NoData
        : ForecastConstraints.IsMetByNothing(target, Indicator) ? TargetStatus.Achieved
        : Forecast is not { IsCertain: true } || MonthsReported == 0
            ? StatusRule.Decide(probability, ForecastConstraints.IsReached(reached, target, Indicator), MonthsReported, Former, Thresholds)
        : Indicator.Direction.IsMetBy(reached, target) ? TargetStatus.Achieved
        : TargetStatus.Missed;

    /// <summary>
    /// The status if the doubted values were right: for a flow they come on top of what is forecast without them; for a
    /// ratio only what is reached now changes.
    /// </summary>
    /// <param name="probability">Of meeting the target without them.</param>
    /// <param name="december">The unit's cell of December, with everything below.</param>
    public TargetStatus StatusWith(double? probability, RollupCell december)
    {
        var reached = (double)(december.YearToDate.Value ?? 0);
        if (Indicator.Kind == IndicatorKind.Ratio || Target is not { } target)
            return StatusAt(probability, reached);
        var left = target - (double)december.DoubtedToDate.Numerator;
        return StatusAt(ForecastConstraints.ProbabilityOfMeeting(Forecast?.Quantiles, left, Indicator), reached);
    }
}
