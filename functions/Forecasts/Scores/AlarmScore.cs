namespace YouthFunctions.Forecasts.Scores;

/// <summary>What became of the alarms (targets called lagging) of one month, and of the targets that were not.</summary>
/// <param name="MonthsKnown">How many months those forecasts knew; the alarms were seen in the month after.</param>
/// <param name="Alarms">How many targets lagged.</param>
/// <param name="CameTrue">How many of those were missed.</param>
/// <param name="Missed">How many targets were missed, flagged or not.</param>
/// <param name="Met">How many were met.</param>
public sealed record AlarmScore(int MonthsKnown, int Alarms, int CameTrue, int Missed, int Met)
{
    /// <summary>Of the targets that were met, how many had been flagged, 0..1; null where none was met.</summary>
    public double? FalseAlarmRate => Met == 0 ? null : (double)(Alarms - CameTrue) / Met;

    /// <summary>Of the alarms, how many came true, 0..1; null where there was none.</summary>
    public double? Precision => Alarms == 0 ? null : (double)CameTrue / Alarms;
}
