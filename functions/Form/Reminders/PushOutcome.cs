namespace YouthFunctions.Form.Reminders;

/// <summary>What became of a message to a browser.</summary>
public enum PushOutcome
{
    /// <summary>The push service took it.</summary>
    Taken,

    /// <summary>The browser takes none any longer (404 or 410): its address can be forgotten.</summary>
    Gone,

    /// <summary>Not taken now; a later run may try again.</summary>
    NotNow,
}
