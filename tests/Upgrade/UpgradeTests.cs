using System.Net;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using YouthFunctions.Access;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Backups;
using YouthFunctions.Reports;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Rollups;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Upgrade;

/// <summary>
/// Rows as version 964ab4e wrote them (its own program was run for the files in Data; only the two marks at the end of the
/// reports were put in by hand, since it had worked its own off): this version reads them and goes on with them.
/// </summary>
public sealed class UpgradeTests(StorageFixture storage) : IClassFixture<StorageFixture>, IAsyncLifetime
{
    // Keys of the emulator that the files come from, which is gone.
    private const string ReporterKey = "yf-fb609e76c8fc-947f7865dfc125a7e8520c0de38ccff4f7af538737d56f10439f3eff5e41828f";
    private const string AdministratorKey = "yf-3f71bcda3d50-ac52eeb3755a1fb8742da345253b0da24e8fc4c02d24187da297273d13e2b5ad";
    private readonly Dictionary<TableName, TableEntity[]> _old = [];
    private TestApp _app = null!;
    private HttpClient _reporter = null!;
    private HttpClient _administrator = null!;

    public async Task InitializeAsync()
    {
        var prefix = StorageFixture.NewPrefix();
        var store = Store.FromConnectionString(storage.ConnectionString, prefix);
        await store.CreateMissingAsync(default);
        foreach (var table in Enum.GetValues<TableName>())
        {
            var lines = await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Upgrade", "Data", $"{table}.ndjson"));
            _old[table] = [.. lines.Select(line => TableLine.Read(Encoding.UTF8.GetBytes(line)))];
            Assert.NotEmpty(_old[table]);
            foreach (var row in _old[table])
                await store.Table(table).UpsertEntityAsync(row);
        }

        _app = await TestApp.StartAsync(storage, prefix: prefix, heldOpenYears: [2024]);
        _app.Clock.Advance(TimeSpan.FromHours(8)); // the old version wrote until 09:10 UTC of the day
        (_reporter, _administrator) = (Client(ReporterKey), Client(AdministratorKey));
    }

    public async Task DisposeAsync()
    {
        _reporter.Dispose();
        _administrator.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Reports_doubts_histories_keys_and_idempotency_records_are_read()
    {
        var doubted = await JsonAsync("/api/reports/01-003/2024-05");
        Assert.Equal(["/values/trees-planted", "/values/volunteer-turns"],
            doubted.GetProperty("warnings").EnumerateArray()
                .Select(warning => warning.GetProperty("pointer").GetString()!.Replace("/amount", "", StringComparison.Ordinal)).Order());
        Assert.Equal(2, (await JsonAsync("/api/reports/01-001/2024-04/revisions")).GetProperty("revisions").GetArrayLength());
        Assert.True((await JsonAsync("/api/reports/79/2024-04")).GetProperty("isWithdrawn").GetBoolean());
        Assert.True((await JsonAsync("/api/years/2024/verification")).GetProperty("isIntact").GetBoolean());
        // Byte for byte as it was sent then: the record knows the body by its hash.
        const string First = """{"unit": "01-001", "period": "2024-03", "values": {"trees-planted": {"amount": 1000}, "volunteer-turns":"""
            + """ {"yearToDate": 500}, "youth-gathered": {"numerator": 120, "denominator": 200}}}""";
        var replayed = await _reporter.SendJsonAsync(HttpMethod.Post, "/api/reports", First, ("Idempotency-Key", "old-key-1"));
        Assert.Equal(HttpStatusCode.Created, replayed.StatusCode); // and not 200, which it would be without the record
        Assert.Contains("500000", await _administrator.GetStringAsync("/api/targets/01?year=2024"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _administrator.GetAsync("/api/forecasts/01-001?year=2024")).StatusCode);
        Assert.Contains("report.confirmed", await _administrator.GetStringAsync("/api/audit?month=2024-06"), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task They_are_corrected_rolled_up_forecast_and_backed_up()
    {
        var before = await JsonAsync("/api/rollups/01?year=2024&indicator=trees-planted"); // as the old version summed them
        Assert.Equal(90094324m, before.GetProperty("unit").GetProperty("indicators")[0].GetProperty("yearToDate").GetProperty("value")
            .GetDecimal());
        var corrected = await _reporter.SendJsonAsync(
            HttpMethod.Post, "/api/reports",
                """{"unit":"01-002","period":"2024-05","values":{"trees-planted":{"amount":90}},"replaces":1,"reason":"thừa số 0"}""");
        Assert.Equal(HttpStatusCode.Created, corrected.StatusCode);
        foreach (var job in new[] { "rollups", "forecasts", "backups" })
            await _administrator.RunJobAsync($"/api/{job}/run");
        var check = await _administrator.PostAsync("/api/rollups/recompute?year=2024&check=true", null);
        Assert.Equal(0, (await check.JsonAsync()).GetProperty("disagreed").GetInt32());
        Assert.True((await JsonAsync("/api/years/2024/verification")).GetProperty("isIntact").GetBoolean());
        Assert.Empty((await RowsAsync(TableName.Reports)).Where(row => row.RowKey[0] is 'm' or 'v').SelectMany(RollupMark.Waiting));
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task They_are_exported()
    {
        await _administrator.RunJobAsync("/api/exports/run");
        var manifest = await JsonAsync("/api/exports");
        Assert.Contains("reports/year=2024/01.csv", manifest.GetRawText(), StringComparison.Ordinal);
    }

    /// <summary>An old instance that still runs beside a new one must find what it reads in the rows that the new one writes.</summary>
    [Fact]
    [Trait("Category", "siege")]
    public async Task Rows_of_this_version_have_every_column_that_the_former_one_reads()
    {
        await _reporter.SendJsonAsync(HttpMethod.Post, "/api/reports",
            """{"unit":"01-001","period":"2024-04","values":{"trees-planted":{"amount":1400}},"replaces":2,"reason":"x"}""",
                ("Idempotency-Key", "new"));
        var written = await RowsAsync(TableName.Reports);
        foreach (var kind in new[] { "c|", "h|", "i|", "m|" })
            AssertColumns(_old[TableName.Reports].Where(row => row.RowKey.StartsWith(kind, StringComparison.Ordinal)), written
                .Where(row => row.RowKey.StartsWith(kind, StringComparison.Ordinal)));
        await _administrator.RunJobAsync("/api/rollups/run");
        await _administrator.RunJobAsync("/api/forecasts/run");
        // What awaits confirmation below a unit is a row of its own beside the forecasts, which the former version did not know; nor did it
        // do this job in parts.
        foreach (var table in new[] { TableName.Rollups, TableName.Forecasts, TableName.Jobs, TableName.Keys })
            AssertColumns(_old[table], (await RowsAsync(table)).Where(
                row => !AwaitedEntity.IsAwaited(row) && !row.PartitionKey.StartsWith("run|", StringComparison.Ordinal)));
        foreach (var row in (await RowsAsync(TableName.Rollups)).Where(row => row.ContainsKey("Total")))
        {
            var cells = Packing.Unpack<Dictionary<string, decimal?[][]>>(row.GetBinary("Total")).Values.SelectMany(months => months)
                .Where(cell => cell.Length > 0).ToArray();
            AssertEach.All(cells, cell => Assert.True(cell.Length >= 7));
        }
    }

    /// <summary>The former version takes the doubts of a row for codes with commas between them, and fails at anything else.</summary>
    [Fact]
    public async Task Doubts_of_this_version_are_read_by_the_former_one()
    {
        var sent = await _reporter
            .SendJsonAsync(HttpMethod.Post, "/api/reports",
                """{"unit":"01-003","period":"2024-05","values":{"trees-planted":{"amount":910000}},"replaces":1,"reason":"x"}""");
        Assert.True((await sent.JsonAsync()).GetProperty("warnings").GetArrayLength() > 0);
        var row = (await RowsAsync(TableName.Reports)).Single(row => row.RowKey == "c|01-003|05");
        Assert.Equal(["trees-planted"], row.GetString("Doubts").Split(',').Select(code => IndicatorCode.Parse(code).ToString()));
        Assert.Contains("trees-planted:", row.GetString("DoubtReasons"), StringComparison.Ordinal);
    }

    private static void AssertColumns(IEnumerable<TableEntity> old, IEnumerable<TableEntity> now)
    {
        // What stood in every row of the kind is what the old version counts on.
        var needed = old.Select(row => row.Where(column => column.Key is not ("odata.etag" or "Timestamp"))
            .Select(column => (column.Key, Type: column.Value.GetType())).ToHashSet())
            .Aggregate((all, row) => [.. all.Intersect(row)]);
        Assert.NotEmpty(needed);
        Assert.NotEmpty(now);
        AssertEach.All(now, row => AssertEach.All(needed, column => Assert.Equal(column.Type, row[column.Key]?.GetType())));
    }

    private async Task<TableEntity[]> RowsAsync(TableName table) => await _app.Store.Table(table).QueryAsync<TableEntity>().ToArrayAsync();

    private async Task<JsonElement> JsonAsync(string path) => await (await _administrator.GetAsync(path)).JsonAsync();

    private HttpClient Client(string key)
    {
        var client = new HttpClient { BaseAddress = _app.Address };
        client.DefaultRequestHeaders.Add(Authenticator.KeyHeader, key);
        return client;
    }
}
