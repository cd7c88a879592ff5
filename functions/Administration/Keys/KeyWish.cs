using YouthFunctions.Analytics.Units;
using YouthFunctions.Calls;

namespace YouthFunctions.Administration.Keys;

/// <summary>A key that is to be made.</summary>
/// <param name="Unit">Whose.</param>
/// <param name="Roles">What its holder may do.</param>
/// <param name="Label">Who holds it.</param>
public sealed record KeyWish(Unit Unit, Role Roles, string Label);
