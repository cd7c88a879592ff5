using YouthFunctions.Access;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;

namespace YouthFunctions.Exports;

/// <summary>Which files a caller may see: those of its own sub-tree, and those that name no unit.</summary>
public sealed class Visibility(UnitRegister register)
{
    /// <summary>Whether the file holds rows of the caller's sub-tree only. A caller below the provinces sees none of a
    /// province's files, for they hold its neighbours' rows too.</summary>
    public bool MaySee(Caller caller, SnapshotFile file) =>
        file.Unit is not { } unit || caller.Unit == UnitCode.Country || register.Trees.Any(tree => tree.IsWithin(unit, caller.Unit));
}
