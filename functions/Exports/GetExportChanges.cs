using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Exports.Formats;
using YouthFunctions.Exports.Snapshots;

namespace YouthFunctions.Exports;

/// <summary>Streams what changed between two snapshots, as CSV.</summary>
public sealed class GetExportChanges(SnapshotStore snapshots, ChangeList changes, Visibility visibility)
{
    private const int PageSize = 1000;

    /// <summary>The changes from <c>?from=ID</c> to <c>?to=ID</c>; without <c>to</c> to the latest.</summary>
    [Operation(
        "Những gì thay đổi giữa hai bản xuất.",
        "What was added, corrected, withdrawn and forecast anew between two snapshots.")]
    [Query("from", "a snapshot's id", Example = "20240603T020000Z", IsRequired = true)]
    [Query("to", "a snapshot's id; without it the latest", Example = "20240603T020000Z")]
    [AnswerFile("text/csv"), Refuses(404)]
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        var latest = (await snapshots.LatestAsync(cancel))?.Latest.Id ?? "";
        var from = await snapshots.FindAsync(call.QueryText("from") ?? "", cancel);
        var to = await snapshots.FindAsync(call.QueryText("to") ?? latest, cancel);
        if (from is null || to is null || !await snapshots.IsThereAsync(from, cancel) || !await snapshots.IsThereAsync(to, cancel))
            return Problems.NotFound(call, new Text(
                "Ghi ?from= và ?to= là mã của hai bản xuất trong danh sách.",
                "Give the ids of two snapshots of the list as ?from= and ?to=."));
        call.Http.Response.Headers.CacheControl = "private, no-cache";
        return Results.Stream(
            async body =>
            {
                await using var csv = new CsvFile<ChangeRow>(ChangeList.Table, body);
                var rows = new List<ChangeRow>();
                await foreach (var change in changes.BetweenAsync(from, to, file => visibility.MaySee(call.SignedIn, file), cancel))
                {
                    rows.Add(change);
                    if (rows.Count < PageSize)
                        continue;
                    await csv.WriteAsync(rows, cancel);
                    rows.Clear();
                }

                await csv.WriteAsync(rows, cancel);
            },
            MediaTypes.FromFormat("csv"), $"changes_{from.Id}_{to.Id}.csv");
    }
}
