using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Plan;

namespace YouthFunctions.Summaries.Standings;

/// <summary>One indicator of a unit: what the plan says of it, and its forecast.</summary>
public sealed record IndicatorStanding(Indicator Indicator, IndicatorForecast Forecast)
{
    /// <summary>How far the projected year-end misses the target; 0 when it meets it, null when unknown.</summary>
    public double? Shortfall => Forecast.Shortfall(Indicator.Direction);

    /// <summary>The most urgent first: by status, then by probability, then by what is lacking as a share of the
    /// target; what has no target comes last.</summary>
    public static IOrderedEnumerable<IndicatorStanding> ByUrgency(IEnumerable<IndicatorStanding> standings) => standings
        .OrderBy(standing => standing.Forecast.Target is null && !standing.Forecast.Status.NeedsAttention())
        .ThenBy(standing => Rank(standing.Forecast.Status))
        .ThenBy(standing => standing.Forecast.Projection?.Probability ?? 1)
        .ThenByDescending(standing => standing.Shortfall / (double?)standing.Forecast.Target ?? 0);

    private static int Rank(TargetStatus status) => status switch
    {
        TargetStatus.Lagging or TargetStatus.Missed => 0,
        TargetStatus.AwaitsConfirmation => 1,
        TargetStatus.AtRisk => 2,
        TargetStatus.NoData => 3,
        TargetStatus.OnTrack => 4,
        _ => 5,
    };
}
