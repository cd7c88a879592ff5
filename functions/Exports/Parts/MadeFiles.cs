using YouthFunctions.Exports.Snapshots;

namespace YouthFunctions.Exports.Parts;

/// <summary>What one part of an export has made of the snapshot.</summary>
/// <param name="Files">Its files: new ones, and those of the snapshot before that are as they were.</param>
/// <param name="Written">How many had new bytes.</param>
/// <param name="Sources">By partition, the hash of what it is made from.</param>
/// <param name="Totals">The sums of provinces, for the centre's.</param>
public sealed record MadeFiles(
    IReadOnlyList<SnapshotFile> Files, int Written, IReadOnlyDictionary<string, string> Sources,
    IReadOnlyList<ProvinceTotal> Totals)
{
    /// <summary>What is in the files of a part.</summary>
    public static MadeFiles From(
        SnapshotFiles files, IReadOnlyDictionary<string, string>? sources = null, IReadOnlyList<ProvinceTotal>? totals = null) =>
        new(files.All, files.Written, sources ?? new Dictionary<string, string>(), totals ?? []);

    /// <summary>The hashes of what all parts are made from, by partition.</summary>
    /// <exception cref="InvalidOperationException">Two parts of one partition were made from different states of it: a snapshot of both
    /// would be of two instants.</exception>
    public static SortedDictionary<string, string> SourcesOf(IEnumerable<MadeFiles> parts)
    {
        var sources = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, hash) in parts.SelectMany(part => part.Sources))
            if (!sources.TryAdd(key, hash) && sources[key] != hash)
                throw new InvalidOperationException($"What '{key}' is made from changed while it was exported.");
        return sources;
    }

    /// <summary>The files of all parts, by path.</summary>
    public static SnapshotFile[] FilesOf(IEnumerable<MadeFiles> parts) =>
        [.. parts.SelectMany(part => part.Files).OrderBy(file => file.Path, StringComparer.Ordinal)];
}
