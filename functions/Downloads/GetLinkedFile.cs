using YouthFunctions.Access;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Exports;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Units;

namespace YouthFunctions.Downloads;

/// <summary>A file by a link that works for an hour and opens nothing else.</summary>
public sealed class GetLinkedFile(
    DownloadTickets tickets, SnapshotStore snapshots, Visibility visibility, UnitTreeStore trees, UnitContinuity units)
{
    /// <summary>The file; 404 for a link that is over, forged or of another file, as for a file that is not there.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        var (id, path) = (call.RouteText("snapshot"), call.RouteText("file"));
        if (await tickets.FindAsync(call.RouteText("ticket"), $"{id}/{path}", cancel) is not { } caller
            || !caller.HasRole(Role.Analyst))
            return Gone(call);
        await trees.RefreshAsync(cancel); // the pipeline knows of no caller, and so has not done it
        var month = caller.TreeMonth ?? Month.Containing(LocalTime.DayAt(call.Now));
        caller = caller with { TreeMonth = month, Trees = await units.TreesAsync(caller.Unit, month, cancel) };
        if (await snapshots.FindAsync(id, cancel) is not { } manifest
            || manifest.Files.FirstOrDefault(file => file.Path == path) is not { } file || !visibility.MaySee(caller, file))
            return Gone(call);
        call.Http.Response.Headers.CacheControl = "private, no-cache";
        return await GetExportFile.StreamAsync(snapshots, manifest, file, cancel) ?? Gone(call);
    }

    private static IResult Gone(Call call) => Problems.NotFound(call, new Text(
        "Liên kết đã hết hạn hoặc không đúng; hãy lấy liên kết mới ở trang Tải số liệu.",
        "This link is over or not right; get a new one on the page of downloads."));
}
