using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Successions;

/// <summary>A key whose unit does not go on after a reorganisation.</summary>
/// <param name="Key">The key.</param>
/// <param name="Heirs">The units that took over.</param>
public sealed record AffectedKey(KeyInfo Key, IReadOnlyList<UnitCode> Heirs);
