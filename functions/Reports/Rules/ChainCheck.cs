using YouthFunctions.Reports.Records;

namespace YouthFunctions.Reports.Rules;

/// <summary>Shows whether a report's history is as it was written: each revision seals itself and all before it.</summary>
/// <remarks>Whoever can write the table could seal a changed history anew; the chain hash on the receipts that the units
/// keep shows that too.</remarks>
public static class ChainCheck
{
    /// <summary>The breaks in a report's revisions; none when the history is whole.</summary>
    /// <param name="revisions">All revisions of one report, in any order; one that a correction was just moving may come twice.</param>
    public static IEnumerable<ChainBreak> Breaks(IEnumerable<Report> revisions)
    {
        var (number, previous) = (0, "");
        foreach (var report in revisions.DistinctBy(report => report.Revision).OrderBy(report => report.Revision))
        {
            for (number++; number < report.Revision; number++)
                yield return Break(report, number, "missing");
            if (ReportDraft.ContentHashOf(report) != report.ContentHash)
                yield return Break(report, number, "content");
            if (report.PreviousHash != previous)
                yield return Break(report, number, "link");
            if (ReportDraft.ChainHashOf(report) != report.ChainHash)
                yield return Break(report, number, "seal");
            previous = report.ChainHash;
        }
    }

    private static ChainBreak Break(Report report, int revision, string kind) =>
        new(report.Unit.ToString(), report.Period.ToString(), revision, kind);
}
