using Microsoft.Net.Http.Headers;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Exports.Snapshots;

namespace YouthFunctions.Exports;

/// <summary>Streams a file of a snapshot: whole, in ranges, or not at all when the caller has it; the description of what the caller
/// may see; and all of it, or one table, as a ZIP.</summary>
public sealed class GetExportFile(SnapshotStore snapshots, Visibility visibility)
{
    /// <summary>200, 206, 304, or 404 for what is not there or not for the caller.</summary>
    [Operation(
        "Tải một tệp của bản xuất; nhận Range và ETag. all.zip và TABLE.zip là cả bản hoặc một bảng.",
        "Downloads a file of a snapshot; 'latest' stands for the newest, all.zip for everything and TABLE.zip for one table.",
        Headers = ["Range", "If-None-Match"])]
    [AnswerFile("application/octet-stream"), AnswerFile("application/octet-stream", 206), Answer(304), Refuses(404, 416)]
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        var id = call.RouteText("snapshot");
        if (id == "latest")
            id = (await snapshots.LatestAsync(cancel))?.Latest.Id ?? "";
        if (await snapshots.FindAsync(id, cancel) is not { } manifest)
            return NoFile(call);
        call.Http.Response.Headers.CacheControl = "private, no-cache";
        var path = call.RouteText("file");
        bool MaySee(SnapshotFile file) => visibility.MaySee(call.SignedIn, file);
        if (path == DataPackage.Path && DataPackage.Describes(manifest))
        {
            var package = DataPackage.Create(manifest, MaySee);
            return Results.Bytes(
                package.Json, MediaTypes.FromFormat("json"), DataPackage.Path, enableRangeProcessing: true, manifest.InstantUtc,
                new EntityTagHeaderValue($"\"{package.Sha256}\""));
        }

        // A ZIP that has begun to go out cannot become a 404.
        if (SnapshotZip.Find(manifest, path, MaySee) is { } zip)
            return await snapshots.IsThereAsync(manifest, cancel) ? zip.Stream(snapshots, cancel) : NoFile(call);
        // Addresses of before version 2 go on working while its files are written.
        var found = manifest.Files.FirstOrDefault(file => file.Path == path)
            ?? manifest.Files.FirstOrDefault(file => file.Path == SnapshotLayout.Former + path);
        if (found is null || !MaySee(found))
            return NoFile(call);
        return await StreamAsync(snapshots, manifest, found, cancel) ?? NoFile(call);
    }

    /// <summary>A file of a snapshot, to one who may see it; null when the snapshot was removed meanwhile.</summary>
    public static async Task<IResult?> StreamAsync(SnapshotStore snapshots, Manifest manifest, SnapshotFile file, CancellationToken cancel)
    {
        // The hash is the version: a file of another snapshot with the same bytes need not be fetched again.
        return await snapshots.TryOpenAsync(manifest, file, cancel) is not { } content ? null : Results.Stream(
            content, MediaTypes.FromFormat(file.Format), file.DownloadName, manifest.InstantUtc,
            new EntityTagHeaderValue($"\"{file.Sha256}\""), enableRangeProcessing: true);
    }

    private static IResult NoFile(Call call) => Problems.NotFound(
        call, new Text("Không có tệp này trong phạm vi của bạn.", "There is no such file within your reach."));
}
