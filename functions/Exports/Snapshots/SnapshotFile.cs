using System.Text.Json.Serialization;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Exports.Datasets;

namespace YouthFunctions.Exports.Snapshots;

/// <summary>One file of a snapshot. Its bytes are a blob named by their hash, which snapshots share as long as nothing changes.</summary>
/// <param name="Path">Within the snapshot.</param>
/// <param name="Dataset">The table it holds; empty for documents about the snapshot.</param>
/// <param name="Format">The extension, such as <c>csv</c>.</param>
/// <param name="Year">The year of its rows; null when it has several.</param>
/// <param name="Unit">Whose rows it holds: a unit below the top and all below it, or all units; null for what everybody may see.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Of its bytes, lower-case hex.</param>
/// <param name="Source">What it was made from, where the bytes of a new making would differ for the same content.</param>
public sealed record SnapshotFile(
    string Path, string Dataset, string Format, int? Year, UnitCode? Unit, long Rows, long Bytes, string Sha256, string? Source = null)
{
    /// <summary>The blob that holds its bytes.</summary>
    [JsonIgnore]
    public string Blob => $"{SnapshotNames.Data}{Sha256[..2]}/{Sha256}";

    /// <summary>What the file is called on an analyst's disk; without folders the path must stand in the name.</summary>
    [JsonIgnore]
    public string DownloadName => (SnapshotLayout.IsFormer(Path) ? Path[SnapshotLayout.Former.Length..] : Path).Replace('/', '_')
        .Replace("year=", "", StringComparison.Ordinal).Replace($"{ColumnFactory.FirstLevel}=", "", StringComparison.Ordinal);
}
