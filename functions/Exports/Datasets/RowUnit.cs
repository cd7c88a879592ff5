using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Exports.Datasets;

/// <summary>Where and in which year a row stands.</summary>
/// <param name="Year">The calendar year.</param>
/// <param name="Unit">The unit, in the tree it is taken from.</param>
/// <param name="Province">The province above it; null for the centre.</param>
public sealed record RowUnit(int Year, Unit Unit, UnitCode? Province);
