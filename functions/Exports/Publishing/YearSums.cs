using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Reports.Records;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Rollups.Summing;
using YouthFunctions.Rollups.Years;

namespace YouthFunctions.Exports.Publishing;

/// <summary>
/// The rollups that belong to a snapshot's reports. Stored rollups are of the moment at which the timer last ran; here
/// the same sums are made of the reports known at the snapshot's instant, so that all files reflect that instant.
/// A year of which there are sums but no reports (taken over from elsewhere) is read as it is stored.
/// </summary>
public sealed class YearSums(RollupStore rollups)
{
    /// <summary>The sums of a province and all below it, from its reports.</summary>
    /// <param name="basis">The year.</param>
    /// <param name="top">The province; or the centre, with the sums of its provinces in <paramref name="sums"/>.</param>
    /// <param name="revisions">Every revision known at the instant.</param>
    /// <param name="carried">What its units take over from predecessors in the year of a reorganisation.</param>
    /// <param name="sums">Takes the sums.</param>
    /// <param name="instant">The snapshot's instant.</param>
    public static void Add(
        YearBasis basis, UnitCode top, IReadOnlyList<Report> revisions, IReadOnlyDictionary<UnitCode, OwnRollup> carried,
        Dictionary<UnitCode, UnitYear> sums, DateTimeOffset instant)
    {
        // As in the timer: in the year of a reorganisation a code may name another unit in the months before.
        var reports = revisions.Where(report => report.Period >= basis.Tree.From).GroupBy(report => (report.Unit, report.Period))
            .Select(revision => revision.Last())
            .GroupBy(report => report.Unit).ToDictionary(unit => unit.Key, unit => unit.ToArray());
        foreach (var unit in basis.UnitsOf(top).Reverse())
        {
            var own = reports.GetValueOrDefault(unit.Code);
            var children = basis.Tree.Children(unit.Code);
            var taken = carried.GetValueOrDefault(unit.Code);
            if (own is null && taken is not { HasReports: true } && !children.Any(child => sums.ContainsKey(child.Code)))
                continue;
            var part = OwnRollupReader.Build(basis, unit.Code, own ?? [], taken);
            sums[unit.Code] = basis.Sum(unit.Code, part, sums, instant);
        }
    }

    /// <summary>The stored sums of a unit and all below it.</summary>
    public async Task AddStoredAsync(UnitTree tree, UnitCode top, int year, Dictionary<UnitCode, UnitYear> sums, CancellationToken cancel)
    {
        // In the year of a reorganisation the provinces of before are asked for too, and have no row on the tree of after.
        if (!tree.TryGet(top, out _) || await rollups.FindAsync(tree, top, year, cancel) is not { } found)
            return;
        sums[top] = found;
        if (top == UnitCode.Country)
            return;
        var waiting = new Queue<UnitCode>([top]);
        while (waiting.TryDequeue(out var parent))
            foreach (var child in await rollups.ChildrenAsync(tree, parent, year, cancel))
            {
                sums[child.Unit] = child;
                if (tree.Children(child.Unit).Count > 0)
                    waiting.Enqueue(child.Unit);
            }
    }
}
