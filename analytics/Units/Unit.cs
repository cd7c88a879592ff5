using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Analytics.Units;

/// <summary>A unit of the organisation in one tree.</summary>
/// <param name="Code">Its code, unique in its tree.</param>
/// <param name="Name">Its name, NFC.</param>
/// <param name="Parent">The unit above; null for the root only.</param>
public sealed record Unit(UnitCode Code, string Name, UnitCode? Parent);
