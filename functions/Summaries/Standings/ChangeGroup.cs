namespace YouthFunctions.Summaries.Standings;

/// <summary>What kind of news a change of status is, in the order in which a leader reads it.</summary>
public enum ChangeGroup
{
    /// <summary>It came to lag, to be at risk, or was missed.</summary>
    Flagged,

    /// <summary>It is on track again, or no longer lags.</summary>
    Recovered,

    /// <summary>A doubted value decides.</summary>
    Doubtful,

    /// <summary>It reached its target.</summary>
    Achieved,
}
