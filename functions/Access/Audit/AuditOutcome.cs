namespace YouthFunctions.Access.Audit;

/// <summary>How far a change came.</summary>
public enum AuditOutcome
{
    /// <summary>It was begun; when that was long ago, its process died, or storage did not take the end: it may have been made.</summary>
    Begun,

    /// <summary>It was made.</summary>
    Done,

    /// <summary>It failed; what was done before stays.</summary>
    Failed,
}
