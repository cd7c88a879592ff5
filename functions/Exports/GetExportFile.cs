using Microsoft.Net.Http.Headers;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Exports.Snapshots;

namespace YouthFunctions.Exports;

/// <summary>Streams a file of a snapshot: whole, in ranges, or not at all when the caller has it.</summary>
public sealed class GetExportFile(SnapshotStore snapshots, Visibility visibility)
{
    /// <summary>200, 206, 304, or 404 for what is not there or not for the caller.</summary>
    [Operation(
        "Tải một tệp của bản xuất; nhận Range và ETag.", "Downloads a file of a snapshot; 'latest' stands for the newest.",
        Headers = ["Range", "If-None-Match"])]
    [AnswerFile("application/octet-stream"), AnswerFile("application/octet-stream", 206), Answer(304), Refuses(404, 416)]
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        var id = call.RouteText("snapshot");
        if (id == "latest")
            id = (await snapshots.LatestAsync(cancel))?.Latest.Id ?? "";
        var path = call.RouteText("file");
        var manifest = await snapshots.FindAsync(id, cancel);
        if (manifest?.Files.FirstOrDefault(file => file.Path == path) is not { } file || !visibility.MaySee(call.SignedIn, file))
            return Problems.NotFound(call, new Text("Không có tệp này trong phạm vi của bạn.", "There is no such file within your reach."));
        return await StreamAsync(call, snapshots, manifest, file, cancel);
    }

    /// <summary>A file of a snapshot, to one who may see it.</summary>
    public static async Task<IResult> StreamAsync(
        Call call, SnapshotStore snapshots, Manifest manifest, SnapshotFile file, CancellationToken cancel)
    {
        call.Http.Response.Headers.CacheControl = "private, no-cache";
        var content = await snapshots.Container.GetBlobClient(file.Blob).OpenReadAsync(cancellationToken: cancel);
        // The hash is the version: a file of another snapshot with the same bytes need not be fetched again.
        return Results.Stream(
            content, MediaTypes.FromFormat(file.Format), file.DownloadName, manifest.InstantUtc,
            new EntityTagHeaderValue($"\"{file.Sha256}\""), enableRangeProcessing: true);
    }
}
