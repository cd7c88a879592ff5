namespace YouthFunctions.Rollups.Persistence;

/// <summary>How the rollups of a year stand as a whole.</summary>
/// <param name="ReflectsUtc">Every report stored before this instant is in every one of them.</param>
/// <param name="Basis">The fingerprint of the plan and tree that they were summed on; null for one from before it was kept.</param>
public sealed record RollupState(DateTimeOffset ReflectsUtc, string? Basis)
{
    /// <summary>The basis of sums that were loaded and have no reports behind them: no plan can make them again.</summary>
    public const string Loaded = "loaded";

    /// <summary>Whether the sums stand on another basis than this one, and can be made again on it.</summary>
    public bool IsOfAnother(string fingerprint) => Basis is not (null or Loaded) && Basis != fingerprint;
}
