using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Plan;

/// <summary>An administrator's approval that a closed month takes reports again.</summary>
/// <param name="Month">The month.</param>
/// <param name="Unit">The top of the sub-tree that may report.</param>
/// <param name="Until">The last day.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">The id of the administrator.</param>
public sealed record Reopening(Month Month, UnitCode Unit, DateOnly Until, string Reason, string By);
