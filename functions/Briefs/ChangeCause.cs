namespace YouthFunctions.Briefs;

/// <summary>By what a status changed.</summary>
public enum ChangeCause
{
    /// <summary>What was done.</summary>
    Performance,

    /// <summary>What was not reported, or came late.</summary>
    Reporting,

    /// <summary>What was asked for.</summary>
    Target,
}
