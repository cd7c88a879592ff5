using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using YouthFunctions.Calls;
using YouthFunctions.Exports.Tables;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Exports;

/// <summary>What the page for analysts tells them to do in their first minutes is done here: its lines, as they stand.</summary>
[Trait("Category", "siege")]
public sealed class FirstMinutesTests(StorageFixture storage) : IClassFixture<StorageFixture>, IDisposable
{
    private static readonly string Page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Exports", "Data", "exports.md"));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("first-minutes-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task In_DuckDB_the_zip_becomes_a_chart()
    {
        await using var app = await StartAsync();
        using var analyst = await app.SignInAsync(Role.Analyst, "VN");
        Assert.Contains("/api/exports/latest/rollups.zip", Section("DuckDB"), StringComparison.Ordinal);
        await using (var zip = await analyst.GetStreamAsync(new Uri("/api/exports/latest/rollups.zip", UriKind.Relative)))
            await ZipFile.ExtractToDirectoryAsync(zip, _folder.FullName);
        using var duck = new DuckDb();
        duck.Query($"SET file_search_path = '{_folder.FullName}'");
        var chart = duck.Query(Block("DuckDB", "sql"));

        Assert.Equal("Thành phố Hà Nội", chart[0][0]);
        Assert.Contains('█', chart[0][^1]!);
    }

    [SkippableFact]
    public async Task In_Python_a_key_becomes_a_chart()
    {
        await using var app = await StartAsync();
        using var analyst = await app.SignInAsync(Role.Analyst, "VN");
        var script = Path.Combine(_folder.FullName, "first.py");
        await File.WriteAllTextAsync(script, "import matplotlib\nmatplotlib.use('Agg')\n" + Block("Python", "python")
            .Replace("http://localhost:7071", app.Address.ToString().TrimEnd('/'), StringComparison.Ordinal)
            .Replace(
                "os.environ[\"KEY\"]", $"\"{analyst.DefaultRequestHeaders.GetValues("X-Api-Key").Single()}\"", StringComparison.Ordinal));
        OtherTools.RunPython(_folder.FullName, script);

        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], (await File.ReadAllBytesAsync(
            Path.Combine(_folder.FullName, "trees.png")))[..4]);
    }

    [Fact]
    public async Task In_Excel_the_sheet_and_columns_are_those_that_the_page_names()
    {
        await using var app = await StartAsync();
        using var analyst = await app.SignInAsync(Role.Analyst, "VN");
        var section = Section("Excel");
        var workbook = Regex.Match(section, "api/exports/latest/(workbook/[^`\" ]+xlsx)").Groups[1].Value;
        await using var content = new MemoryStream(
            await analyst.GetByteArrayAsync(new Uri($"/api/exports/latest/{workbook}", UriKind.Relative)));
        using var book = SpreadsheetDocument.Open(content, false);
        var names = book.WorkbookPart!.Workbook!.Descendants<Sheet>().Select(sheet => sheet.Name!.Value!).ToArray();
        var headings = RollupTables.Rollups.Columns.Select(column => column.Heading.Vietnamese).ToArray();
        var named = Regex.Matches(section, "\\*\\*([^*]+)\\*\\*").Select(match => match.Groups[1].Value).ToArray();

        Assert.Contains(named[0], names);
        Assert.True(named.Length >= 4);
        Assert.All(named.Skip(1), heading => Assert.Contains(heading, headings));
        // What Power Query asks for.
        var query = Block("Excel", "powerquery");
        var path = Regex.Match(query, "RelativePath = \"([^\"]+)\"").Groups[1].Value;
        var parameters = Regex.Matches(query, "(\\w+) = \"([^\"]+)\"")
            .Where(match => match.Groups[1].Value is "unit" or "indicator" or "format")
            .Select(match => $"{match.Groups[1].Value}={match.Groups[2].Value}");
        Assert.Equal(HttpStatusCode.OK, (await analyst.GetAsync($"/{path}?{string.Join('&', parameters)}")).StatusCode);
    }

    private async Task<TestApp> StartAsync()
    {
        var app = await TestApp.StartAsync(storage, services: SmallCountry.Register, heldOpenYears: [2024]);
        using var administrator = await app.SignInAsync(Role.Administrator, "VN");
        using var reporter = await app.SignInAsync(Role.Reporter, "VN");
        foreach (var (unit, month, amount) in new[] { ("01-001", "04", 500), ("01", "05", 700), ("79", "05", 300) })
            Assert.Equal(HttpStatusCode.Created, (await reporter.SendJsonAsync(
                HttpMethod.Post, "/api/reports",
                $$"""{"unit":"{{unit}}","period":"2024-{{month}}","values":{"trees-planted":{"amount":{{amount}}} } }""")).StatusCode);
        await administrator.RunJobAsync("/api/exports/run");
        return app;
    }

    private static string Section(string tool) => Regex.Match(Page, $"### {tool}\n(.*?)\n##", RegexOptions.Singleline).Groups[1].Value;

    private static string Block(string tool, string language) =>
        Regex.Match(Section(tool), $"```{language}\n(.*?)\n```", RegexOptions.Singleline).Groups[1].Value;
}
