namespace YouthFunctions.Rollups;

/// <summary>How the national targets of a year are divided from now on.</summary>
/// <param name="Year">The year.</param>
/// <param name="Basis"><c>last-year</c> or <c>population</c>.</param>
public sealed record DividedTargets(int Year, string Basis);
