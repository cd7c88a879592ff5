using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Form.Reading;
using YouthFunctions.Pages;

namespace YouthFunctions.Collecting;

/// <summary>What the desk of a unit that collects shows.</summary>
/// <param name="Shell">What stands around it.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Grid">The units below and their months.</param>
/// <param name="Note">What was typed as a note.</param>
/// <param name="Chosen">The reports that were chosen; null when nothing was, and then all are.</param>
/// <param name="Faults">Why nothing was done.</param>
public sealed record CollectingView(
    PageShell Shell, Unit Unit, CollectingGrid Grid, string Note, IReadOnlySet<string>? Chosen, IReadOnlyList<Fault> Faults)
{
    /// <summary>How many reports were stored as reviewed just before; null when the page was not led to by that.</summary>
    public string? Done => Shell.Query("done");

    /// <summary>The units whose report changed between looking and deciding.</summary>
    public string? Changed => Shell.Query("changed");

    /// <summary>The reports of the month that a unit above can say something of, those that wait first.</summary>
    public IEnumerable<(CollectingGridRow Row, CollectingCell Cell)> Reviewable => Grid.Rows
        .Select(row => (row, Cell: row.Of(Grid.Looked))).Where(item => item.Cell.HasReport)
        .OrderByDescending(item => item.Cell.AwaitsReview);

    /// <summary>How many reports of the month have each state.</summary>
    public IEnumerable<(MonthTileState State, int Count)> Counts => Grid.Rows.Select(row => row.Of(Grid.Looked).State)
        .OfType<MonthTileState>().GroupBy(state => state).OrderBy(group => group.Key).Select(group => (group.Key, group.Count()));

    /// <summary>The field that names a report and the revision that was shown.</summary>
    public static string FieldOf(Unit unit, CollectingCell cell) => FormattableString.Invariant($"{unit.Code}:{cell.Revision}");

    /// <summary>How a report stands, in a word.</summary>
    public static string Word(Localizer localizer, MonthTileState state) => state switch
    {
        MonthTileState.Open => localizer.Localize("Chưa đến hạn", "Not due"),
        MonthTileState.Overdue => localizer.Localize("Thiếu", "Missing"),
        MonthTileState.Closed => localizer.Localize("Thiếu", "Missing"),
        MonthTileState.Sent => localizer.Localize("Đúng hạn", "Sent"),
        MonthTileState.SentLate => localizer.Localize("Trễ", "Late"),
        MonthTileState.AwaitsConfirmation => localizer.Localize("Nghi ngờ", "Doubtful"),
        MonthTileState.Returned => localizer.Localize("Trả lại", "Returned"),
        _ => localizer.Localize("Đã duyệt", "Confirmed"),
    };

    /// <summary>The same page of another month.</summary>
    public string MonthLink(Month month) => $"/collect/{Unit.Code}?year={month.Year}&period={month}";
}
