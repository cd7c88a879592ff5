using System.Globalization;
using System.Text.Json.Serialization;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Exports.Snapshots;

/// <summary>One file of a snapshot. Its bytes are a blob named by their hash, which snapshots share as long as nothing changes.</summary>
/// <param name="Path">Within the snapshot.</param>
/// <param name="Dataset">The table it holds; empty for documents about the snapshot.</param>
/// <param name="Format">The extension, such as <c>csv</c>.</param>
/// <param name="Year">The year of its rows; null when it has several.</param>
/// <param name="Unit">Whose rows it holds: a province and all below, or the whole country; null for what everybody may see.</param>
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
    public string DownloadName => Path.Replace('/', '_').Replace("year=", "", StringComparison.Ordinal);
}

/// <summary>Everything that a snapshot is; written when all its files are there, so that one without a manifest does not exist.</summary>
/// <param name="Id">See <see cref="SnapshotNames.Id"/>.</param>
/// <param name="InstantUtc">What was stored by this instant is in it, in every file, and nothing later.</param>
/// <param name="SchemaVersion">Of the tables.</param>
/// <param name="Sources">By partition, a hash of what it was made from: equal hashes spare the making.</param>
/// <param name="Files">By path.</param>
public sealed record Manifest(
    string Id, DateTimeOffset InstantUtc, string SchemaVersion, IReadOnlyDictionary<string, string> Sources, IReadOnlyList<SnapshotFile> Files);

/// <summary>What points to the snapshot in force.</summary>
public sealed record LatestSnapshot(string Id, DateTimeOffset InstantUtc);

/// <summary>The names in the container.</summary>
public static class SnapshotNames
{
    /// <summary>The folder of the files, by hash.</summary>
    public const string Data = "data/";

    /// <summary>The folder of the manifests.</summary>
    public const string Snapshots = "snapshots/";

    /// <summary>What points to the snapshot in force.</summary>
    public const string Latest = "latest.json";

    /// <summary>The id of a snapshot: its instant to the second, then a number when there are several; ids sort by time.</summary>
    public static string Id(DateTimeOffset instant, int number) => string.Create(
        CultureInfo.InvariantCulture, $"{instant.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}{(number == 0 ? "" : $"-{number:00}")}");

    /// <summary>The instant that an id names, to the second.</summary>
    public static bool TryInstant(string id, out DateTimeOffset instant)
    {
        instant = default;
        return id.Length >= 16 && DateTimeOffset.TryParseExact(
            id.AsSpan(0, 16), "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
    }

    /// <summary>The blob of a snapshot's manifest.</summary>
    public static string Manifest(string id) => $"{Snapshots}{id}.json";
}
