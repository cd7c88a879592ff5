using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Exports.Snapshots;

namespace YouthFunctions.Exports;

/// <summary>Lists the snapshots, and the files of one of them with links that work.</summary>
public sealed class GetExports(SnapshotStore snapshots, Visibility visibility, SignedLinks links)
{
    /// <summary>The files of the latest snapshot, of <c>?snapshot=ID</c>, or of the one in force at <c>?asOf=INSTANT</c>.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        var ids = await snapshots.IdsAsync(cancel);
        if (await snapshots.LatestAsync(cancel) is not { } latest)
            return Results.Json(new { latest = (string?)null, snapshots = Array.Empty<object>(), files = Array.Empty<object>() });
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
        return Results.Json(new
        {
            latest = latest.Latest.Id,
            snapshots = ids.Select(id => new
            {
                id,
                instantUtc = SnapshotNames.TryInstant(id, out var instant) ? instant : (DateTimeOffset?)null,
                href = $"/api/exports?snapshot={id}",
            }),
            snapshot = manifest.Id,
            instantUtc = manifest.InstantUtc,
            schemaVersion = manifest.SchemaVersion,
            softwareVersion = manifest.SoftwareVersion,
            linksExpireUtc = link.ExpiresUtc,
            files = manifest.Files.Where(file => visibility.MaySee(call.SignedIn, file)).Select(file => new
            {
                path = file.Path,
                dataset = file.Dataset,
                format = file.Format,
                year = file.Year,
                unit = file.Unit?.ToString(),
                rows = file.Rows,
                bytes = file.Bytes,
                sha256 = file.Sha256,
                href = link.AddressOf(file),
            }),
        });
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
