using YouthFunctions.Analytics.Units;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasts.Records;

namespace YouthFunctions.Summaries.Standings;

/// <summary>A unit directly below: how it stands over all, and on the indicator that is looked at.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Forecast">Its forecast; null before the first one.</param>
/// <param name="Focus">Its forecast of the indicator that is looked at; null without one.</param>
/// <param name="Gap">What its projected year-end lacks of its target on that indicator; null when unknown.</param>
/// <param name="GapShare">Its part of what all children together lack, 0..1; null for ratios and when nobody lacks anything.</param>
public sealed record ChildStanding(Unit Unit, UnitForecast? Forecast, IndicatorForecast? Focus, double? Gap, double? GapShare)
{
    /// <summary>How many of its indicators have a status.</summary>
    public int Count(TargetStatus status) => Forecast?.Indicators.Count(indicator => indicator.Status == status) ?? 0;

    /// <summary>How many of its targets it will probably miss, or has missed.</summary>
    public int Behind => Count(TargetStatus.Lagging) + Count(TargetStatus.Missed);

    /// <summary>How many targets of units below it will probably be missed, or were.</summary>
    public int BehindBelow => Forecast?.Below?.Lagging ?? 0;

    /// <summary>How many units of its sub-tree were expected to report in the last known month.</summary>
    public int Expected => Forecast is { Indicators.Count: > 0 } known ? known.Indicators.Max(indicator => indicator.Expected) : 0;

    /// <summary>How many reported anything in the last known month.</summary>
    public int Reported => Forecast is { Indicators.Count: > 0 } known ? known.Indicators.Max(indicator => indicator.Reported) : 0;

    /// <summary>Whether something was expected of it and nothing came.</summary>
    public bool IsSilent => Expected > 0 && Reported == 0;
}
