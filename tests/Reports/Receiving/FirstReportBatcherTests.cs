using System.Globalization;
using System.Net;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Access;
using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Receiving;
using YouthFunctions.Reports.Rules;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.House.Faults;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Reports.Receiving;

/// <summary>First reports of a busy province share what is read and written, and no rule gets weaker by it.</summary>
public sealed class FirstReportBatcherTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static readonly string[] Units = ["01-001", "01-002", "01-003", "01-004", "01-005", "01-006", "01-007", "01-008"];

    private static Task<HttpResponseMessage> PostAsync(
        HttpClient client, string unit, int trees, string period = "2024-05", string more = "") =>
        client.SendJsonAsync(HttpMethod.Post, "/api/reports", string.Create(
            CultureInfo.InvariantCulture,
            $$$"""{"unit":"{{{unit}}}","period":"{{{period}}}","values":{"trees-planted":{"yearToDate":{{{trees}}}}}{{{more}}}}"""));

    private static string[] UnitsOfHanoi(TestApp app, int count) =>
    [
        .. app.Services.GetRequiredService<UnitRegister>().TreeOf(2024).SubTree(UnitCode.Parse("01"))
            .Select(unit => unit.Code.ToString()).Take(count),
    ];

    private static async Task WarmAsync(HttpClient client, string period = "2024-01")
    {
        for (var index = 0; index <= FirstReportBatcher.BusyThreshold; index++)
            Assert.Equal(HttpStatusCode.Created, (await PostAsync(client, Units[index], 1, period)).StatusCode);
    }

    private static async Task<TableEntity[]> RowsAsync(TestApp app, string start) =>
    [
        .. (await app.Store.Table(TableName.Reports).QueryPartitionAsync("01|2024", default).ToListAsync())
            .Where(row => row.RowKey.StartsWith(start, StringComparison.Ordinal)),
    ];

    [Fact]
    public async Task In_a_busy_province_a_first_report_is_one_storage_call()
    {
        var transport = new FaultTransport();
        await using var app = await TestApp.StartAsync(storage, transport, heldOpenYears: [2024]);
        var client = await app.SignInAsync(Role.Reporter, "01");
        await WarmAsync(client);
        var before = transport.Count;

        foreach (var unit in Units)
            Assert.Equal(HttpStatusCode.Created, (await PostAsync(client, unit, 10)).StatusCode);

        Assert.Equal(Units.Length, transport.Count - before);
        Assert.Equal(Units, (await RowsAsync(app, "v")).SelectMany(RollupMark.Waiting).Select(unit => unit.ToString()).Order());
        Assert.Equal(["m|01-001", "m|01-002"], (await RowsAsync(app, "m|")).Select(row => row.RowKey)); // those before it was busy
    }

    [Fact]
    public async Task Reports_that_come_at_once_share_transactions_and_each_is_answered_for_itself()
    {
        var transport = new FaultTransport();
        await using var app = await TestApp.StartAsync(storage, transport, heldOpenYears: [2024]);
        var client = await app.SignInAsync(Role.Reporter, "01");
        await WarmAsync(client);
        var units = UnitsOfHanoi(app, 150);
        var before = transport.Count;

        var answers = await Task.WhenAll(units.Select((unit, index) => PostAsync(client, unit, index, "2024-06")));
        var again = await Task.WhenAll(units.Select((unit, index) => PostAsync(client, unit, index, "2024-06")));

        var calls = transport.Count - before;
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.All(again, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(answers.Select(answer => answer.Headers.ETag), again.Select(answer => answer.Headers.ETag));
        // Each retry reads its unit's year; the first reports took far fewer calls than there are.
        Assert.InRange(calls - units.Length, 2, units.Length / 2);
        var stored = (await RowsAsync(app, "c|")).Select(ReportEntity.FromEntity).Where(report => report.Period.Number == 6).ToArray();
        Assert.Equal(units.Order(StringComparer.Ordinal), stored.Select(report => report.Unit.ToString()).Order(StringComparer.Ordinal));
        Assert.All(stored, report => Assert.Empty(ChainCheck.Breaks([report])));
    }

    [Fact]
    public async Task The_same_report_twice_at_once_counts_once_and_another_one_is_a_conflict()
    {
        await using var app = await TestApp.StartAsync(storage, heldOpenYears: [2024]);
        var client = await app.SignInAsync(Role.Reporter, "01");
        await WarmAsync(client);

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(index => PostAsync(client, Units[5], index % 2)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(6, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Empty(await RowsAsync(app, "h|"));
    }

    [Fact]
    public async Task A_write_of_another_instance_is_seen_whichever_way_it_was_made()
    {
        var prefix = StorageFixture.NewPrefix();
        await using var app = await TestApp.StartAsync(storage, prefix: prefix, heldOpenYears: [2024]);
        await using var other = await TestApp.StartAsync(storage, prefix: prefix, heldOpenYears: [2024]);
        var client = await app.SignInAsync(Role.Reporter, "01");
        var beside = await other.SignInAsync(Role.Reporter, "01");
        await WarmAsync(client);

        // One report, a pack of the other's, and a file: none of them was read by the one that decides next.
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(beside, Units[5], 100, "2024-03")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync(client, Units[5], 50, "2024-04")).StatusCode);
        await WarmAsync(beside, "2024-02");
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(beside, Units[6], 100, "2024-03")).StatusCode);
        await WarmAsync(client, "2024-06");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync(client, Units[6], 50, "2024-04")).StatusCode);
        var file = new StringContent("unit,period,trees-planted:ytd\n01-008,2024-03,100\n", System.Text.Encoding.UTF8, "text/csv");
        var sent = await beside.PostAsync("/api/reports/batch", file);
        Assert.True(sent.StatusCode == HttpStatusCode.OK, await sent.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync(client, Units[7], 50, "2024-04")).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(client, Units[7], 150, "2024-04")).StatusCode);
    }

    [Fact]
    public async Task A_correction_in_between_is_held_against_the_next_month()
    {
        await using var app = await TestApp.StartAsync(storage, heldOpenYears: [2024]);
        var client = await app.SignInAsync(Role.Reporter, "01");
        await WarmAsync(client);

        var correction = await PostAsync(client, Units[0], 500, "2024-01", ""","replaces":1,"reason":"miscounted" """);
        Assert.Equal(HttpStatusCode.Created, correction.StatusCode);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync(client, Units[0], 400, "2024-02")).StatusCode);
    }

    [Fact]
    public async Task Reports_of_a_version_that_knows_no_version_row_are_kept_and_after_a_minute_held_against()
    {
        await using var app = await TestApp.StartAsync(storage, heldOpenYears: [2024]);
        var client = await app.SignInAsync(Role.Reporter, "01");
        await WarmAsync(client);
        var table = app.Store.Table(TableName.Reports);
        // As the version before writes, while this one has read the partition: no version row.
        var row = (await table.GetEntityAsync<TableEntity>("01|2024", "c|01-001|01")).Value;
        var old = ReportEntity.FromEntity(row) with { Unit = UnitCode.Parse(Units[6]) };
        await table.AddEntityAsync(ReportEntity.ToEntity(old, "01|2024", ReportKeys.Current(old.Unit, old.Period)));

        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(client, Units[6], 7, "2024-01")).StatusCode);
        app.Clock.Advance(FirstReportBatcher.SnapshotLifetime);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync(client, Units[6], 0, "2024-02")).StatusCode);
    }

    [Theory]
    [Trait("Category", "siege")]
    [InlineData(0.2, 11)]
    [InlineData(0.5, 12)]
    public async Task Reports_that_share_transactions_over_failing_storage_count_once_each(double failures, int seed)
    {
        var prefix = StorageFixture.NewPrefix();
        var plain = Store.FromConnectionString(storage.ConnectionString, prefix);
        await using var app = await TestApp.StartAsync(
            storage, new FaultTransport(FaultPlan.Random(seed, failures, FaultKinds.Proxy)), prefix, heldOpenYears: [2024]);
        var key = await new KeyStore(plain, TimeProvider.System).CreateAsync(Role.Reporter, UnitCode.Parse("01"), "test", default);
        using var client = new HttpClient { BaseAddress = app.Address };
        client.DefaultRequestHeaders.Add(Authenticator.KeyHeader, key.Text);
        var units = UnitsOfHanoi(app, 60);

        var statuses = await Task.WhenAll(units.Select(async (unit, index) =>
        {
            for (var tries = 0; tries < 30; tries++)
                if ((await PostAsync(client, unit, index)).StatusCode is HttpStatusCode.Created or HttpStatusCode.OK)
                    return true;
            return false;
        }));

        Assert.DoesNotContain(false, statuses);
        var rows = await plain.Table(TableName.Reports).QueryPartitionAsync("01|2024", default).ToListAsync();
        Assert.Equal(units.Length, rows.Count(row => row.RowKey.StartsWith("c|", StringComparison.Ordinal)));
        Assert.DoesNotContain(rows, row => row.RowKey.StartsWith("h|", StringComparison.Ordinal));
        var marked = rows.Where(row => row.RowKey[0] is 'm' or 'v').SelectMany(RollupMark.Waiting)
            .Select(unit => unit.ToString()).ToHashSet();
        Assert.True(marked.SetEquals(units));
    }
}
