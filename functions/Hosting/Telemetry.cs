using System.Diagnostics.Metrics;

namespace YouthFunctions.Hosting;

/// <summary>What the product counts. One meter; exporters are chosen by the head.</summary>
public static class Telemetry
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "YouthFunctions";

    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Requests = Meter.CreateHistogram<double>("youthfunctions.request.duration", "s");
    private static readonly Histogram<double> Timers = Meter.CreateHistogram<double>("youthfunctions.timer.duration", "s");

    /// <summary>Counts an answered request.</summary>
    public static void Request(string function, int status, TimeSpan duration) =>
        Requests.Record(duration.TotalSeconds, new("function", function), new("status", status));

    /// <summary>Counts a finished run of a timer.</summary>
    public static void Timer(string function, bool succeeded, TimeSpan duration) =>
        Timers.Record(duration.TotalSeconds, new("function", function), new("succeeded", succeeded));
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

    [LoggerMessage(EventName = "TimerFailed", Level = LogLevel.Error, Message = "{Function} failed.")]
    internal static partial void TimerFailed(this ILogger log, Exception error, string function);
}
