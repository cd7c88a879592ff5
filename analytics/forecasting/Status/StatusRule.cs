namespace YouthFunctions.Forecasting.Status;

/// <summary>Where the statuses part, as probabilities of meeting the target.</summary>
/// <param name="Lagging">
/// Below it a unit lags. Set so that at most a tenth of the leaf-years that met their target were ever below it: that tenth once
/// had less than 0.100 and 0.092 on the two panels of docs/forecast-accuracy.md.
/// </param>
/// <param name="OnTrack">At or above it a unit is on track: it is more likely to meet than to miss.</param>
/// <param name="Margin">A former status is kept until the probability is so far past its edge, so that it is steady. By hand.</param>
public sealed record StatusThresholds(double Lagging = 0.08, double OnTrack = 0.5, double Margin = 0.03);

/// <summary>Decides a status from the probability of meeting the target.</summary>
public static class StatusRule
{
    /// <param name="meeting">P(meet), whichever way is better; null without a forecast or target.</param>
    /// <param name="isReached">Whether what is reported already meets the target.</param>
    /// <param name="monthsReported">Months of this year with a report.</param>
    /// <param name="former">The status given before, for hysteresis; null for the first.</param>
    /// <param name="thresholds">The edges.</param>
    public static TargetStatus Decide(
        double? meeting, bool isReached, int monthsReported, TargetStatus? former, StatusThresholds thresholds)
    {
        if (monthsReported == 0 || meeting is not { } probability)
            return TargetStatus.NoData;
        if (isReached)
            return TargetStatus.Achieved;
        var lagging = thresholds.Lagging + (former == TargetStatus.Lagging ? thresholds.Margin : 0);
        var onTrack = thresholds.OnTrack + former switch
        {
            TargetStatus.AtRisk or TargetStatus.Lagging => thresholds.Margin,
            TargetStatus.OnTrack or TargetStatus.Achieved => -thresholds.Margin,
            _ => 0,
        };
        return probability < lagging ? TargetStatus.Lagging : probability < onTrack ? TargetStatus.AtRisk : TargetStatus.OnTrack;
    }
}
