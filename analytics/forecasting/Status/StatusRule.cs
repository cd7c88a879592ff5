namespace YouthFunctions.Forecasting.Status;

/// <summary>Where the statuses part, as probabilities of meeting the target.</summary>
/// <param name="Lagging">Below it a unit lags: so low that at most a tenth of the units that end well are ever below.</param>
/// <param name="OnTrack">At or above it a unit is on track.</param>
/// <param name="Margin">A former status is kept until the probability is so far past its edge.</param>
public sealed record StatusThresholds(double Lagging = 0.08, double OnTrack = 0.5, double Margin = 0.03);

/// <summary>Decides a status from the probability of meeting the target.</summary>
public static class StatusRule
{
    /// <param name="meeting">P(meet); null without a forecast or target.</param>
    /// <param name="known">Reported so far.</param>
    /// <param name="target">The target; null means no status but "no data".</param>
    /// <param name="monthsReported">Months of this year with a report.</param>
    /// <param name="former">The status given before, for hysteresis; null for the first.</param>
    /// <param name="thresholds">The edges.</param>
    public static TargetStatus Decide(
        double? meeting, double known, double? target, int monthsReported, TargetStatus? former, StatusThresholds thresholds)
    {
        if (target is not { } goal || monthsReported == 0 || meeting is not { } probability)
            return TargetStatus.NoData;
        if (known >= goal)
            return TargetStatus.Achieved;
        var lagging = thresholds.Lagging + (former == TargetStatus.Lagging ? thresholds.Margin : 0);
        var onTrack = thresholds.OnTrack + (former is TargetStatus.AtRisk or TargetStatus.Lagging ? thresholds.Margin
            : former is TargetStatus.OnTrack or TargetStatus.Achieved ? -thresholds.Margin : 0);
        return probability < lagging ? TargetStatus.Lagging : probability < onTrack ? TargetStatus.AtRisk : TargetStatus.OnTrack;
    }
}
