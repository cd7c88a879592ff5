using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Access.Keys;

/// <summary>That a key goes over to another unit.</summary>
/// <param name="Unit">The unit that it reaches from then on.</param>
/// <param name="Tree">A month of the tree in which that unit is meant.</param>
/// <param name="Utc">When.</param>
public sealed record KeyMove(UnitCode Unit, Month Tree, DateTimeOffset Utc);
