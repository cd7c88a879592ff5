using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace YouthFunctions.Hosting;

/// <summary>What the product counts. One meter; exporters are chosen by the head.</summary>
public static class Telemetry
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "YouthFunctions";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Requests = Meter.CreateHistogram<double>("youthfunctions.request.duration", "s");
    private static readonly Histogram<double> Timers = Meter.CreateHistogram<double>("youthfunctions.timer.duration", "s");

    private static readonly Counter<long> Transactions = Meter.CreateCounter<long>("youthfunctions.timer.storage.transactions", "{transaction}");

    /// <summary>Begins the trace of a function's work; null while nobody listens.</summary>
    public static Activity? Start(string function, ActivityKind kind = ActivityKind.Internal) => Source.StartActivity(function, kind);

    /// <summary>Counts an answered request.</summary>
    public static void Request(string function, int status, TimeSpan duration) =>
        Requests.Record(duration.TotalSeconds, new("function", function), new("status", status));

    /// <summary>Counts a finished run of a timer, and the calls of storage that it made.</summary>
    public static void Timer(string function, RunState state, TimeSpan duration, long transactions)
    {
        Timers.Record(duration.TotalSeconds, new("function", function), new("state", state.ToString()));
        Transactions.Add(transactions, new KeyValuePair<string, object?>("function", function));
    }
}

/// <summary>Log messages of hosting; the event names are a contract with the alert rules.</summary>
public static partial class HostingLog
{
    [LoggerMessage(EventName = "CallAborted", Level = LogLevel.Information, Message = "{Function}: the client went away.")]
    internal static partial void CallAborted(this ILogger log, string function);

    [LoggerMessage(EventName = "StorageAway", Level = LogLevel.Warning, Message = "{Function}: storage does not answer.")]
    internal static partial void StorageAway(this ILogger log, Exception error, string function);

    [LoggerMessage(EventName = "CallFailed", Level = LogLevel.Error, Message = "{Function} failed.")]
    internal static partial void CallFailed(this ILogger log, Exception error, string function);

    [LoggerMessage(EventName = "TimerSucceeded", Level = LogLevel.Information, Message = "{Function}: {Summary}")]
    internal static partial void TimerSucceeded(this ILogger log, string function, string summary);

    [LoggerMessage(EventName = "TimerSkipped", Level = LogLevel.Information, Message = "{Function} is running elsewhere; this run is left out.")]
    internal static partial void TimerSkipped(this ILogger log, string function);

    [LoggerMessage(EventName = "TimerStopped", Level = LogLevel.Warning, Message = "{Function} was asked to end; its next run goes on.")]
    internal static partial void TimerStopped(this ILogger log, string function);

    [LoggerMessage(EventName = "TimerNotRecorded", Level = LogLevel.Warning, Message = "{Function}: how the run ended could not be recorded.")]
    internal static partial void TimerNotRecorded(this ILogger log, Exception error, string function);

    [LoggerMessage(EventName = "TimerFailed", Level = LogLevel.Error, Message = "{Function} failed.")]
    internal static partial void TimerFailed(this ILogger log, Exception error, string function);
}
