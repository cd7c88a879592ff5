using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Plan;

namespace YouthFunctions.Forecasts.Projection;

/// <summary>
/// Holds a forecast to what is already certain: when all twelve months are past their due day, the year is over and its
/// result is what was reported and is not doubted; before that, no interval starts below what is reached.
/// </summary>
internal static class ForecastConstraints
{
    /// <summary>The forecast as it can still be; null where there is nothing to say.</summary>
    /// <param name="forecast">What the model says; null for nothing.</param>
    /// <param name="indicator">The indicator.</param>
    /// <param name="december">The unit's cell of December, with everything below.</param>
    /// <param name="monthsKnown">How many months are past their due day, 0 to 12.</param>
    /// <param name="target">The target; null for none.</param>
    public static YearForecast? Apply(YearForecast? forecast, Indicator indicator, RollupCell december, int monthsKnown, double? target)
    {
        var isFlow = indicator.Kind == IndicatorKind.Flow;
        var sure = december.SureToDate.Value ?? (isFlow && december.YearToDate.IsKnown ? 0 : null);
        if (sure is not { } reached)
            return forecast;
        if (monthsKnown == 12)
            return YearForecast.Certain((double)reached, target);
        // A ratio can still fall, unless December itself is in.
        return isFlow || december.SureAmount.IsKnown ? forecast?.AtLeast((double)reached, target) : forecast;
    }

    /// <summary>The probability of meeting the target, whichever way is better; null without a target or forecast.</summary>
    /// <param name="forecast">The forecast, held to what is certain.</param>
    /// <param name="indicator">The indicator.</param>
    /// <param name="target">The target.</param>
    public static double? ProbabilityOfMeeting(YearForecast? forecast, Indicator indicator, double? target) => (forecast, target) switch
    {
        (_, { } goal) when IsMetByNothing(goal, indicator) => 1,
        (null, _) or (_, null) => null,
        ({ IsCertain: true }, { } goal) => indicator.Direction.IsMetBy(forecast.Point, goal) ? 1 : 0,
        (_, { } goal) => indicator.Direction == Direction.HigherIsBetter
            ? forecast.ProbabilityOfMeeting
            : forecast.Quantiles.ProbabilityOfAtMost(goal),
    };

    /// <summary>The same by the distribution of a year-end; without one the year ends at 0.</summary>
    public static double ProbabilityOfMeeting(Distribution? yearEnd, double target, Indicator indicator) =>
        yearEnd is null ? indicator.Direction.IsMetBy(0, target) ? 1 : 0
        : indicator.Direction == Direction.HigherIsBetter ? yearEnd.ProbabilityOfAtLeast(target)
        : yearEnd.ProbabilityOfAtMost(target);

    /// <summary>Whether nothing has to be done for a target, as for one of 0 where more is better.</summary>
    public static bool IsMetByNothing(double target, Indicator indicator) =>
        target <= 0 && indicator.Direction == Direction.HigherIsBetter;

    /// <summary>
    /// Whether what is reported within the year counts as achieved: a flow that has come to its target. A flow under its ceiling may
    /// still pass it and a ratio may turn again, so their status goes by the probability until the year is over.
    /// </summary>
    public static bool IsReached(double reached, double target, Indicator indicator) =>
        indicator is { Direction: Direction.HigherIsBetter, Kind: IndicatorKind.Flow } && indicator.Direction.IsMetBy(reached, target);
}
