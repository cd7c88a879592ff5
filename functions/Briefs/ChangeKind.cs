namespace YouthFunctions.Briefs;

/// <summary>How an indicator's status changed since the brief before.</summary>
public enum ChangeKind
{
    /// <summary>It came to lag or to be at risk, or from at risk to lag.</summary>
    NewlyFlagged,

    /// <summary>It lagged or was at risk and is on track again.</summary>
    Recovered,

    /// <summary>It reached its target.</summary>
    Achieved,

    /// <summary>It came to await the confirmation of a value.</summary>
    AwaitsConfirmation,
}
