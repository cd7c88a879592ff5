using System.Text.Json.Serialization;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Units;

namespace YouthFunctions.Successions;

/// <summary>What the file of a reorganisation does.</summary>
/// <param name="Stored">Whether it was stored; false for a trial.</param>
/// <param name="Links">How many lines it has.</param>
/// <param name="Merged">How many units take over from more than one.</param>
/// <param name="Divided">How many units have more than one heir.</param>
/// <param name="KeptWhole">How many units go on as one, alone.</param>
/// <param name="Renamed">How many of these have another name.</param>
/// <param name="FollowingUnitsBelow">How many units are of a level that is gone, and go where the units below them go.</param>
/// <param name="UnmappedOld">How many earlier units have no heir.</param>
/// <param name="UnmappedLater">How many later units take over from nobody.</param>
/// <param name="Unmapped">Which, the first two hundred.</param>
/// <param name="KeysConcerned">How many keys belong to units that do not go on.</param>
/// <param name="Keys">Which.</param>
public sealed record SuccessionOverview(
    bool Stored, int Links, int Merged, int Divided, int KeptWhole, int Renamed, int FollowingUnitsBelow, int UnmappedOld,
    [property: JsonPropertyName("unmappedNew")] int UnmappedLater, IReadOnlyList<SuccessionOverviewUnit> Unmapped, int KeysConcerned,
    IReadOnlyList<SuccessionOverviewKey> Keys);

/// <summary>A unit that the file names nowhere.</summary>
/// <param name="Tree"><c>old</c> or <c>new</c>: in which tree it is.</param>
/// <param name="Unit">Its code.</param>
/// <param name="Name">Its name.</param>
public sealed record SuccessionOverviewUnit(string Tree, UnitCode Unit, string Name)
{
    private const int MaxShown = 200;

    /// <summary>The units of a file that go nowhere, and those that come from nowhere: the first two hundred.</summary>
    public static IReadOnlyList<SuccessionOverviewUnit> Unmapped(SuccessionFile file) =>
    [
        .. file.UnmappedOld.Select(unit => new SuccessionOverviewUnit("old", unit.Code, unit.Name))
            .Concat(file.UnmappedNew.Select(unit => new SuccessionOverviewUnit("new", unit.Code, unit.Name))).Take(MaxShown),
    ];
}

/// <summary>A key whose unit does not go on.</summary>
/// <param name="Id">Not secret.</param>
/// <param name="Role">One role.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Name">The unit's name; null when the tree before has no such unit.</param>
/// <param name="Label">Who holds the key.</param>
/// <param name="Heirs">The units that took over.</param>
/// <param name="WithMove">With <c>keys=move</c> it <c>moves</c> to its one heir, or <c>ends</c>.</param>
public sealed record SuccessionOverviewKey(
    string Id, Role Role, UnitCode Unit, string? Name, string Label, IReadOnlyList<UnitCode> Heirs, string WithMove);
