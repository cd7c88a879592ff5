using YouthFunctions.Access;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Exports;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Exports.Tables;
using YouthFunctions.Pages;
using YouthFunctions.Units;

namespace YouthFunctions.Downloads;

/// <summary>The page on which an analyst takes figures away.</summary>
public sealed class ShowDownloads(
    SnapshotStore snapshots, Visibility visibility, DownloadTickets tickets, UnitRegister register, PublicAddress address)
{
    private static readonly Text Title = new("Tải số liệu", "Downloads");

    /// <summary><c>?snapshot=</c> (without it the latest), <c>?unit=</c> a province's files only, <c>?lines=</c> a table whose lines for
    /// tools are wanted.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        var ids = await snapshots.IdsAsync(cancel);
        var id = call.QueryText("snapshot") is { Length: > 0 } asked ? asked
            : (await snapshots.LatestAsync(cancel))?.Latest.Id;
        var manifest = id is not null && ids.Contains(id) ? await snapshots.FindAsync(id, cancel) : null;
        if (manifest is null && call.QueryText("snapshot") is { Length: > 0 })
            return Problems.NotFound(call, new Text("Không có bản xuất này.", "There is no such snapshot."));
        var shell = new PageShell(call, call.Localize(Title), [], null)
        {
            Figures = manifest is null ? null : new FigureStamp(null, manifest.InstantUtc, false),
        };
        if (manifest is null)
            return new PageResult(call, DownloadsPage.Create(new DownloadsView(shell, ids, null, [], [], [], null, null)));
        var mine = manifest.Files.Where(file => visibility.MaySee(call.SignedIn, file) && !SnapshotLayout.IsFormer(file.Path)).ToArray();
        (string Code, string Name)[] units =
        [
            .. mine.Select(file => file.Unit?.ToString()).OfType<string>().Distinct().Order(StringComparer.Ordinal)
                .Select(code => (code, NameOf(code))),
        ];
        var unit = call.QueryText("unit") is { Length: > 0 } chosen && units.Any(known => known.Code == chosen) ? chosen : null;
        var shown = mine.Where(file => unit is null || file.Unit is null || file.Unit.ToString() == unit).ToArray();
        DownloadsTable[] tables =
        [
            .. AllTables.All.Select(dataset => new DownloadsTable(
                dataset, [.. shown.Where(file => file.Dataset == dataset.Name)])).Where(table => table.Files.Count > 0),
        ];
        var wanted = tables.FirstOrDefault(table => table.Dataset.Name == call.QueryText("lines"));
        return new PageResult(call, DownloadsPage.Create(new DownloadsView(
            shell, ids, manifest, tables, [.. shown.Where(file => AllTables.Find(file.Dataset) is null)], units, unit,
            wanted is null ? null : await LinesAsync(call, manifest, wanted, cancel))
        {
            Zips = [.. SnapshotZip.Names(manifest, file => visibility.MaySee(call.SignedIn, file))],
        }));
    }

    private async Task<ToolLines> LinesAsync(Call call, Manifest manifest, DownloadsTable table, CancellationToken cancel)
    {
        var links = new List<string>();
        foreach (var file in table.Files.Where(file => file.Format == "csv"))
        {
            var ticket = await tickets.IssueAsync(call.SignedIn.Id, $"{manifest.Id}/{file.Path}", cancel);
            links.Add(address.Combine($"/downloads/{manifest.Id}/{ticket}/{SignedLinks.Escape(file.Path)}"));
        }

        return new ToolLines(table.Dataset, links, call.Now + DownloadTickets.Lifetime);
    }

    private string NameOf(string code) => UnitCode.TryParse(code, out var unit) ? register.FindLatest(unit)?.Name ?? code : code;
}
