using Azure;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Reports.Persistence;

/// <summary>Log messages of intake; the event names are a contract with the alert rules.</summary>
public static partial class IntakeLog
{
    [LoggerMessage(
        EventName = "IdempotencyKeyLeftOpen", Level = LogLevel.Warning,
        Message = "The answer to idempotency key {Record} could not be kept; until it times out the key answers 409.")]
    internal static partial void IdempotencyKeyLeftOpen(this ILogger log, Exception error, string record);

    [LoggerMessage(
        EventName = "ReportAccepted", Level = LogLevel.Information,
        Message = "{Reports} reports were stored, of {Unit} and {Period} the last")]
    internal static partial void ReportAccepted(this ILogger log, int reports, UnitCode unit, Month period);

    [LoggerMessage(
        EventName = "RollupNotRequested", Level = LogLevel.Information,
        Message = "{Partition}: no message asks for its rollup; the timer makes it.")]
    internal static partial void RollupNotRequested(this ILogger log, Exception error, string partition);

    [LoggerMessage(
        EventName = "PackOvertaken", Level = LogLevel.Debug,
        Message = "{Partition}: another write came before {Reports} reports that go as one; each is tried by itself.")]
    private static partial void PackOvertaken(this ILogger log, string partition, int reports);

    [LoggerMessage(
        EventName = "PackLeftOpen", Level = LogLevel.Warning,
        Message = "{Partition}: {Reports} reports were not stored as one; each is tried by itself.")]
    private static partial void PackFailed(this ILogger log, Exception error, string partition, int reports);

    // That somebody else wrote first is no fault, and nobody need be told of it with a stack trace.
    internal static void PackLeftOpen(this ILogger log, Exception error, string partition, int reports)
    {
        if (error is RequestFailedException { Status: 409 or 412 })
            log.PackOvertaken(partition, reports);
        else
            log.PackFailed(error, partition, reports);
    }
}
