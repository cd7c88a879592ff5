using YouthFunctions.Analytics.Units;

namespace YouthFunctions.Pages.Search;

/// <summary>A unit that was found.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Above">The units above it within reach, the highest first.</param>
/// <param name="Until">The last day of the tree that has it; null for the tree in force.</param>
/// <param name="Year">A year with a plan in which it is shown; null for none.</param>
/// <param name="HasUnitsBelow">Whether it has units below.</param>
public sealed record SearchHit(Unit Unit, IReadOnlyList<Unit> Above, DateOnly? Until, int? Year, bool HasUnitsBelow);
