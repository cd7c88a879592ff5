using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using YouthFunctions.Calls;
using YouthFunctions.Downloads;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Exports.Tables;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Exports;

/// <summary>Version 2 of the layout: the obvious glob is exactly the table, once, and one ZIP holds what a reader may see.</summary>
public sealed class LayoutTests(StorageFixture storage) : IClassFixture<StorageFixture>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("layout-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Trait("Category", "siege")]
    [Fact]
    public async Task The_obvious_glob_is_the_table_once_in_every_tool_and_format()
    {
        await using var world = await ExportTestData.ExportedAsync(storage.NewStore());
        var manifest = await world.LatestAsync();
        await DownloadAllAsync(world, manifest);
        using var duck = new DuckDb();
        foreach (var dataset in AllTables.All.Where(table => manifest.Files.Any(file => file.Dataset == table.Name)))
        {
            var glob = $"{_folder.FullName}/{dataset.Name}/**/*";
            var parquet = $"read_parquet('{glob}.parquet', hive_partitioning = true)";
            var former = manifest.Files.Single(file => file.Dataset == dataset.Name && file.Format == "parquet"
                && SnapshotLayout.IsFormer(file.Path) && Path.GetFileName(file.Path) is "VN.parquet" or "all.parquet"
                && file.Dataset == dataset.Name);
            var all = duck.Single($"SELECT count(*) FROM {parquet}");
            Assert.Equal(former.Rows.ToString(CultureInfo.InvariantCulture), all);
            var key = dataset.Key.Count > 0 ? dataset.Key : ["unit", "month", "revision", "indicator"];
            if (dataset.Key.Count > 0 || dataset == ReportTables.Revisions)
                Assert.Equal(all, duck.Single($"SELECT count(*) FROM (SELECT DISTINCT {string.Join(", ", key)} FROM {parquet})"));
            // The lines of the documentation say the same, with the types that the dictionary says.
            var typed = $"({ReadingLines.DuckDbParquet(dataset).TrimEnd(';')})"
                .Replace($"'{dataset.Name}/", $"'{_folder.FullName}/{dataset.Name}/", StringComparison.Ordinal);
            var csv = $"({ReadingLines.DuckDbCsv(dataset, $"'{glob}.csv'").TrimEnd(';')})";
            Assert.Equal(Types(duck, csv), Types(duck, typed));
            // In CSV a text that a spreadsheet would run has an apostrophe before it.
            var columns = string.Join(
                ", ", dataset.Columns.Where(column => column.Type != ColumnType.Text).Select(column => column.Name));
            Assert.Equal(
                "0", duck.Single($"SELECT count(*) FROM ((SELECT {columns} FROM {typed}) EXCEPT ALL (SELECT {columns} FROM {csv}))"));
            Assert.Equal(all, duck.Single($"SELECT count(*) FROM {csv}"));
        }

        var rollups = $"read_parquet('{_folder.FullName}/rollups/**/*.parquet', hive_partitioning = true)";
        Assert.Equal("VN", duck.Single($"SELECT DISTINCT province FROM {rollups} WHERE level = 'country'"));
        Assert.Equal("0", duck.Single($"SELECT count(*) FROM {rollups} WHERE province <> 'VN' AND level = 'country'"));
        Assert.Equal(
            [["year=2024"]], duck.Query($"SELECT DISTINCT 'year=' || year FROM {rollups}"));
    }

    [Trait("Category", "siege")]
    [SkippableFact]
    public async Task The_lines_for_pandas_read_every_table_with_its_types()
    {
        await using var world = await ExportTestData.ExportedAsync(storage.NewStore());
        var manifest = await world.LatestAsync();
        await DownloadAllAsync(world, manifest);
        var tables = AllTables.All.Where(table => manifest.Files.Any(file => file.Dataset == table.Name)).ToArray();
        var script = string.Join('\n', tables.Select(table =>
        {
            var file = manifest.Files.First(file => file.Dataset == table.Name && file.Format == "csv"
                && !SnapshotLayout.IsFormer(file.Path) && (file.Unit is null || file.Unit?.ToString() == "01"));
            return $"frame = {ReadingLines.Pandas(table, $"\"{file.Path}\"")}\n"
                + $"print('{table.Name}', len(frame) == {file.Rows}, frame.columns.tolist() == "
                + $"[{string.Join(", ", table.Columns.Select(column => $"'{column.Name}'"))}], "
                + "frame['unit'].str.startswith('0').all() if 'unit' in frame else '')";
        }));
        var printed = OtherTools.RunPython(_folder.FullName, "-c", "import pandas\n" + script);

        Assert.Equal(
            tables.Select(table => $"{table.Name} True True {(table.Columns.Any(column => column.Name == "unit") ? "True" : "")}".Trim()),
            printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim()));
    }

    [SkippableFact]
    [Trait("Category", "siege")]
    public async Task The_lines_over_links_read_every_column_of_every_table()
    {
        await using var world = await ExportTestData.ExportedAsync(storage.NewStore());
        await world.ReportAsync("01-001", 4, revision: 2, reason: "NA");
        await world.ExportAsync();
        var manifest = await world.LatestAsync();
        using var duck = new DuckDb();
        var script = new StringBuilder();
        foreach (var dataset in AllTables.All.Where(table => manifest.Files.Any(file => file.Dataset == table.Name)))
        {
            // Like a link, such a path shows no folder of a year or a province.
            var links = new List<string>();
            var files = manifest.Files.Where(file => file.Dataset == dataset.Name && file.Format == "csv"
                && !SnapshotLayout.IsFormer(file.Path)).ToArray();
            foreach (var file in files)
                links.Add(await world.DownloadAsync(manifest, file.Path, _folder.FullName));
            var lines = new ToolLines(dataset, links, world.Clock.GetUtcNow());
            var table = $"({lines.DuckDb.TrimEnd(';')})";
            Assert.Equal(dataset.Columns.Select(column => column.Name), duck.Query(
                $"SELECT column_name FROM (DESCRIBE SELECT * FROM {table})").Select(row => row[0]));
            Assert.Equal(
                files.Sum(file => file.Rows).ToString(CultureInfo.InvariantCulture), duck.Single($"SELECT count(*) FROM {table}"));
            var name = dataset.Name.Replace('-', '_');
            var columns = string.Join(", ", dataset.Columns.Select(column => $"'{column.Name}'"));
            script.AppendLine(lines.Python).AppendLine(
                CultureInfo.InvariantCulture,
                $"assert {name}.columns.tolist() == [{columns}] and len({name}) == {files.Sum(file => file.Rows)}");
        }

        script.AppendLine("print((revisions['reason'] == 'NA').any())");
        Assert.Equal("True", OtherTools.RunPython(_folder.FullName, "-c", script.ToString()).Trim());
    }

    [Trait("Category", "siege")]
    [Fact]
    public async Task Sdmx_keeps_to_its_structure_message()
    {
        await using var world = await ExportTestData.ExportedAsync(storage.NewStore());
        await world.ReportAsync("79", 5);
        await world.ExportAsync();
        var manifest = await world.LatestAsync();
        await DownloadAllAsync(world, manifest);
        using var structure = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder.FullName, "sdmx", "structure.json")));
        var data = structure.RootElement.GetProperty("data");
        var lists = data.GetProperty("codelists").EnumerateArray().ToDictionary(
            list => list.GetProperty("id").GetString()!,
            list => list.GetProperty("codes").EnumerateArray().Select(code => code.GetProperty("id").GetString()!).ToHashSet());
        var parts = data.GetProperty("dataStructures")[0].GetProperty("dataStructureComponents");
        var components = new[]
        {
            ("dimensionList", "dimensions"), ("dimensionList", "timeDimensions"), ("measureList", "measures"),
            ("attributeList", "attributes"),
        }.SelectMany(pair => parts.GetProperty(pair.Item1).GetProperty(pair.Item2).EnumerateArray()).ToArray();
        var concepts = data.GetProperty("conceptSchemes")[0].GetProperty("concepts").EnumerateArray()
            .Select(concept => concept.GetProperty("id").GetString()!).ToHashSet();
        using var duck = new DuckDb();
        var csv = $"read_csv('{_folder.FullName}/sdmx/**/*.csv', hive_partitioning = false, all_varchar = true)";
        var columns = duck.Query($"SELECT column_name FROM (DESCRIBE FROM {csv})").Select(row => row[0]!).ToArray();

        Assert.Equal(["STRUCTURE", "STRUCTURE_ID", "ACTION"], columns[..3]);
        Assert.Equal(components.Select(item => item.GetProperty("id").GetString()!).Order(), columns[3..].Order());
        foreach (var component in components)
        {
            var id = component.GetProperty("id").GetString()!;
            Assert.Contains(id, concepts);
            Assert.EndsWith($".{id}", component.GetProperty("conceptIdentity").GetString(), StringComparison.Ordinal);
            if (!component.GetProperty("localRepresentation").TryGetProperty("enumeration", out var urn))
                continue;
            var list = urn.GetString()!.Split(':')[^1].Split('(')[0];
            Assert.Empty(duck.Query($"SELECT DISTINCT {id} FROM {csv}").Select(row => row[0]).Except(lists[list]));
        }

        var flows = data.GetProperty("dataflows").EnumerateArray().Select(flow =>
            $"{flow.GetProperty("agencyID")}:{flow.GetProperty("id")}({flow.GetProperty("version")})").Order();
        Assert.Equal(flows, duck.Query($"SELECT DISTINCT STRUCTURE_ID FROM {csv} ORDER BY 1").Select(row => row[0]));
        Assert.Equal([["VND"]], duck.Query(
            $"SELECT DISTINCT UNIT_MEASURE FROM {csv} WHERE INDICATOR LIKE 'loans%'"));
    }

    [Trait("Category", "siege")]
    [Fact]
    public async Task A_reader_gets_one_zip_and_one_description_of_what_he_may_see()
    {
        await using var app = await TestApp.StartAsync(storage, services: SmallCountry.Register);
        using var administrator = await app.SignInAsync(Role.Administrator, "VN");
        await administrator.RunJobAsync("/api/exports/run");
        using var national = await app.SignInAsync(Role.Analyst, "VN");
        using var province = await app.SignInAsync(Role.Analyst, "01");
        using var district = await app.SignInAsync(Role.Analyst, "01-001");
        var paths = (await (await national.GetAsync("/api/exports")).JsonAsync()).GetProperty("files").EnumerateArray()
            .Select(file => file.GetProperty("path").GetString()!)
            .Where(path => !path.StartsWith("v1/", StringComparison.Ordinal)).ToArray();

        Assert.Equal(paths.Append("datapackage.json").Order(), (await EntriesAsync(national, "all.zip")).Keys.Order());
        var own = await EntriesAsync(province, "all.zip");
        Assert.Contains("targets/year=2024/province=01/targets.parquet", own.Keys);
        Assert.DoesNotContain(own.Keys, path => path.Contains("province=", StringComparison.Ordinal)
            && !path.Contains("province=01/", StringComparison.Ordinal));
        var targets = await EntriesAsync(national, "targets.zip");
        Assert.All(targets.Keys, path => Assert.True(!path.Contains('/') || path.StartsWith("targets/", StringComparison.Ordinal), path));
        Assert.Equal(
            await national.GetByteArrayAsync(new Uri("/api/exports/latest/targets/year=2024/province=01/targets.csv", UriKind.Relative)),
            targets["targets/year=2024/province=01/targets.csv"]);
        Assert.DoesNotContain(await EntriesAsync(district, "all.zip"), entry => entry.Key.Contains("province=", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await district.GetAsync("/api/exports/latest/targets.zip")).StatusCode);

        // The same again is not sent again; and the addresses of before go on working.
        using var first = await province.GetAsync("/api/exports/latest/targets.zip");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/exports/latest/targets.zip");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await province.SendAsync(again)).StatusCode);
        using var stale = new HttpRequestMessage(HttpMethod.Get, "/api/exports/latest/targets.zip");
        stale.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"of-before\""));
        stale.Headers.IfModifiedSince = first.Content.Headers.LastModified;
        Assert.Equal(HttpStatusCode.OK, (await province.SendAsync(stale)).StatusCode); // a tag outdoes a date (RFC 9110, 13.1.3)
        Assert.Equal(HttpStatusCode.OK, (await national.GetAsync("/api/exports/latest/targets/year=2024/VN.parquet")).StatusCode);

        foreach (var (client, scope) in new[] { (national, "vn"), (province, "01"), (district, "shared") })
        {
            var package = await (await client.GetAsync("/api/exports/latest/datapackage.json")).JsonAsync();
            Assert.EndsWith($":{scope}", package.GetProperty("id").GetString(), StringComparison.Ordinal);
            Assert.Equal(SchemaHistory.Version, package.GetProperty("version").GetString());
            Assert.Equal("2024-06-03T02:00:00Z", package.GetProperty("created").GetString());
            Assert.True(package.GetProperty("licenses").GetArrayLength() > 0);
            foreach (var resource in package.GetProperty("resources").EnumerateArray())
            {
                using var part = new HttpRequestMessage(
                    HttpMethod.Get, $"/api/exports/latest/{resource.GetProperty("path").GetString()}");
                part.Headers.Range = new RangeHeaderValue(0, 0);
                Assert.Equal(HttpStatusCode.PartialContent, (await client.SendAsync(part)).StatusCode);
            }
        }
    }

    private static async Task<Dictionary<string, byte[]>> EntriesAsync(HttpClient client, string name)
    {
        using var answer = await client.GetAsync(new Uri($"/api/exports/latest/{name}", UriKind.Relative));
        Assert.Equal((HttpStatusCode.OK, "application/zip"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(), ZipArchiveMode.Read);
        var entries = new Dictionary<string, byte[]>();
        foreach (var entry in zip.Entries)
        {
            using var content = new MemoryStream();
            using (var stream = entry.Open())
                stream.CopyTo(content);
            entries.Add(entry.FullName, content.ToArray());
        }

        return entries;
    }

    private static string[] Types(DuckDb duck, string table) =>
    [
        .. duck.Query($"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {table}) ORDER BY 1")
            .Select(row => $"{row[0]} {row[1]}"),
    ];

    private async Task DownloadAllAsync(ExportTestData world, Manifest manifest)
    {
        foreach (var file in manifest.Files.Where(file => !SnapshotLayout.IsFormer(file.Path)))
        {
            var target = Path.Combine(_folder.FullName, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            await world.Get<SnapshotStore>().Container.GetBlobClient(file.Blob).DownloadToAsync(target);
        }
    }
}
