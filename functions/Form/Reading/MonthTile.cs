using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;
using YouthFunctions.Reports.Records;

namespace YouthFunctions.Form.Reading;

/// <summary>How a unit's report of a month stands.</summary>
public enum MonthTileState
{
    /// <summary>Nothing came, and it is not late yet.</summary>
    Open,

    /// <summary>Nothing came by the due day; reports are still taken.</summary>
    Overdue,

    /// <summary>It came.</summary>
    Sent,

    /// <summary>It came after the due day.</summary>
    SentLate,

    /// <summary>It came with values that somebody must confirm.</summary>
    AwaitsConfirmation,

    /// <summary>A unit above returned it, to be corrected.</summary>
    Returned,

    /// <summary>A unit above confirmed it.</summary>
    Confirmed,

    /// <summary>Nothing came, and nothing is taken any longer.</summary>
    Closed,
}

/// <summary>A month in the strip of the form.</summary>
/// <param name="Month">The month.</param>
/// <param name="State">How its report stands.</param>
/// <param name="IsTaken">Whether it takes reports now.</param>
/// <param name="Due">The last day on time.</param>
/// <param name="Closes">The last day taken at all.</param>
public sealed record MonthTile(Month Month, MonthTileState State, bool IsTaken, DateOnly Due, DateOnly Closes)
{
    /// <summary>The tile of a month.</summary>
    /// <param name="month">The month.</param>
    /// <param name="report">What stands; null for nothing.</param>
    /// <param name="calendar">When it is due and closes.</param>
    /// <param name="now">The instant.</param>
    /// <param name="path">The unit and all above it.</param>
    public static MonthTile Create(Month month, Report? report, ReportingCalendar calendar, DateTimeOffset now, IEnumerable<Unit> path)
    {
        var state = calendar.StateOf(month, now, path);
        return new MonthTile(
            month, StateOf(ReportStates.Of(report), state), state is MonthState.Open or MonthState.Late,
            calendar.Due(month), calendar.Closes(month));
    }

    /// <summary>How a month stands by its report and its calendar.</summary>
    public static MonthTileState StateOf(ReportState report, MonthState month) => report switch
    {
        ReportState.Returned => MonthTileState.Returned,
        ReportState.Doubted => MonthTileState.AwaitsConfirmation,
        ReportState.Confirmed => MonthTileState.Confirmed,
        ReportState.Sent => MonthTileState.Sent,
        ReportState.SentLate => MonthTileState.SentLate,
        _ => month switch
        {
            MonthState.Late => MonthTileState.Overdue,
            MonthState.Closed => MonthTileState.Closed,
            _ => MonthTileState.Open,
        },
    };
}
