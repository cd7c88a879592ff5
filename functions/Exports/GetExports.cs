using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Exports.Snapshots;

namespace YouthFunctions.Exports;

/// <summary>Lists the snapshots, and the files of one of them with links that work.</summary>
public sealed class GetExports(SnapshotStore snapshots, Visibility visibility, SignedLinks links)
{
    /// <summary>The files of the latest snapshot, of <c>?snapshot=ID</c>, or of the one in force at <c>?asOf=INSTANT</c>.</summary>
    [Operation("Các bản xuất và tệp, kèm liên kết.", "The snapshots, and the files of one of them with links that work.")]
    [Query("snapshot", "a snapshot's id; without it the latest", Example = "20240603T020000Z")]
    [Query("asOf", "a day or an instant: the snapshot in force then", Example = "2024-06-03")]
    [Answer<SnapshotList>, Refuses(404)]
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        var ids = await snapshots.IdsAsync(cancel);
        if (await snapshots.LatestAsync(cancel) is not { } latest)
            return Results.Json(new SnapshotList(null, [], null, null, null, null, null, [], []));
        var (requested, refusal) = FindSnapshot(call, ids, latest.Latest.Id);
        if (refusal is not null)
            return refusal;
        if (requested is null || await snapshots.FindAsync(requested, cancel) is not { } manifest)
            return Problems.NotFound(
                call,
                new Text(
                    "Không có bản xuất này, hoặc chưa có bản nào vào thời điểm đó.",
                    "There is no such snapshot, or none yet at that instant."));
        var link = await links.CreateAsync(manifest, cancel);
        return Results.Json(new SnapshotList(
            latest.Latest.Id,
            [.. ids.Select(id => new SnapshotListEntry(
                id, SnapshotNames.TryInstant(id, out var instant) ? instant : null, $"/api/exports?snapshot={id}"))],
            manifest.Id, manifest.InstantUtc, manifest.SchemaVersion, manifest.SoftwareVersion, link.ExpiresUtc,
            [.. manifest.Files.Where(file => visibility.MaySee(call.SignedIn, file)).Select(file => new SnapshotListFile(
                file.Path, file.Dataset, file.Format, file.Year, file.Unit?.ToString(), file.Rows, file.Bytes, file.Sha256,
                link.AddressOf(file)))],
            [.. SnapshotZip.Names(manifest, file => visibility.MaySee(call.SignedIn, file)).Select(name => new SnapshotListZip(
                name, $"/api/exports/{manifest.Id}/{name}"))]));
    }

    private static (string? Id, IResult? Refusal) FindSnapshot(Call call, IReadOnlyList<string> ids, string latest)
    {
        if (call.QueryText("snapshot") is { } id)
            return (ids.FirstOrDefault(known => known == id), null);
        if (call.QueryText("asOf") is not { } text)
            return (latest, null);
        return Instants.TryEnd(text, out var instant)
            ? (ids.FirstOrDefault(known => SnapshotNames.TryInstant(known, out var offset) && offset <= instant), null)
            : (null, Problems.Malformed(call, "?asOf", new Text(
                "Ghi ngày (2024-09-15) hoặc thời điểm (2024-09-15T07:00:00Z).",
                "Give a day (2024-09-15) or an instant (2024-09-15T07:00:00Z).")));
    }
}
