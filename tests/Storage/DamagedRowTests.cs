using System.Net;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using YouthFunctions.Calls;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Storage;

/// <summary>A stored row that cannot be read is our fault and named in the log by its place; it stops neither the night's jobs
/// nor the year's verification, which name it.</summary>
public sealed class DamagedRowTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private const string Secret = "a-value-that-nobody-may-log";
    private static readonly (string Unit, string Partition, string Row) Damaged = ("01-001", "01|2024", "c|01-001|05");

    public static TheoryData<string, object?> Damages => new()
    {
        { "Values", "{\"trees-planted\":" },
        { "Values", $"{{\"{Secret}\":5}}" },
        { "Values", "{\"trees-planted\":{}}" },
        { "Values", 5 },
        { "Values", null },
        { "Unit", Secret },
        { "Period", "2024-13" },
        { "Revision", "first" },
        { "Revision", null },
        { "ReceivedUtc", Secret },
        { "Review", Secret },
        { "Doubts", "!" },
        { "IsWithdrawn", Secret },
    };

    [Theory, MemberData(nameof(Damages))]
    [Trait("Category", "siege")]
    public async Task A_damaged_report_is_500_with_its_place_in_the_log_and_is_named_by_verification_and_jobs(
        string property, object? value)
    {
        var log = new LogCollector();
        await using var app = await TestApp.StartAsync(storage, services: services => services.AddSingleton<ILoggerProvider>(log));
        using var reporter = await app.SignInAsync(Role.Reporter, "VN");
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        foreach (var unit in new[] { Damaged.Unit, "01-002", "02-024" })
            (await reporter.SendJsonAsync(HttpMethod.Post, "/api/reports", Body(unit))).EnsureSuccessStatusCode();
        await DamageAsync(app, TableName.Reports, Damaged.Partition, Damaged.Row, property, value);

        var answer = await reporter.GetAsync("/api/reports/01-001/2024-05");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains(
            log.Lines,
            line => line.Contains(Damaged.Partition, StringComparison.Ordinal) && line.Contains(Damaged.Row, StringComparison.Ordinal));

        var year = await (await centre.GetAsync("/api/years/2024/verification")).JsonAsync();
        Assert.False(year.GetProperty("isIntact").GetBoolean());
        Assert.Equal(2, year.GetProperty("reports").GetInt32());
        var named = Assert.Single(year.GetProperty("damagedRows").EnumerateArray());
        Assert.Equal((Damaged.Partition, Damaged.Row), (named.GetProperty("partition").GetString(), named.GetProperty("row").GetString()));

        using var elsewhere = await app.SignInAsync(Role.Administrator, "02");
        var theirs = await (await elsewhere.GetAsync("/api/years/2024/verification")).JsonAsync();
        Assert.True(theirs.GetProperty("isIntact").GetBoolean());

        // An export takes its time: one kind of damage shows that it goes the same way.
        foreach (var job in property == "Unit" ? new[] { "rollups", "exports" } : ["rollups"])
        {
            var run = await centre.RunJobAsync($"/api/{job}/run");
            Assert.Contains(Damaged.Row, (await run.JsonAsync()).GetProperty("summary").GetString(), StringComparison.Ordinal);
        }

        var rollup = await (await centre.GetAsync("/api/rollups/02-024?year=2024")).Content.ReadAsStringAsync();
        Assert.Contains("1200", rollup, StringComparison.Ordinal);
        Assert.DoesNotContain(log.Lines, line => line.Contains(Secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(TableName.Plans, "2024", "calendar", "Document", "/api/calendar/2024")]
    [InlineData(TableName.Rollups, "2024|01", "01-001", "Total", "/api/rollups/01-001?year=2024")]
    [InlineData(TableName.Forecasts, "2024|01", "01-001", "Forecast", "/api/forecasts/01-001?year=2024")]
    [InlineData(TableName.Audit, "2024-06", "0", "Unit", "/api/audit?month=2024-06")]
    [InlineData(TableName.Jobs, "job", "RollUp", "State", "/api/jobs")]
    public async Task Any_damaged_document_is_500_with_its_place_in_the_log(
        TableName table, string partition, string row, string property, string path)
    {
        var log = new LogCollector();
        await using var app = await TestApp.StartAsync(storage, services: services => services.AddSingleton<ILoggerProvider>(log));
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        await app.Store.Table(table)
            .UpsertEntityAsync(new TableEntity(partition, row) { [property] = new byte[] { 1, 2, 3 }, ["Year"] = 2024 });
        var answer = await centre.GetAsync(path);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains(log.Lines, line => line.Contains($"{table}, partition '{partition}', row '{row}'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_caller_sends_wrong_is_still_400_with_its_place()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        var answer = await centre.SendJsonAsync(HttpMethod.Put, "/api/calendar/2024", """{"dueDay":"five"}""");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(["/dueDay malformed"], await answer.FaultsAsync());
    }

    private static string Body(string unit) =>
        """{"unit":"UNIT","period":"2024-05","values":{"trees-planted":{"amount":1200}}}""".Replace("UNIT", unit, StringComparison.Ordinal);

    private static async Task DamageAsync(TestApp app, TableName table, string partition, string row, string property, object? value)
    {
        var entity = (await app.Store.Table(table).GetEntityAsync<TableEntity>(partition, row)).Value;
        if (value is null)
            entity.Remove(property);
        else
            entity[property] = value;
        await app.Store.Table(table).UpdateEntityAsync(entity, entity.ETag, TableUpdateMode.Replace);
    }
}
