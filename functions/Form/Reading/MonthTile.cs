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
            month, StateOf(report is { IsWithdrawn: false } ? report : null, state), state is MonthState.Open or MonthState.Late,
            calendar.Due(month), calendar.Closes(month));
    }

    private static MonthTileState StateOf(Report? report, MonthState month) => report switch
    {
        { Review.State: ReviewState.Returned } => MonthTileState.Returned,
        { Doubts.Count: > 0 } => MonthTileState.AwaitsConfirmation,
        { Review.State: ReviewState.Confirmed } => MonthTileState.Confirmed,
        { IsOnTime: true } => MonthTileState.Sent,
        not null => MonthTileState.SentLate,
        null => month switch
        {
            MonthState.Late => MonthTileState.Overdue,
            MonthState.Closed => MonthTileState.Closed,
            _ => MonthTileState.Open,
        },
    };
}
