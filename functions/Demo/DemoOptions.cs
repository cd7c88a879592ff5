namespace YouthFunctions.Demo;

/// <summary>How the demo is played.</summary>
/// <param name="Until">The last day that is played; the rest of the year stays hidden.</param>
/// <param name="Folder">Where data and keys are kept; null for <c>.local</c> of this working copy.</param>
/// <param name="Port">Where the run listens meanwhile; 0 for any free port.</param>
/// <param name="Seed">Another seed than the scenario's; null for that.</param>
/// <param name="IsFast">Whether only the last forecast is made, and no weeks before it.</param>
public sealed record DemoOptions(DateOnly Until, string? Folder = null, int Port = 0, int? Seed = null, bool IsFast = false);
