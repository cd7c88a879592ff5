using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Rollups.Persistence;

/// <summary>Provinces from one (inclusive) to another (exclusive), by the ordinal order of their codes.</summary>
/// <param name="From">The first; null for all from the first.</param>
/// <param name="To">Before which; null for all to the last.</param>
public readonly record struct ProvinceRange(string? From, string? To)
{
    /// <summary>Whether a province is one of them.</summary>
    public bool Contains(UnitCode province) => (From is null || string.CompareOrdinal(province.ToString(), From) >= 0)
        && (To is null || string.CompareOrdinal(province.ToString(), To) < 0);
}
