using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Calls.Organisations;

/// <summary>A name on the map.</summary>
/// <param name="East">Degrees of longitude.</param>
/// <param name="North">Degrees of latitude.</param>
/// <param name="Name">What stands there.</param>
public sealed record MapPlace(double East, double North, Text Name);
