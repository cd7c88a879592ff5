using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace YouthFunctions.Calls;

/// <summary>What the product counts and traces: one meter and one source; the host says where it goes.</summary>
public static class Telemetry
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "YouthFunctions";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Requests = Meter.CreateHistogram<double>("youthfunctions.request.duration", "s");
    private static readonly Histogram<double> Timers = Meter.CreateHistogram<double>("youthfunctions.timer.duration", "s");
    private static readonly Counter<long> Transactions = Meter.CreateCounter<long>(
        "youthfunctions.timer.storage.transactions", "{transaction}");
    private static readonly Histogram<double> Messages = Meter.CreateHistogram<double>("youthfunctions.message.duration", "s");
    private static readonly Gauge<double> TimerAges = Meter.CreateGauge<double>(
        "youthfunctions.timer.age", "s", "Since the last run that did its work");
    private static readonly Counter<long> Accepted = Meter.CreateCounter<long>("youthfunctions.reports.accepted", "{report}");
    private static readonly Counter<long> Refused = Meter.CreateCounter<long>("youthfunctions.reports.refused", "{report}");
    private static readonly Histogram<int> LateDays = Meter.CreateHistogram<int>(
        "youthfunctions.reports.lateness", "d", "Days after the due day; negative before it");
    private static readonly Gauge<double> RollupLags = Meter.CreateGauge<double>(
        "youthfunctions.rollup.lag", "s", "How old the reports may be that no rollup has");
    private static readonly Gauge<double> ForecastAges = Meter.CreateGauge<double>(
        "youthfunctions.forecast.age", "s", "Since forecasts were last made");
    private static readonly Gauge<int> FlaggedTargets = Meter.CreateGauge<int>("youthfunctions.forecast.flags", "{target}");

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

    /// <summary>Counts a message of a queue that was worked on.</summary>
    public static void Message(string function, RunState state, TimeSpan duration) =>
        Messages.Record(duration.TotalSeconds, new("function", function), new("state", state.ToString()));

    /// <summary>Tells how long ago a timer last did its work.</summary>
    public static void TimerAge(string function, TimeSpan age)
    {
        TimerAges.Record(age.TotalSeconds, new KeyValuePair<string, object?>("function", function));
        if (function == "Forecast")
            ForecastAges.Record(age.TotalSeconds);
    }

    /// <summary>Counts a report that was stored.</summary>
    /// <param name="isOnTime">Whether it counts as on time.</param>
    /// <param name="daysLate">Days after its due day.</param>
    public static void ReportAccepted(bool isOnTime, int daysLate)
    {
        Accepted.Add(1, new KeyValuePair<string, object?>("on_time", isOnTime));
        LateDays.Record(daysLate);
    }

    /// <summary>Counts a report that was not stored, by the code of its first fault.</summary>
    public static void ReportRefused(string reason) => Refused.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>Tells how far the rollups of a year are behind its reports.</summary>
    public static void RollupLag(int year, TimeSpan lag) =>
        RollupLags.Record(lag.TotalSeconds, new KeyValuePair<string, object?>("year", year));

    /// <summary>Tells how many targets of a year have a status that calls for attention.</summary>
    public static void Flags(int year, string status, int targets) =>
        FlaggedTargets.Record(targets, new("year", year), new("status", status));
}
