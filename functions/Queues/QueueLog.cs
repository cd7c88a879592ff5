namespace YouthFunctions.Queues;

/// <summary>Log messages of queues; the event names are a contract with the alert rules.</summary>
internal static partial class QueueLog
{
    [LoggerMessage(EventName = "MessageFailed", Level = LogLevel.Warning, Message = "{Function}: a message failed and is tried again.")]
    internal static partial void MessageFailed(this ILogger log, Exception error, string function);

    [LoggerMessage(
        EventName = "QueuePoisoned", Level = LogLevel.Error,
        Message = "{Function}: {Messages} messages were given up after their last try and lie in {Queue}.")]
    internal static partial void QueuePoisoned(this ILogger log, string function, int messages, string queue);

    [LoggerMessage(
        EventName = "QueueAway", Level = LogLevel.Warning, Message = "{Function}: its queue does not answer; it is asked again.")]
    internal static partial void QueueAway(this ILogger log, Exception error, string function);
}
