namespace YouthFunctions.Jobs.Runs;

/// <summary>How a run of parts stands.</summary>
public enum RunPhase
{
    /// <summary>Its parts are worked off.</summary>
    Running,

    /// <summary>All parts are done, and one instance does what comes after them.</summary>
    Finishing,

    /// <summary>All of it is done.</summary>
    Succeeded,

    /// <summary>Some parts failed in their last try, or what comes after them did.</summary>
    Failed,

    /// <summary>An administrator ended it.</summary>
    Cancelled,
}
