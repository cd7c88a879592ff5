using System.Globalization;

namespace YouthFunctions.Reports.Records;

/// <summary>How a report of a month stands.</summary>
public enum ReportState
{
    /// <summary>Nothing came, or it was withdrawn.</summary>
    None,

    /// <summary>It came by the due day.</summary>
    Sent,

    /// <summary>It came after the due day.</summary>
    SentLate,

    /// <summary>It has values that somebody must confirm.</summary>
    Doubted,

    /// <summary>A unit above confirmed it.</summary>
    Confirmed,

    /// <summary>A unit above returned it, to be corrected.</summary>
    Returned,
}

/// <summary>How the reports of a unit's twelve months stand, and at which revision. Immutable.</summary>
public sealed class ReportStates
{
    private const string Letters = ".sldcr";
    private readonly (ReportState State, int Revision)[] _months;

    private ReportStates((ReportState, int)[] months) => _months = months;

    /// <summary>No report of any month.</summary>
    public static ReportStates None { get; } = new(new (ReportState, int)[12]);

    /// <summary>The states of a unit's current reports of a year.</summary>
    public static ReportStates From(IEnumerable<Report> reports)
    {
        var months = new (ReportState, int)[12];
        foreach (var report in reports)
            months[report.Period.Number - 1] = (Of(report), report.Revision);
        return new ReportStates(months);
    }

    /// <summary>How a report stands; null for none.</summary>
    public static ReportState Of(Report? report) => report switch
    {
        null or { IsWithdrawn: true } => ReportState.None,
        { Review.State: ReviewState.Returned } => ReportState.Returned,
        { Doubts.Count: > 0 } => ReportState.Doubted,
        { Review.State: ReviewState.Confirmed } => ReportState.Confirmed,
        { IsOnTime: true } => ReportState.Sent,
        _ => ReportState.SentLate,
    };

    /// <summary>The state of a month and the revision that has it; revision 0 without a report.</summary>
    /// <param name="month">1 to 12.</param>
    public (ReportState State, int Revision) this[int month] => _months[month - 1];

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static ReportStates Parse(string text)
    {
        if (text.Split(',') is not { Length: 12 } parts)
            throw new FormatException("A year of states has twelve months.");
        return new ReportStates([.. parts.Select(part => part.Length == 0
            ? default
            : (Letters.IndexOf(part[0], StringComparison.Ordinal) is >= 0 and var state
                ? (ReportState)state
                : throw new FormatException($"'{part}' is no state of a report."),
                int.Parse(part.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture)))]);
    }

    /// <summary><c>s1,d2,,…</c>: for each month with a report a letter for its state and its revision.</summary>
    public override string ToString() => string.Join(',', _months.Select(month => month.Revision == 0
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{Letters[(int)month.State]}{month.Revision}")));
}
