using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Records;

namespace YouthFunctions.Reports;

/// <summary>What became of what a unit above said of a revision.</summary>
/// <param name="Current">The report as it stands now; null when there is none.</param>
/// <param name="IsStored">Whether what was said is stored; false when another revision stands.</param>
public sealed record ReportReviewsOutcome(Report? Current, bool IsStored);

/// <summary>Stores what units above say of reports: of one, or of all reports of a month that they were shown.</summary>
public sealed class ReportReviews(ReportStore reports)
{
    private const int MaxAttempts = 5;

    /// <summary>The report with what was said of it. What a unit above confirms counts as any other: nothing of it is doubted any
    /// longer.</summary>
    public static Report Said(Report report, ReviewState state, string? note, string by, DateTimeOffset now) =>
        (state == ReviewState.Confirmed ? report.ConfirmedBy(by, now) : report) with { Review = new Review(state, note, by, now) };

    /// <summary>Tells the audit trail.</summary>
    /// <param name="call">Whose call it was.</param>
    /// <param name="report">The report as it is stored now.</param>
    /// <param name="isOfValues">Whether only its doubted values were said to be right: what was said of the report before still
    /// stands in it, and is not said anew.</param>
    public static void Record(Call call, Report report, bool isOfValues) => call.Audit.Add(
        isOfValues ? "report.values-confirmed"
            : report.Review?.State == ReviewState.Confirmed ? "report.confirmed" : "report.returned",
        report.Unit, $"{report.Period} revision {report.Revision}", isOfValues ? null : report.Review?.Note);

    /// <summary>Changes what is said of a revision, if it is the one that stands.</summary>
    /// <param name="unit">The unit, in the tree of the month.</param>
    /// <param name="period">The month.</param>
    /// <param name="revision">The revision that was looked at.</param>
    /// <param name="change">What is said; asked again when somebody else said something meanwhile.</param>
    /// <param name="cancel">Stops the call.</param>
    public async Task<ReportReviewsOutcome> ReviewAsync(
        Unit unit, Month period, int revision, Func<Report, Report> change, CancellationToken cancel)
    {
        for (var left = MaxAttempts; ; left--)
        {
            if (await reports.FindAsync(unit.Code, period, cancel) is not { } current)
                return new(null, false);
            if (current.Report.Revision != revision || left == 0)
                return new(current.Report, false);
            var reviewed = change(current.Report);
            if (await reports.SaveReviewAsync(reviewed, current.ETag, cancel))
                return new(reviewed, true);
            // Somebody else looked at the same revision, or is correcting it.
        }
    }

    /// <summary>Does the same with many reports of a month, in as few transactions as storage allows. One that changed meanwhile keeps no
    /// other back.</summary>
    public async Task<IReadOnlyList<(Unit Unit, ReportReviewsOutcome Outcome)>> ReviewAllAsync(
        IReadOnlyList<(Unit Unit, int Revision)> shown, Month period, Func<Report, Report> change, CancellationToken cancel)
    {
        var outcomes = new List<(Unit, ReportReviewsOutcome)>();
        foreach (var partition in shown.GroupBy(item => reports.Partition(item.Unit.Code, period)))
        {
            var found = await reports.FindAsync(partition.Key, [.. partition.Select(item => (item.Unit.Code, period))], cancel);
            var fitting = new List<(Unit Unit, int Revision, StoredReport Stored)>();
            foreach (var (unit, revision) in partition)
                if (found.GetValueOrDefault((unit.Code, period)) is { } stored && stored.Report.Revision == revision)
                    fitting.Add((unit, revision, stored));
                else
                    outcomes.Add((unit, new(found.GetValueOrDefault((unit.Code, period))?.Report, false)));
            foreach (var pack in fitting.Chunk(ReportStore.MaxRows))
            {
                var reviewed = pack.Select(item => (change(item.Stored.Report), item.Stored.ETag)).ToArray();
                if (await reports.TrySaveReviewsAsync(reviewed, cancel))
                    outcomes.AddRange(pack.Zip(reviewed, (item, saved) => (item.Unit, new ReportReviewsOutcome(saved.Item1, true))));
                else
                    foreach (var (unit, revision, _) in pack)
                        outcomes.Add((unit, await ReviewAsync(unit, period, revision, change, cancel)));
            }
        }

        return outcomes;
    }
}
