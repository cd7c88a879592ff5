namespace YouthFunctions.Forecasting.Status;

/// <summary>Where the statuses part, as probabilities of meeting the target.</summary>
/// <remarks>
/// The same for every indicator, level and month. Even odds lie in the middle of "at risk", beyond both margins: whoever may as well
/// miss as meet is never called on track, whatever he was before.
/// </remarks>
/// <param name="Lagging">Below it a unit lags: of ten such flags eight or more are to come true.</param>
/// <param name="OnTrack">At or above it a unit is on track: it is clearly more likely to meet than to miss.</param>
/// <param name="Margin">A unit that lags or is on track stays so until the probability is so far past the edge, and one at risk until
/// it is so far above, so that statuses are steady. One at risk lags at the edge itself: a warning does not wait. By hand.</param>
public sealed record StatusThresholds(double Lagging = 0.2, double OnTrack = 0.6, double Margin = 0.03)
{
    /// <summary>The thresholds of the product.</summary>
    public static StatusThresholds Default { get; } = new();
}

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
