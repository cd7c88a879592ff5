namespace YouthFunctions.Values;

/// <summary>A level of an organisation, as far as codes go.</summary>
/// <param name="Key">What it is called in JSON, files and addresses: small letters, digits and <c>_</c>.</param>
/// <param name="Codes">The pattern of its units' codes, as <see cref="Analytics.Values.UnitCodeScheme"/> reads it; of the top, its
/// code.</param>
/// <param name="AreReused">Whether a reorganisation gave codes of this level to other units, so that a code alone names none.</param>
public sealed record LevelCodes(string Key, string Codes, bool AreReused = false);
