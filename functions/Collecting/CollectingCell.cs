using YouthFunctions.Analytics.Values;
using YouthFunctions.Form.Reading;

namespace YouthFunctions.Collecting;

/// <summary>A unit and month of the grid.</summary>
/// <param name="Month">The month.</param>
/// <param name="State">How the unit's own report stands; null where none is expected of it and none came, and for months to come.</param>
/// <param name="Revision">The revision that stands; 0 for none.</param>
/// <param name="Sent">How many units below have sent theirs.</param>
/// <param name="Expected">How many below are expected to.</param>
public sealed record CollectingCell(Month Month, MonthTileState? State, int Revision, int Sent, int Expected)
{
    /// <summary>Whether a unit above may look at it and say something of it.</summary>
    public bool HasReport => State is MonthTileState.Sent or MonthTileState.SentLate or MonthTileState.AwaitsConfirmation
        or MonthTileState.Returned or MonthTileState.Confirmed;

    /// <summary>Whether the report is waited for: nothing came, and it was due.</summary>
    public bool IsMissing => State is MonthTileState.Overdue or MonthTileState.Closed;

    /// <summary>Whether nobody above has looked at the report yet, or it has doubted values.</summary>
    public bool AwaitsReview => State is MonthTileState.Sent or MonthTileState.SentLate or MonthTileState.AwaitsConfirmation;
}
