namespace YouthFunctions.Jobs.Runs;

/// <summary>How a part stands.</summary>
public enum PartState
{
    /// <summary>Its message is on the queue, or was lost and is sent again.</summary>
    Waiting,

    /// <summary>Somebody is at it; when that was long ago, its process died and the part is begun again.</summary>
    Running,

    /// <summary>Its work is done.</summary>
    Done,

    /// <summary>Its last try failed too.</summary>
    Failed,
}
