using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Successions;
using YouthFunctions.Values;

namespace YouthFunctions.Reorganisations;

/// <summary>What a new tree of units does, beside the one before it.</summary>
/// <param name="Stored">Whether it was stored; false for a trial.</param>
/// <param name="From">The first month in which it is in force.</param>
/// <param name="Before">The first month of the tree before it.</param>
/// <param name="Levels">How many units there are, by level.</param>
/// <param name="Fates">What becomes of the units, in numbers.</param>
/// <param name="Links">Lines of the succession, with those that follow from code and name.</param>
/// <param name="Kept">Units that no line named, and that go on because the new tree has their code and name.</param>
/// <param name="UnmappedOld">How many earlier units have no heir: what they did goes where the unit above them went.</param>
/// <param name="UnmappedLater">How many later units take over from nobody: they begin without a history.</param>
/// <param name="Unmapped">Which, the first two hundred.</param>
/// <param name="Changes">Of the others that do not go on as they were, the first two hundred, the highest levels first.</param>
/// <param name="KeysConcerned">How many keys belong to units that do not go on.</param>
/// <param name="Keys">Which.</param>
/// <param name="TargetsSet">Targets that were set for single units in years that are summed on the new tree: they stay by code, and are to
/// be set anew.</param>
public sealed record UnitTreeOverview(
    bool Stored, Month From, Month Before, IReadOnlyList<UnitTreeOverviewLevel> Levels, IReadOnlyList<UnitTreeOverviewFate> Fates,
    int Links, int Kept, int UnmappedOld, [property: System.Text.Json.Serialization.JsonPropertyName("unmappedNew")] int UnmappedLater,
    IReadOnlyList<SuccessionOverviewUnit> Unmapped, IReadOnlyList<UnitTreeOverviewChange> Changes, int KeysConcerned,
    IReadOnlyList<SuccessionOverviewKey> Keys, int TargetsSet);

/// <summary>How many units a level has.</summary>
/// <param name="Level">The level.</param>
/// <param name="Before">In the tree before.</param>
/// <param name="After">In the new tree.</param>
public sealed record UnitTreeOverviewLevel(UnitLevel Level, int Before, int After);

/// <summary>How many units have a fate.</summary>
/// <param name="Fate">The fate.</param>
/// <param name="Before">Units of the tree before.</param>
/// <param name="After">Units of the new tree.</param>
public sealed record UnitTreeOverviewFate(UnitFate Fate, int Before, int After);

/// <summary>A unit of the new tree that is not what it was.</summary>
/// <param name="Fate">How it came about.</param>
/// <param name="Unit">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Predecessors">From which it takes over.</param>
public sealed record UnitTreeOverviewChange(
    UnitFate Fate, UnitCode Unit, string Name, IReadOnlyList<UnitTreeOverviewPredecessor> Predecessors);

/// <summary>A unit that another takes over from.</summary>
/// <param name="Unit">Its code in the tree before.</param>
/// <param name="Name">Its name.</param>
public sealed record UnitTreeOverviewPredecessor(UnitCode Unit, string Name);
