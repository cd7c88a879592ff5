using System.Security.Cryptography;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using NJsonSchema;
using YouthFunctions.Exports;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Exports.Tables;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;
using OpenCell = DocumentFormat.OpenXml.Spreadsheet.Cell;

namespace YouthFunctions.Tests.Exports;

/// <summary>A snapshot explains itself: the package's description holds, workbooks are typed, the documentation agrees.</summary>
public sealed class DescriptionTests(StorageFixture storage) : IClassFixture<StorageFixture>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("export-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Trait("Category", "siege")]
    [Fact]
    public async Task TheDataPackageIsValidAndItsFilesAreAsItSays()
    {
        await using var world = await ExportTestData.CreateAsync(storage.NewStore());
        await world.ReportSomeAsync();
        await world.ReportAsync("01", 4, revision: 2, isWithdrawn: true, reason: "=1+1, \"nhầm\"\r\nhai dòng");
        await world.ExportAsync();
        var manifest = await world.LatestAsync();
        var profile = await JsonSchema.FromFileAsync(
            Path.Combine(AppContext.BaseDirectory, "Exports", "Data", "tabular-data-package.json"));
        foreach (var scope in new[] { "VN", "01", "79" })
        {
            var package = DataPackage.Create(manifest, file => file.Unit is null || scope == "VN" || file.Unit.ToString() == scope);
            using var description = JsonDocument.Parse(package.Json);
            var (names, keys) = (new Dictionary<string, JsonElement>(), new List<(string, JsonElement)>());
            foreach (var resource in description.RootElement.GetProperty("resources").EnumerateArray())
            {
                var path = resource.GetProperty("path").GetString()!;
                var unit = manifest.Files.Single(file => file.Path == path).Unit;
                Assert.True(unit is null || scope == "VN" || unit.ToString() == scope, path);
                names.Add(resource.GetProperty("name").GetString()!, resource);
                var bytes = await File.ReadAllBytesAsync(await world.DownloadAsync(manifest, path, _folder.FullName));
                Assert.Equal(resource.GetProperty("bytes").GetInt64(), bytes.Length);
                Assert.Equal(resource.GetProperty("hash").GetString(), "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes)));
                if (resource.GetProperty("format").GetString() == "csv")
                    FrictionlessCheck.AssertValid(resource.GetProperty("schema"), bytes, path);
                if (resource.GetProperty("schema").TryGetProperty("foreignKeys", out var foreign))
                    keys.AddRange(foreign.EnumerateArray().Select(key => (path, key)));
            }

            // The profile knows tables as CSV alone.
            var tabular = System.Text.Json.Nodes.JsonNode.Parse(package.Json)!;
            tabular["profile"] = "tabular-data-package";
            tabular["resources"] = new System.Text.Json.Nodes.JsonArray([.. tabular["resources"]!.AsArray()
                .Where(resource => resource!["format"]!.GetValue<string>() == "csv").Select(resource => resource!.DeepClone())]);
            Assert.Empty(profile.Validate(tabular.ToJsonString()).Select(error => error.ToString()));
            Assert.True(names.Count >= 12, $"{scope} lists {names.Count} tables");
            Assert.NotEmpty(keys);
            await CheckKeysAsync(world, manifest, names, keys);
        }
    }

    // Every value of a key is there in the resource that it refers to.
    private async Task CheckKeysAsync(
        ExportTestData world, Manifest manifest, Dictionary<string, JsonElement> names, List<(string Path, JsonElement Key)> keys)
    {
        using var duck = new DuckDb();
        foreach (var (path, key) in keys)
        {
            var reference = key.GetProperty("reference");
            var to = names[reference.GetProperty("resource").GetString()!].GetProperty("path").GetString()!;
            async Task<string> TableAsync(string file) =>
                $"read_csv('{await world.DownloadAsync(manifest, file, _folder.FullName)}', all_varchar = true)";
            string Fields(JsonElement owner) =>
                string.Join(", ", owner.GetProperty("fields").EnumerateArray().Select(field => field.GetString()));
            Assert.Empty(duck.Query(
                $"SELECT {Fields(key)} FROM {await TableAsync(path)} WHERE {Fields(key).Split(", ")[^1]} IS NOT NULL "
                    + $"EXCEPT SELECT {Fields(reference)} FROM {await TableAsync(to)}"));
        }
    }

    [Trait("Category", "siege")]
    [Fact]
    public async Task AnotherReaderFindsTypedCellsInTheWorkbook()
    {
        await using var world = await ExportTestData.CreateAsync(storage.NewStore());
        await world.ReportSomeAsync();
        await world.ExportAsync();
        using var book = SpreadsheetDocument.Open(
            await world.DownloadAsync(await world.LatestAsync(), "workbook/year=2024/01.xlsx", _folder.FullName), false);
        var workbook = book.WorkbookPart!;
        var sheets = workbook.Workbook!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().ToDictionary(
            sheet => sheet.Name!.Value!, sheet => (WorksheetPart)workbook.GetPartById(sheet.Id!.Value!));
        Assert.Equal(["Mục lục", "Tổng hợp", "Mức đầy đủ", "Chỉ tiêu được giao", "Báo cáo hiện hành", "Danh mục chỉ tiêu"], sheets.Keys);

        var sheet = sheets["Tổng hợp"].Worksheet!;
        Assert.Equal(PaneStateValues.Frozen, sheet.Descendants<Pane>().Single().State!.Value);
        var rows = sheet.Descendants<Row>().ToArray();
        Assert.Equal(
            RollupTables.Rollups.Columns.Select(column => column.Heading.Vietnamese),
            rows[0].Elements<OpenCell>().Select(cell => TextOf(workbook, cell)));
        var styles = workbook.WorkbookStylesPart!.Stylesheet!;
        var total = 0m;
        foreach (var cells in rows.Skip(1)
            .Select(row =>
                row.Elements<OpenCell>().ToDictionary(cell => string.Concat(cell.CellReference!.Value!.TakeWhile(char.IsLetter)))))
        {
            Assert.Contains(
                TextOf(workbook, cells["C"]),
                new[] { "Thành phố Hà Nội", "Quận Ba Đình", "Phường Phúc Xá", "=HYPERLINK(\"http://x\",\"Quận\")" });
            Assert.Null(cells["C"].CellFormula);
            Assert.True(
                cells["F"].DataType is null || cells["F"].DataType!.Value == CellValues.Number, "a month is a date, which is a number");
            if (TextOf(workbook, cells["G"]) == "trees-planted" && TextOf(workbook, cells["B"]) == "01"
                && cells.TryGetValue("H", out var amount) && amount.CellValue is not null)
            {
                Assert.True(amount.DataType is null || amount.DataType.Value == CellValues.Number);
                total += decimal.Parse(amount.CellValue.Text, System.Globalization.CultureInfo.InvariantCulture);
            }
        }

        var tree = world.Get<UnitRegister>().TreeOf(2024);
        var stored = await world.Get<RollupStore>().FindAsync(tree, YouthFunctions.Analytics.Values.UnitCode.Parse("01"), 2024, default);
        Assert.Equal(stored!.Total[YouthFunctions.Analytics.Values.IndicatorCode.Parse("trees-planted"), 4].YearToDate.Numerator, total);
        Assert.NotNull(styles.CellFormats);
    }

    [Fact]
    public void TheDocumentationListsEveryColumn()
    {
        var page = Path.Combine(TestMachine.RepositoryRoot, "docs", "exports.md");
        if (Environment.GetEnvironmentVariable("WRITE_DOCS") is not null)
        {
            var text = File.ReadAllText(page);
            File.WriteAllText(page, text[..text.IndexOf("### reports\n", StringComparison.Ordinal)] + Codebook.ToMarkdown());
        }

        Assert.Contains(Codebook.ToMarkdown(), File.ReadAllText(page), StringComparison.Ordinal);
    }

    [Fact]
    public void TheDocumentationHasTheLinesThatReadEveryTable()
    {
        var page = Path.Combine(TestMachine.RepositoryRoot, "docs", "exports-reading.md");
        if (Environment.GetEnvironmentVariable("WRITE_DOCS") is not null)
            File.WriteAllText(page, ReadingPage);
        Assert.Equal(ReadingPage, File.ReadAllText(page));
    }

    private static string ReadingPage => """
        # Exports: the lines that read each table

        Left to guess, tools read the code `01` as the number 1 and the text `NA` as unknown. These lines say the types of every column, in
        DuckDB, pandas, R (readr) and Power Query; paths are those of the unpacked `all.zip`, here the centre's file of 2024. They are made
        from the tables' declarations; those of DuckDB and pandas are run by `tests/Exports/LayoutTests.cs`.


        """ + ReadingLines.ToMarkdown();

    [Fact]
    public void EveryColumnSaysWhatItMeansInBothLanguages() => AssertEach.All(Codebook.Rows, row =>
    {
        Assert.Matches("^[a-z][a-z0-9_]*$", row.Column.Name);
        AssertEach.All(
            new[] { row.Column.Meaning.Vietnamese, row.Column.Meaning.English, row.Column.Heading.Vietnamese, row.Column.Heading.English },
            text => Assert.True(text.Length > 1 && text.IsNormalized(), $"{row.Table.Name}.{row.Column.Name}: {text}"));
        Assert.Equal(row.Table.Columns.Count, row.Table.Columns.Select(column => column.Heading.Vietnamese).Distinct().Count());
    });

    private static string TextOf(WorkbookPart workbook, OpenCell cell) => cell.DataType?.Value == CellValues.SharedString
        ? workbook.SharedStringTablePart!.SharedStringTable!.ElementAt(
            int.Parse(cell.CellValue!.Text, System.Globalization.CultureInfo.InvariantCulture)).InnerText
        : cell.DataType?.Value == CellValues.InlineString ? cell.InlineString!.InnerText : cell.CellValue?.Text ?? "";
}
