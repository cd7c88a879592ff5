using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Snapshots;

namespace YouthFunctions.Downloads;

/// <summary>A table of the snapshot and its files that the caller may have.</summary>
/// <param name="Dataset">The table.</param>
/// <param name="Files">Its files, those of the chosen unit where one is chosen.</param>
public sealed record DownloadsTable(Dataset Dataset, IReadOnlyList<SnapshotFile> Files)
{
    /// <summary>How many rows its files have; each row counted once, whatever the formats.</summary>
    public long Rows => Files.GroupBy(file => file.Format).Select(format => format.Sum(file => file.Rows)).DefaultIfEmpty().Max();
}
