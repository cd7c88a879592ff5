using YouthFunctions.Storage;

namespace YouthFunctions.Jobs;

/// <summary>Log messages of timers; the event names are a contract with the alert rules.</summary>
internal static partial class JobLog
{
    [LoggerMessage(EventName = "RowDamaged", Level = LogLevel.Error, Message = "{Place} cannot be read; {Function} went on without it")]
    internal static partial void RowDamaged(this ILogger log, StoredPlace place, string function);

    [LoggerMessage(EventName = "TimerSucceeded", Level = LogLevel.Information, Message = "{Function}: {Summary}")]
    internal static partial void TimerSucceeded(this ILogger log, string function, string summary);

    [LoggerMessage(EventName = "TimerInParts", Level = LogLevel.Information, Message = "{Function}: {Summary}")]
    internal static partial void TimerInParts(this ILogger log, string function, string summary);

    [LoggerMessage(
        EventName = "TimerSkipped", Level = LogLevel.Information, Message = "{Function} is running elsewhere; this run is left out.")]
    internal static partial void TimerSkipped(this ILogger log, string function);

    [LoggerMessage(EventName = "TimerStopped", Level = LogLevel.Warning, Message = "{Function} was asked to end; its next run goes on.")]
    internal static partial void TimerStopped(this ILogger log, string function);

    [LoggerMessage(
        EventName = "TimerNotRecorded", Level = LogLevel.Warning, Message = "{Function}: how the run ended could not be recorded.")]
    internal static partial void TimerNotRecorded(this ILogger log, Exception error, string function);

    [LoggerMessage(EventName = "TimerFailed", Level = LogLevel.Error, Message = "{Function} failed.")]
    internal static partial void TimerFailed(this ILogger log, Exception error, string function);
}
