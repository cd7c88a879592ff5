using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Formats;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Exports.Tables;
using YouthFunctions.Storage;
using YouthFunctions.Units;

namespace YouthFunctions.Exports;

/// <summary>Answers rows of one table of a snapshot, for who wants one table and no files: a notebook, Power BI, a journalist. A caller
/// gets the rows of the files that he may fetch.</summary>
public sealed class GetData(SnapshotStore snapshots, Visibility visibility, UnitRegister register)
{
    private const int DefaultLimit = 1000;
    private const int MaxLimit = 10_000;
    private static readonly string[] Formats = ["json", "csv", "parquet"];

    /// <summary>200 with rows, streamed; 304 for who has them; 404 for what is not there or not for the caller.</summary>
    [Operation(
        "Số liệu của một bảng trong bản xuất mới nhất.", "Rows of a table of the latest snapshot.", Headers = ["If-None-Match"])]
    [Query("unit", "a unit's own rows; with level, of the units of that level below it", Example = "01")]
    [Query("level", "rows of this level only", FirstLevel = 0)]
    [Query("indicator", "rows of this indicator only", Example = "trees-planted")]
    [Query("from", "a year, a month or a day: nothing before it", Example = "2024-01")]
    [Query("to", "a year, a month or a day: nothing after it", Example = "2024-12")]
    [Query("format", "json without it", Words = ["json", "csv", "parquet"])]
    [Query("limit", "rows at most, to 10000; without it 1000 as JSON and all in the other formats", Type = typeof(int), Example = "1000")]
    [Query("after", "the place of the last row that one has, from the link to the next rows", Example = "0.1")]
    [Query("snapshot", "a snapshot's id; without it the latest", Example = "20240603T020000Z")]
    [Answer<DataPage>, AnswerFile("text/csv"), AnswerFile("application/vnd.apache.parquet"), Answer(304), Refuses(404)]
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (call.RefuseUnknownQuery("unit", "level", "indicator", "from", "to", "format", "limit", "after", "snapshot") is { } unknown)
            return unknown;
        if (AllTables.Find(call.RouteText("dataset")) is not { } dataset)
            return Problems.NotFound(call, new Text(
                $"Các bảng: {string.Join(", ", AllTables.All.Select(table => table.Name))}.",
                $"The tables are {string.Join(", ", AllTables.All.Select(table => table.Name))}."));
        if (DataQuery.Read(call, dataset, register, out var query) is { } refusal)
            return refusal;
        var format = call.QueryText("format") ?? "json";
        if (!Formats.Contains(format))
            return Problems.Malformed(
                call, "?format", new Text("Định dạng là json, csv hoặc parquet.", "A format is json, csv or parquet."));
        if (!DataPlace.TryParse(call.QueryText("after"), out var after))
            return Problems.Malformed(call, "?after", new Text(
                "Lấy after từ liên kết đến các dòng tiếp theo.", "Take after from the link to the next rows."));
        int? limit = format == "json" ? DefaultLimit : null;
        if (call.QueryText("limit") is { } text)
            limit = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MaxLimit
                ? number : -1;
        if (limit < 0 || (limit is null && after is not null))
            return Problems.Malformed(call, "?limit", new Text($"Từ 1 đến {MaxLimit} dòng.", $"1 to {MaxLimit} rows."));
        var given = call.QueryText("snapshot");
        var id = given ?? (await snapshots.LatestAsync(cancel))?.Latest.Id ?? "";
        if (await snapshots.FindAsync(id, cancel) is not { } manifest || !DataPackage.Describes(manifest)
            || (given is not null && !await snapshots.IsThereAsync(manifest, cancel)))
            return Problems.NotFound(call, new Text(
                "Chưa có bản xuất này, hoặc nó có từ trước bản 2 của cấu trúc.",
                "There is no such snapshot, or it is of before version 2 of the tables."));
        SnapshotFile[] files =
        [
            .. manifest.Files.Where(file => file.Dataset == dataset.Name && file.Format == "csv" && !SnapshotLayout.IsFormer(file.Path)
                && query!.MayHold(file) && visibility.MaySee(call.SignedIn, file)),
        ];
        if (files.Length == 0 && call.QueryText("unit") is not null)
            return Problems.NoUnitWithinReach(call);
        return await AnswerAsync(call, manifest, dataset, new DataRows(snapshots, dataset, query!, files), TagOf(call, files), format,
            limit, after, cancel);
    }

    private static async Task<IResult> AnswerAsync(
        Call call, Manifest manifest, Dataset dataset, DataRows rows, string tag, string format, int? limit, DataPlace? after,
        CancellationToken cancel)
    {
        var headers = call.Http.Response.Headers;
        (headers.ETag, headers.CacheControl) = (tag, "private, no-cache");
        headers["X-Snapshot"] = manifest.Id;
        if (Preconditions.IsKnown(call, tag))
            return Results.StatusCode(StatusCodes.Status304NotModified);
        var untyped = CsvCells.Untyped(dataset);
        Func<Func<IEnumerable<Cell[]>, Task>, Task> read = take => rows.ReadAsync(take, cancel);
        if (limit is { } most)
        {
            var (page, next) = await rows.ReadPageAsync(after, most, cancel);
            var link = next is null ? null : NextOf(call, manifest.Id, next);
            if (link is not null)
                headers.Link = $"<{link}>; rel=\"next\"";
            if (format == "json")
                return Results.Json(
                    new DataPage(manifest.Id, manifest.InstantUtc, dataset.Name, [.. page.Select(row => Document(dataset, row))], link),
                    WireJson.Options);
            read = take => take(page);
        }

        var name = $"{dataset.Name}_{manifest.Id}.{format}";
        if (format == "csv")
            return Results.Stream(
                async body =>
                {
                    await using var csv = new CsvFile<Cell[]>(untyped, body);
                    await csv.WriteAsync([], cancel); // a table without rows has its header
                    await read(async part => await csv.WriteAsync(part, cancel));
                },
                MediaTypes.FromFormat(format), name);
        // The end of a Parquet file says where its columns begin: it is written to the disk first.
        var file = TemporaryFile.Open();
        try
        {
            using (var parquet = new ParquetFile<Cell[]>(untyped, file))
            {
                await read(part =>
                {
                    parquet.Write(part);
                    return Task.CompletedTask;
                });
                parquet.Complete();
            }

            file.Position = 0;
            return Results.Stream(file, MediaTypes.FromFormat(format), name);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    // The same for the same rows: of the files' bytes and the question, whichever snapshot they stand in.
    private static string TagOf(Call call, IEnumerable<SnapshotFile> files)
    {
        var question = call.Http.Request.Query.Where(pair => pair.Key != "snapshot").OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key}={pair.Value}");
        var content = string.Join('\n', files.Select(file => file.Sha256).Concat(question));
        return $"W/\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..32]}\"";
    }

    private static string NextOf(Call call, string snapshot, DataPlace next)
    {
        var query = call.Http.Request.Query.Where(pair => pair.Key is not ("after" or "snapshot"))
            .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value.ToString())}")
            .Append($"snapshot={snapshot}").Append($"after={next}");
        return $"{call.Http.Request.Path}?{string.Join('&', query)}";
    }

    /// <summary>A row as JSON.</summary>
    internal static Dictionary<string, object?> Document(Dataset dataset, Cell[] row)
    {
        var document = new Dictionary<string, object?>();
        for (var i = 0; i < row.Length; i++)
            document[dataset.Columns[i].Name] = !row[i].IsKnown ? null : dataset.Columns[i].Type switch
            {
                ColumnType.Integer => row[i].Whole,
                ColumnType.Decimal => row[i].Exact,
                ColumnType.Number => row[i].Number,
                ColumnType.Boolean => row[i].Whole != 0,
                ColumnType.Date => row[i].Date,
                ColumnType.Instant => row[i].Instant,
                _ => row[i].Text,
            };
        return document;
    }
}
