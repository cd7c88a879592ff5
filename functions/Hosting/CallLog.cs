namespace YouthFunctions.Hosting;

/// <summary>Log messages of requests; the event names are a contract with the alert rules.</summary>
internal static partial class CallLog
{
    /// <summary>A change was made, and its entry in the audit trail could not be completed.</summary>
    [LoggerMessage(EventName = "AuditNotCompleted", Level = LogLevel.Error,
        Message = "{Function}: the entry in the audit trail could not be completed.")]
    internal static partial void AuditNotCompleted(this ILogger log, Exception error, string function);

    [LoggerMessage(EventName = "CallAborted", Level = LogLevel.Information, Message = "{Function}: the client went away.")]
    internal static partial void CallAborted(this ILogger log, string function);

    [LoggerMessage(EventName = "HostGone", Level = LogLevel.Warning, Message = "The host ({Host}) is gone: this process ends.")]
    internal static partial void HostGone(this ILogger log, string host);

    [LoggerMessage(EventName = "StorageAway", Level = LogLevel.Warning, Message = "{Function}: storage does not answer.")]
    internal static partial void StorageAway(this ILogger log, Exception error, string function);

    [LoggerMessage(EventName = "CallFailed", Level = LogLevel.Error, Message = "{Function} failed.")]
    internal static partial void CallFailed(this ILogger log, Exception error, string function);
}
