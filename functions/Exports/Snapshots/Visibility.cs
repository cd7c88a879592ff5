using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Units;

namespace YouthFunctions.Exports.Snapshots;

/// <summary>Which files a caller may see: those of its own sub-tree, and those that name no unit.</summary>
public sealed class Visibility(UnitRegister register)
{
    /// <summary>Whether the file holds rows of the caller's sub-tree only. A caller below the provinces sees none of a
    /// province's files, for they hold its neighbours' rows too.</summary>
    public bool MaySee(Caller caller, SnapshotFile file) =>
        file.Unit is not { } unit || caller.IsAtCentre || FindTrees(file.Year).Any(tree => caller.Find(tree, unit) is not null);

    // A code can name another unit in another year: the reach is that of the file's year, in which a reorganisation may lie.
    private IEnumerable<UnitTree> FindTrees(int? year) => year is { } of
        ? Month.OfYear(of).Select(register.TreeOf).Distinct() : register.Trees;
}
