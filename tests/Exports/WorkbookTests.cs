using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using YouthFunctions.Calls;
using YouthFunctions.Exports.Tables;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Exports;

/// <summary>Every workbook that the product writes opens in what analysts and offices have: the format's own validator, pandas by
/// openpyxl without a warning, and LibreOffice.</summary>
public sealed class WorkbookTests(StorageFixture storage) : IClassFixture<StorageFixture>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("workbook-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_formats_own_validator_finds_nothing_wrong()
    {
        foreach (var path in await WriteAllAsync())
        {
            using var book = SpreadsheetDocument.Open(path, false);
            Assert.Equal("", string.Join('\n', new OpenXmlValidator().Validate(book)
                .Select(error => $"{path}{error.Part?.Uri}{error.Path?.XPath}: {error.Description}")));
        }
    }

    [SkippableFact]
    public async Task Pandas_reads_every_sheet_with_its_types()
    {
        var paths = await WriteAllAsync();
        var sheets = OtherTools.RunPython(
            _folder.FullName, [Path.Combine(AppContext.BaseDirectory, "Exports", "workbook_check.py"), .. paths])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();

        Assert.Equal(paths.Order(), sheets.Select(sheet => sheet.GetProperty("path").GetString()!).Distinct().Order());
        var rollups = sheets.Single(sheet => sheet.GetProperty("path").GetString()!.EndsWith("01.xlsx", StringComparison.Ordinal)
            && sheet.GetProperty("sheet").GetString() == "Tổng hợp");
        Assert.Equal(
            RollupTables.Rollups.Columns.Select(column => column.Heading.Vietnamese),
            rollups.GetProperty("columns").EnumerateArray().Select(name => name.GetString()));
        var kinds = rollups.GetProperty("kinds");
        Assert.Equal(
            ("datetime64[ns]", "float64", "bool", "object"),
            (kinds.GetProperty("Tháng").GetString(), kinds.GetProperty("Trong tháng").GetString(),
                kinds.GetProperty("Mô phỏng").GetString(), kinds.GetProperty("Mã đơn vị").GetString()));
        Assert.Equal("A2", rollups.GetProperty("frozen").GetString());
        Assert.True(rollups.GetProperty("sums").GetProperty("Trong tháng").GetDouble() > 0);
    }

    [Trait("Category", "siege")] // an office takes seconds to start
    [SkippableFact]
    public async Task LibreOffice_reads_the_figures_that_the_CSV_has()
    {
        await using var world = await ExportTestData.ExportedAsync(storage.NewStore());
        var manifest = await world.LatestAsync();
        var book = await world.DownloadAsync(manifest, "workbook/year=2024/01.xlsx", _folder.FullName);
        var csv = await world.DownloadAsync(manifest, "rollups/year=2024/01.csv", _folder.FullName);
        // The second sheet, as CSV in UTF-8, with values as they are and not as they are shown.
        OtherTools.RunOffice(
            _folder.FullName, "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,2",
            "--outdir", _folder.FullName, book);
        var converted = Directory.GetFiles(_folder.FullName, "workbook_*Tổng hợp*.csv").Single();
        using var duck = new DuckDb();
        var figures = new[] { "amount", "year_to_date", "expected", "reported" };
        var headings = figures.Select(name => RollupTables.Rollups.Columns.Single(column => column.Name == name).Heading.Vietnamese);
        Assert.Equal(
            duck.Query($"SELECT count(*), {string.Join(", ", figures.Select(name => $"sum({name})::DOUBLE"))} "
                + $"FROM {DuckDb.Table(csv, RollupTables.Rollups)}"),
            duck.Query($"SELECT count(*), {string.Join(", ", headings.Select(name => $"sum(\"{name}\")::DOUBLE"))} "
                + $"FROM read_csv('{converted}', sample_size = -1)"));
    }

    // The workbooks of an export, and the one to fill in.
    private async Task<string[]> WriteAllAsync()
    {
        await using var world = await ExportTestData.ExportedAsync(storage.NewStore());
        var manifest = await world.LatestAsync();
        var paths = new List<string>();
        foreach (var file in manifest.Files.Where(file => file.Format == "xlsx"))
            paths.Add(await world.DownloadAsync(manifest, file.Path, _folder.FullName));
        Assert.NotEmpty(paths);
        await using var app = await TestApp.StartAsync(storage);
        var template = Path.Combine(_folder.FullName, "template.xlsx");
        await File.WriteAllBytesAsync(template, await (await app.SignInAsync(Role.Reporter, "01")).GetByteArrayAsync(
            new Uri("/api/templates/reports.xlsx?unit=01&period=2024-05", UriKind.Relative)));
        return [.. paths, template];
    }
}
