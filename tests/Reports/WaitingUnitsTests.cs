using System.Globalization;
using System.Net;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using YouthFunctions.Access;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Backups;
using YouthFunctions.Calls;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Receiving;
using YouthFunctions.Rollups;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.House.Faults;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Reports;

/// <summary>First reports of a busy province are marked in the partition's version: no unit on it is lost or holds others up.</summary>
public sealed class WaitingUnitsTests(StorageFixture storage) : IClassFixture<StorageFixture>, IAsyncLifetime
{
    private const string Partition = "01|2024";
    private readonly FaultTransport _line = new();
    private readonly string _prefix = StorageFixture.NewPrefix();
    private TestApp _app = null!;
    private HttpClient _client = null!;

    private TableClient Table => _app.Store.Table(TableName.Reports);

    private MarkStore Marks => _app.Services.GetRequiredService<MarkStore>();

    /// <summary>The province is busy: three reports of January came, the third of them on the fast way.</summary>
    public async Task InitializeAsync()
    {
        _app = await TestApp.StartAsync(storage, _line, _prefix, heldOpenYears: [2024]);
        _client = await _app.SignInAsync(Role.Reporter, "01");
        for (var index = 1; index <= FirstReportBatcher.BusyThreshold + 1; index++)
            await PostAsync(Unit(index), 1, "2024-01");
        Assert.Equal([Unit(3)], await OnVersionAsync());
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Units_go_on_waiting_when_others_write_in_between()
    {
        await PostAsync(Unit(4), 5);
        await PostAsync(Unit(4), 6, more: ""","replaces":1,"reason":"miscounted" """);
        using var centre = await _app.SignInAsync(Role.Administrator, "VN");
        var file = new StringContent($"unit,period,trees-planted\n{Unit(5)},2024-05,7\n", System.Text.Encoding.UTF8, "text/csv");
        (await centre.PostAsync("/api/reports/batch", file)).EnsureSuccessStatusCode();

        Assert.Equal([Unit(3), Unit(4)], await OnVersionAsync());
        await RunRollupsAsync();
        Assert.Empty(await Marks.ReadAsync(UnitCode.Parse("01"), 2024, default));
        Assert.Equal(6m + 7m, await SumAsync());
    }

    [Fact]
    public async Task A_rollup_takes_off_only_what_nobody_has_changed_since_it_read()
    {
        var read = await Marks.ReadAsync(UnitCode.Parse("01"), 2024, default);
        await PostAsync(Unit(4), 5);
        await Marks.ClearAsync(read, default);
        Assert.Equal([Unit(3), Unit(4)], await OnVersionAsync());

        // Nor when the same unit, which was on the list, reported again.
        read = await Marks.ReadAsync(UnitCode.Parse("01"), 2024, default);
        await PostAsync(Unit(4), 5, "2024-04");
        await Marks.ClearAsync(read, default);
        Assert.Equal([Unit(3), Unit(4)], await OnVersionAsync());

        await Marks.ClearAsync(await Marks.ReadAsync(UnitCode.Parse("01"), 2024, default), default);
        Assert.Empty(await OnVersionAsync());
        Assert.Empty(await Marks.ReadAsync(UnitCode.Parse("01"), 2024, default));
    }

    [Fact]
    public async Task Marks_are_read_in_one_call_a_partition()
    {
        await PostAsync(Unit(4), 5);
        await Table.AddEntityAsync(new TableEntity(Partition, "v")); // the version's row before it listed units
        var before = _line.Count;
        var read = await Marks.ReadAsync(UnitCode.Parse("01"), 2024, default);
        Assert.Equal(1, _line.Count - before);
        Assert.Equal(["m|" + Unit(1), "m|" + Unit(2), ReportKeys.Version], read.Select(mark => mark.Row));
    }

    [Fact]
    public async Task After_a_rollup_the_next_first_report_does_not_read_the_partition()
    {
        await RunRollupsAsync();
        _line.Use(FaultPlan.None);

        await PostAsync(Unit(4), 5);
        await PostAsync(Unit(5), 5);

        // The version is not the one that is known; it was only cleared; so the transaction is sent again. The second report is as ever.
        Assert.Equal(["POST", "GET", "POST", "POST"], _line.Calls.Select(call => call.Split(' ')[0]));
        Assert.Contains($"RowKey='{ReportKeys.Version}'", _line.Calls[1], StringComparison.Ordinal);
        Assert.Equal([Unit(4), Unit(5)], await OnVersionAsync());
    }

    [Fact]
    public async Task After_a_rollup_a_write_of_another_instance_is_still_seen()
    {
        await using var other = await TestApp.StartAsync(storage, prefix: _prefix, heldOpenYears: [2024]);
        using var beside = await other.SignInAsync(Role.Reporter, "01");
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(beside, Unit(4), 100, "2024-03")).StatusCode);
        await RunRollupsAsync();

        var lower = await SendAsync(_client, Unit(4), 50, "2024-04", isToDate: true);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, lower.StatusCode);
    }

    [Fact]
    public async Task A_long_list_goes_into_a_mark_and_no_unit_is_lost()
    {
        var register = _app.Services.GetRequiredService<UnitRegister>();
        var units = register.TreeOf(2024).SubTree(UnitCode.Parse("01")).Select(unit => unit.Code).ToArray();
        var reports = new ReportStore(_app.Store, register, NullLogger<ReportStore>.Instance);
        var current = (await Table.GetEntityAsync<TableEntity>(Partition, $"c|{Unit(1)}|01")).Value;
        var plan = (await _app.Services.GetRequiredService<PlanStore>().FindAsync(2024, default))!.Plan;
        var (version, _) = await reports.VersionedStateAsync(Partition, plan, default);

        foreach (var chunk in units.Chunk(ReportStore.MaxRows))
        {
            version = await reports.TrySaveFirstAsync(
                [.. chunk.Select(unit => ReportEntity.FromEntity(current) with { Unit = unit, Period = new Month(2024, 6) })],
                version, default);
            Assert.NotNull(version);
            Assert.InRange(version.Units.Length, 0, PartitionVersion.UnitsAtMost);
        }

        var marks = await Marks.ReadAsync(UnitCode.Parse("01"), 2024, default);
        Assert.Contains(marks, mark => mark.Units.Count > 200 && mark.Row != ReportKeys.Version);
        Assert.Equal(units.Order(), marks.SelectMany(mark => mark.Units).Distinct().Order());
        await RunRollupsAsync();
        Assert.Empty(await Marks.ReadAsync(UnitCode.Parse("01"), 2024, default));
    }

    [Theory]
    [InlineData("no code")]
    [InlineData(5)]
    public async Task A_list_that_cannot_be_read_is_named_kept_and_stops_neither_reports_nor_other_provinces(object damage)
    {
        await Table.UpsertEntityAsync(
            new TableEntity(Partition, ReportKeys.Version) { [RollupMark.UnitsProperty] = damage }, TableUpdateMode.Merge);
        foreach (var (index, month) in new[] { (4, "05"), (5, "05"), (6, "05"), (7, "05"), (4, "06") })
            await PostAsync(Unit(index), 5, "2024-" + month);
        using var everywhere = await _app.SignInAsync(Role.Reporter, "VN");
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(everywhere, "79", 31, "2024-05")).StatusCode);

        var summary = await RunRollupsAsync();

        Assert.Contains(ReportKeys.Version, summary, StringComparison.Ordinal);
        Assert.Equal(damage, (await VersionAsync())[RollupMark.UnitsProperty]);
        Assert.Equal(20m, await SumAsync()); // they came the ordinary way, with marks of their own
        Assert.Equal(31m, await SumAsync("79"));
    }

    [Fact]
    public async Task A_unit_outside_its_place_goes_on_waiting_and_holds_no_other_up()
    {
        await PostAsync(Unit(4), 5);
        await Table.UpsertEntityAsync(
            new TableEntity(Partition, ReportKeys.Version) { [RollupMark.UnitsProperty] = $"{Unit(3)},79,{Unit(4)}" },
            TableUpdateMode.Merge);

        await RunRollupsAsync();

        Assert.Equal(5m, await SumAsync());
        Assert.Equal(["79"], await OnVersionAsync());
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task A_restore_over_what_is_there_keeps_the_units_that_wait()
    {
        using var centre = await _app.SignInAsync(Role.Administrator, "VN");
        (await centre.RunJobAsync("/api/backups/run")).EnsureSuccessStatusCode();
        await PostAsync(Unit(4), 5);

        var backups = new BackupStore(_app.Store.Container(ContainerName.Backups));
        await new RestoreService(_app.Store).RunAsync(backups, null, overwrite: true, new Progress<string>(), default);

        Assert.Equal([Unit(3), Unit(4)], await OnVersionAsync());
    }

    [Fact]
    public async Task Simulated_reports_that_are_removed_take_no_unit_off()
    {
        var row = (await Table.GetEntityAsync<TableEntity>(Partition, $"c|{Unit(3)}|01")).Value;
        row["IsSimulated"] = true;
        await Table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);

        Assert.Equal(1, await _app.Services.GetRequiredService<ReportStore>().DeleteSimulatedAsync(2024, default));

        Assert.Equal([Unit(3)], await OnVersionAsync());
        await PostAsync(Unit(3), 5, "2024-01"); // and what was known of the partition is known to have changed
    }

    private static string Unit(int index) => string.Create(CultureInfo.InvariantCulture, $"01-{index:000}");

    private static Task<HttpResponseMessage> SendAsync(
        HttpClient client, string unit, int trees, string period, string more = "", bool isToDate = false) =>
        client.SendJsonAsync(HttpMethod.Post, "/api/reports", string.Create(
            CultureInfo.InvariantCulture,
            $$$"""
            {"unit":"{{{unit}}}","period":"{{{period}}}",
            "values":{"trees-planted":{"{{{(isToDate ? "yearToDate" : "amount")}}}":{{{trees}}}}}{{{more}}}}
            """));

    private async Task PostAsync(string unit, int trees, string period = "2024-05", string more = "")
    {
        var answer = await SendAsync(_client, unit, trees, period, more);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
    }

    private async Task<string[]> OnVersionAsync() =>
        [.. RollupMark.Waiting(await VersionAsync()).Select(unit => unit.ToString())];

    private async Task<TableEntity> VersionAsync() => (await Table.GetEntityAsync<TableEntity>(Partition, ReportKeys.Version)).Value;

    private async Task<string> RunRollupsAsync()
    {
        using var centre = await _app.SignInAsync(Role.Administrator, "VN");
        var run = await centre.RunJobAsync("/api/rollups/run");
        var text = await run.Content.ReadAsStringAsync();
        Assert.True(run.StatusCode == HttpStatusCode.OK, text);
        return text;
    }

    private async Task<decimal?> SumAsync(string unit = "01")
    {
        var tree = _app.Services.GetRequiredService<UnitRegister>().TreeOf(2024);
        var row = await _app.Services.GetRequiredService<RollupStore>().FindAsync(tree, UnitCode.Parse(unit), 2024, default);
        return row!.Total[IndicatorCode.Parse("trees-planted"), 5].Amount.Numerator;
    }
}
