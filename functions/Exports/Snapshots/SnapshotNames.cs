using System.Globalization;

namespace YouthFunctions.Exports.Snapshots;

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
