using Azure;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Reports.Persistence;

/// <summary>That reports of some units changed and are not in the rollups yet.</summary>
/// <param name="Partition">The province and year.</param>
/// <param name="Row">The mark's row.</param>
/// <param name="Version">Its version when it was read.</param>
/// <param name="Units">The units that changed.</param>
public sealed record Mark(string Partition, string Row, ETag Version, IReadOnlyList<UnitCode> Units)
{
    /// <summary>The units that go on waiting when the mark is cleared.</summary>
    public IReadOnlyList<UnitCode> Left { get; init; } = [];
}
