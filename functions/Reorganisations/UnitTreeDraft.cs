using YouthFunctions.Analytics.Units;
using YouthFunctions.Units;

namespace YouthFunctions.Reorganisations;

/// <summary>A new tree that holds, before it is stored.</summary>
/// <param name="Before">The tree before it.</param>
/// <param name="Tree">The tree.</param>
/// <param name="Succession">Who takes over from whom, with those that go on by code and name.</param>
/// <param name="Kept">How many those are.</param>
/// <param name="Replaces">The imported tree of the same month in whose place it comes; null for none.</param>
public sealed record UnitTreeDraft(UnitTree Before, UnitTree Tree, SuccessionFile Succession, int Kept, UnitTree? Replaces);
