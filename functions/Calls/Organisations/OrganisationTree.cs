using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Calls.Organisations;

/// <summary>A tree of units among an organisation's files.</summary>
/// <param name="From">The first month in which it is in force.</param>
/// <param name="Units">The file of its units.</param>
/// <param name="Succession">The file that says how it came from the tree before; null for the first tree, or where there is none.</param>
/// <param name="Outlines">The file with the outlines of the units of the first level below the top; null for none, and no map.</param>
public sealed record OrganisationTree(Month From, string Units, string? Succession, string? Outlines);
