namespace YouthFunctions.Reports.Records;

/// <summary>Who said that doubted values are right.</summary>
/// <param name="By">The id of the caller: the sender, or a unit above.</param>
/// <param name="Utc">The instant.</param>
public sealed record Confirmation(string By, DateTimeOffset Utc);
