using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Briefs;

/// <summary>The briefs of a unit.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Year">The year.</param>
/// <param name="Weeks">The Mondays of their weeks.</param>
public sealed record BriefList(UnitCode Unit, int Year, IReadOnlyList<DateOnly> Weeks);
