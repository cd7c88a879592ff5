namespace YouthFunctions.Exports;

/// <summary>The snapshots, and the files of one of them.</summary>
/// <param name="Latest">The id of the newest; null while there is none.</param>
/// <param name="Snapshots">The newest first.</param>
/// <param name="Snapshot">The id of the one whose files are listed; null while there is none, as all below.</param>
/// <param name="InstantUtc">What was stored by this instant is in it, in every file, and nothing later.</param>
/// <param name="SchemaVersion">The version of its tables.</param>
/// <param name="SoftwareVersion">The program that made it; null for one from before versions were kept.</param>
/// <param name="LinksExpireUtc">How long the links work.</param>
/// <param name="Files">Those that the caller may see, by path.</param>
/// <param name="Zips">All of that as one ZIP, and each table as one.</param>
public sealed record SnapshotList(
    string? Latest, IReadOnlyList<SnapshotListEntry> Snapshots, string? Snapshot, DateTimeOffset? InstantUtc, string? SchemaVersion,
    string? SoftwareVersion, DateTimeOffset? LinksExpireUtc, IReadOnlyList<SnapshotListFile> Files, IReadOnlyList<SnapshotListZip> Zips);

/// <summary>A ZIP of a snapshot's files, made while it is sent.</summary>
/// <param name="Path">Its name.</param>
/// <param name="Href">Where it is downloaded.</param>
public sealed record SnapshotListZip(string Path, string Href);

/// <summary>A snapshot of the list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="InstantUtc">The instant that it shows.</param>
/// <param name="Href">The address of its files' list.</param>
public sealed record SnapshotListEntry(string Id, DateTimeOffset? InstantUtc, string Href);

/// <summary>A file of a snapshot.</summary>
/// <param name="Path">Within the snapshot.</param>
/// <param name="Dataset">The table it holds; empty for documents about the snapshot.</param>
/// <param name="Format">The extension, such as <c>csv</c>.</param>
/// <param name="Year">The year of its rows; null when it has several.</param>
/// <param name="Unit">Whose rows it holds: a unit below the top and all below it, or all units; null for what everybody may see.</param>
/// <param name="Rows">How many rows.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">Of its bytes, lower-case hex.</param>
/// <param name="Href">Where it is downloaded.</param>
public sealed record SnapshotListFile(
    string Path, string Dataset, string Format, int? Year, string? Unit, long Rows, long Bytes, string Sha256, string Href);
