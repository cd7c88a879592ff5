using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Pages;

namespace YouthFunctions.Downloads;

/// <summary>What the page of downloads shows.</summary>
/// <param name="Shell">What stands around it.</param>
/// <param name="Snapshots">The ids of all snapshots, the newest first.</param>
/// <param name="Manifest">The one that is shown; null while there is none.</param>
/// <param name="Tables">Its tables.</param>
/// <param name="Documents">Its files that hold no table: workbooks, dictionary, change list.</param>
/// <param name="Units">The units whose files can be chosen alone.</param>
/// <param name="Unit">The one that is chosen; null for all.</param>
/// <param name="Lines">Lines for tools, where they were asked for.</param>
public sealed record DownloadsView(
    PageShell Shell, IReadOnlyList<string> Snapshots, Manifest? Manifest, IReadOnlyList<DownloadsTable> Tables,
    IReadOnlyList<SnapshotFile> Documents, IReadOnlyList<(string Code, string Name)> Units, string? Unit, ToolLines? Lines)
{
    /// <summary>A size as people read it.</summary>
    public string Size(long bytes) => bytes switch
    {
        >= 1 << 20 => Shell.Localizer.FormatMegabytes(bytes),
        >= 1 << 10 => $"{(bytes / 1024.0).ToString("#,0", Shell.Localizer.Culture)} kB",
        _ => $"{bytes} B",
    };

    /// <summary>The address of a file.</summary>
    public string Address(SnapshotFile file) => $"/api/exports/{Manifest!.Id}/{file.Path}";

    /// <summary>The address of the ZIP of a table, or of all; null where the snapshot has none.</summary>
    public string? ZipAddress(string name) => Zips.Contains($"{name}.zip") ? $"/api/exports/{Manifest!.Id}/{name}.zip" : null;

    /// <summary>The address of all rows of a table that are within reach, as one answer in a format.</summary>
    public string DataAddress(DownloadsTable table, string format) =>
        $"/api/data/{table.Dataset.Name}?snapshot={Manifest!.Id}&format={format}";

    /// <summary>The ZIPs of the snapshot, as names of files.</summary>
    public IReadOnlyList<string> Zips { get; init; } = [];

    /// <summary>Whose rows a file has, and of which year.</summary>
    public string Part(SnapshotFile file) => string.Join(" · ", new[]
    {
        file.Year?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        file.Unit is { } unit ? Units.FirstOrDefault(known => known.Code == unit.ToString()).Name ?? unit.ToString() : null,
    }.OfType<string>());

    /// <summary>This page with lines for tools that read a table.</summary>
    public string LinesLink(DownloadsTable table) =>
        $"/downloads?snapshot={Manifest!.Id}&unit={Uri.EscapeDataString(Unit ?? "")}&lines={table.Dataset.Name}#lines";
}
