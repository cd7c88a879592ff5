namespace YouthFunctions.Jobs.Parts;

/// <summary>Log messages of parts of jobs; the event names are a contract with the alert rules.</summary>
internal static partial class PartLog
{
    [LoggerMessage(EventName = "PartFailed", Level = LogLevel.Error, Message = "{Function}: part {Part} failed in its last try.")]
    internal static partial void PartFailed(this ILogger log, Exception? error, string function, string part);

    [LoggerMessage(
        EventName = "PartsSentAgain", Level = LogLevel.Warning,
        Message = "{Function}: {Parts} messages were lost or late and are sent again.")]
    internal static partial void PartsSentAgain(this ILogger log, string function, int parts);
}
