using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;
using YouthFunctions.Exports.Formats;
using YouthFunctions.Exports.Snapshots;

namespace YouthFunctions.Exports;

/// <summary>All that a caller may see of a snapshot, or one table of it, as a ZIP that is made while it is sent: unpacked, its folders are
/// those of the snapshot, with the description beside them. Nothing of it is stored.</summary>
public sealed class SnapshotZip
{
    private const string Extension = ".zip";
    private readonly Manifest _manifest;
    private readonly string _name;
    private readonly SnapshotFile[] _files;
    private readonly DataPackage _package;
    private readonly EntityTagHeaderValue _tag;

    private SnapshotZip(Manifest manifest, string name, SnapshotFile[] files, DataPackage package)
    {
        (_manifest, _name, _files, _package) = (manifest, name, files, package);
        var content = string.Join('\n', files.Select(file => $"{file.Path} {file.Sha256}").Append(package.Sha256));
        _tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}\"");
    }

    /// <summary>The ZIPs that a snapshot can be fetched as: everything, then each table.</summary>
    public static IEnumerable<string> Names(Manifest manifest, Func<SnapshotFile, bool> maySee) => !DataPackage.Describes(manifest)
        ? []
        : manifest.Files.Where(file => IsPart(file) && file.Dataset.Length > 0 && maySee(file)).Select(file => file.Dataset)
            .Distinct().Order(StringComparer.Ordinal).Prepend("all").Select(name => name + Extension);

    /// <summary>The ZIP of a name; null when there is none, or nothing in it is for the caller.</summary>
    public static SnapshotZip? Find(Manifest manifest, string name, Func<SnapshotFile, bool> maySee)
    {
        if (!name.EndsWith(Extension, StringComparison.Ordinal) || !Names(manifest, maySee).Contains(name))
            return null;
        var table = name[..^Extension.Length];
        bool Holds(SnapshotFile file) => IsPart(file) && maySee(file)
            && (table == "all" || file.Dataset == table || (file.Dataset.Length == 0 && !file.Path.Contains('/')));
        return new SnapshotZip(manifest, name, [.. manifest.Files.Where(Holds)], DataPackage.Create(manifest, Holds));
    }

    /// <summary>200 with the ZIP, whose files are read one after the other while it is sent; 304 for who has it.</summary>
    public IResult Stream(SnapshotStore snapshots, CancellationToken cancel) => Results.Stream(
        body => WriteAsync(snapshots, body, cancel), "application/zip", $"{_manifest.Id}_{_name}", _manifest.InstantUtc, _tag);

    private async Task WriteAsync(SnapshotStore snapshots, Stream body, CancellationToken cancel)
    {
        await using var writes = new AsyncOnlyStream(body);
        await using (var zip = await ZipArchive.CreateAsync(
            writes, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel))
        {
            await using (var entry = await CreateEntry(zip, DataPackage.Path, CompressionLevel.Fastest).OpenAsync(cancel))
                await entry.WriteAsync(_package.Json, cancel);
            foreach (var file in _files)
            {
                // Parquet files and workbooks are packed already.
                var level = file.Format is "csv" or "json" or "md" ? CompressionLevel.Fastest : CompressionLevel.NoCompression;
                await using var content = await snapshots.Container.GetBlobClient(file.Blob).OpenReadAsync(cancellationToken: cancel);
                await using var entry = await CreateEntry(zip, file.Path, level).OpenAsync(cancel);
                await content.CopyToAsync(entry, cancel);
            }
        }

        await writes.FlushAsync(cancel);
    }

    private ZipArchiveEntry CreateEntry(ZipArchive zip, string path, CompressionLevel level)
    {
        var entry = zip.CreateEntry(path, level);
        entry.LastWriteTime = _manifest.InstantUtc;
        return entry;
    }

    private static bool IsPart(SnapshotFile file) => !SnapshotLayout.IsFormer(file.Path);
}
