using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Reports.Records;

/// <summary>One revision of a unit's report of a month, as stored.</summary>
/// <param name="Unit">The reporting unit.</param>
/// <param name="Period">The month reported.</param>
/// <param name="Revision">1 for the first, then up by one.</param>
/// <param name="Values">By indicator; what was left out is not in it. Empty only for a withdrawal.</param>
/// <param name="IsWithdrawn">Whether this revision takes the report back.</param>
/// <param name="IsOnTime">Whether the first revision came by the due day.</param>
/// <param name="IsSimulated">Whether the demo made it.</param>
/// <param name="ReceivedUtc">The instant this revision was stored.</param>
/// <param name="ReceivedBy">The id of the caller.</param>
/// <param name="Reason">Why it was corrected or withdrawn; null for a first revision.</param>
/// <param name="ContentHash">SHA-256 of what it says, lower-case hex; see <see cref="ReportDraft.ContentHash"/>.</param>
/// <param name="PreviousHash">The chain hash of the revision before; empty for the first.</param>
/// <param name="ChainHash">SHA-256 over the content hash, the previous hash and who, when, which and why, lower-case hex.
/// No other revision has it: it is the row's own id.</param>
public sealed record Report(
    UnitCode Unit, Month Period, int Revision, IReadOnlyDictionary<IndicatorCode, ReportedValue> Values,
    bool IsWithdrawn, bool IsOnTime, bool IsSimulated, DateTimeOffset ReceivedUtc, string ReceivedBy, string? Reason,
    string ContentHash, string PreviousHash, string ChainHash)
{
    /// <summary>What a unit above said of this revision; null for nothing yet.</summary>
    public Review? Review { get; init; }

    /// <summary>The values that are out of proportion and not confirmed.</summary>
    public IReadOnlyList<ValueDoubt> Doubts { get; init; } = [];

    /// <summary>Who confirmed values that were doubted; null when none was, or nobody has.</summary>
    public Confirmation? Confirmation { get; init; }

    /// <summary>The values, marked where they are doubted.</summary>
    public IReadOnlyDictionary<IndicatorCode, ReportedValue> MarkedValues => Mark(Values, Doubts);

    /// <summary>The report as sums need it; null when withdrawn.</summary>
    public MonthReport? ToMonthReport => IsWithdrawn ? null : new MonthReport(Period.Number, IsOnTime, MarkedValues);

    /// <summary>The report after somebody said that its doubted values are right; itself when none is doubted.</summary>
    public Report ConfirmedBy(string by, DateTimeOffset now) =>
        Doubts.Count == 0 ? this : this with { Doubts = [], Confirmation = new Confirmation(by, now) };

    /// <summary>Values, marked where they are doubted.</summary>
    public static IReadOnlyDictionary<IndicatorCode, ReportedValue> Mark(
        IReadOnlyDictionary<IndicatorCode, ReportedValue> values, IReadOnlyList<ValueDoubt> doubts) => doubts.Count == 0
        ? values
        : values.ToDictionary(pair => pair.Key, pair => pair.Value with { IsDoubted = doubts.Any(doubt => doubt.Indicator == pair.Key) });
}
