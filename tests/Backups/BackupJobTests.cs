using System.Net;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Access;
using YouthFunctions.Access.Keys;
using YouthFunctions.Backups;
using YouthFunctions.Calls;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Queues;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.House.Faults;

namespace YouthFunctions.Tests.Backups;

/// <summary>What was lost comes back from last night's copy.</summary>
public sealed class BackupJobTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static readonly IProgress<string> Silence = new Progress<string>();

    [Trait("Category", "siege")]
    [Fact]
    public async Task Restored_into_an_empty_account_it_gives_the_same_rollups_keys_targets_and_chains()
    {
        await using var app = await TestApp.StartAsync(storage, heldOpenYears: [2024], services: SmallCountry.Register);
        using var administrator = await app.SignInAsync(Role.Administrator, "VN");
        await SeedAsync(app, administrator);
        var before = await RollupsAsync(administrator);
        Assert.Contains("1204", before, StringComparison.Ordinal);
        await administrator.RunJobAsync("/api/backups/run");

        var empty = StorageFixture.NewPrefix();
        var target = Store.FromConnectionString(storage.ConnectionString, empty);
        var manifest = await new RestoreService(target)
            .RunAsync(Backups(app.Store), null, overwrite: false, Silence, CancellationToken.None);
        Assert.True(manifest.Files.Sum(file => file.Rows) > 100);
        foreach (var table in Enum.GetValues<TableName>().Except([TableName.Jobs])) // the copy's own record came after it
            Assert.Equal((await RowsAsync(app.Store, table)).Where(IsOfBefore), (await RowsAsync(target, table)).Where(IsOfBefore));

        // Nothing of the stored rollups is believed: they are thrown away and made again from the reports alone.
        await foreach (var row in target.Table(TableName.Rollups).QueryAsync<TableEntity>(select: ["PartitionKey", "RowKey"]))
            await target.Table(TableName.Rollups).DeleteEntityAsync(row, ETag.All);
        await using var other = await TestApp.StartAsync(storage, prefix: empty, heldOpenYears: [2024], services: SmallCountry.Register);
        using var same = new HttpClient { BaseAddress = other.Address };
        same.DefaultRequestHeaders.Add(Authenticator.KeyHeader, administrator.DefaultRequestHeaders.GetValues(Authenticator.KeyHeader));
        (await same.PostAsync("/api/rollups/recompute?year=2024", null)).EnsureSuccessStatusCode();
        Assert.Equal(before, await RollupsAsync(same));
        Assert.Equal(
            await administrator.GetStringAsync("/api/targets/01?year=2024"), await same.GetStringAsync("/api/targets/01?year=2024"));
        Assert.True(
            JsonDocument.Parse(await same.GetStringAsync("/api/years/2024/verification")).RootElement.GetProperty("isIntact").GetBoolean());
        Assert.Equal(await app.Store.Container(ContainerName.Locks).GetBlobClient("successions/2025-07-01.csv").DownloadTextAsync(),
            await target.Container(ContainerName.Locks).GetBlobClient("successions/2025-07-01.csv").DownloadTextAsync());
        Assert.Equal("code,name,parent\n95,Tỉnh Mới,VN\n", await same.GetStringAsync("/api/unit-trees/2027-01"));
        Assert.Equal("old_code,new_code,share\n",
            await target.Container(ContainerName.Locks).GetBlobClient("successions/2027-01-01.csv").DownloadTextAsync());
    }

    // The entry of the copy in the audit trail is begun before it and completed after it.
    private static bool IsOfBefore(string row) => !row.Contains("RunBackup", StringComparison.Ordinal);

    [Trait("Category", "siege")]
    [Fact]
    public async Task Whichever_call_its_process_dies_at_the_backup_is_whole_in_the_end_and_none_before()
    {
        var (prefix, line) = (StorageFixture.NewPrefix(), new FaultTransport());
        await using var app = await TestApp.StartAsync(storage, prefix: prefix, heldOpenYears: [2024], services: all =>
        {
            SmallCountry.Register(all);
            all.AddSingleton(line.Store(storage, prefix)).AddSingleton(new PollerOptions(false, TimeSpan.Zero, AtOnce: 0));
        });
        using var administrator = await app.SignInAsync(Role.Administrator, "VN");
        await SeedAsync(app, administrator);
        var moments = 0;
        for (var call = 3; ; call += 31)
        {
            app.Clock.Advance(TimeSpan.FromHours(13));
            line.Use(FaultPlan.At(call, call % 2 == 0 ? FaultKind.Crash : FaultKind.CrashAfterwards));
            await BeginAsync(app, line);
            var begun = (await new RunStore(app.Store).FindAsync("Backup", CancellationToken.None))!.Id;
            await Assert.ThrowsAsync<RestoreException>(
                () => new RestoreService(app.Store).RunAsync(Backups(app.Store), begun, true, Silence, CancellationToken.None));
            var run = await new PlayedPlatform(app.Services, app.Store, line, app.Clock).DrainAsync("Backup");
            Assert.Equal((RunPhase.Succeeded, begun), (run.Phase, run.Id));
            if (line.Faults.Count == 0)
                break;
            moments++;
        }

        Assert.InRange(moments, 5, 100);
        var id = (await Backups(app.Store).IdsAsync(CancellationToken.None))[0];
        var manifest = (await Backups(app.Store).FindAsync(id, CancellationToken.None))!;
        Assert.Equal(
            Enum.GetValues<TableName>().Cast<TableName?>(),
            manifest.Files.Select(file => file.Table).Where(table => table is not null).Distinct());
        Assert.Equal(manifest.Files.Count, manifest.Files.DistinctBy(file => file.Name).Count());
        var target = storage.NewStore();
        await new RestoreService(target).RunAsync(Backups(app.Store), manifest.Id, overwrite: false, Silence, CancellationToken.None);
        foreach (var table in new[] { TableName.Reports, TableName.Rollups, TableName.Keys, TableName.Plans, TableName.Audit })
            Assert.Equal(await RowsAsync(app.Store, table), await RowsAsync(target, table));
    }

    private static async Task BeginAsync(TestApp app, FaultTransport line)
    {
        var start = new TimerRun(app.Clock.GetUtcNow(), false);
        while (true)
        {
            try
            {
                await app.Services.GetRequiredService<BackupJob>().Run(start, CancellationToken.None);
                return;
            }
            catch (Exception error) when (ProcessDiedException.IsCauseOf(error))
            {
                line.Revive();
            }
        }
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task A_damaged_backup_and_a_table_with_rows_are_refused_before_anything_is_written()
    {
        await using var app = await TestApp.StartAsync(storage, heldOpenYears: [2024], services: SmallCountry.Register);
        using var administrator = await app.SignInAsync(Role.Administrator, "VN");
        await SeedAsync(app, administrator);
        await administrator.RunJobAsync("/api/backups/run");
        var backups = Backups(app.Store);
        var refused = await Assert.ThrowsAsync<RestoreException>(
            () => new RestoreService(app.Store).RunAsync(backups, null, false, Silence, CancellationToken.None));
        Assert.Contains("--overwrite", refused.Message, StringComparison.Ordinal);

        var id = (await backups.IdsAsync(CancellationToken.None)).Single();
        var files = (await backups.FindAsync(id, CancellationToken.None))!.Files;
        var name = files.Single(file => file.Name.StartsWith("Rollups_2024.", StringComparison.Ordinal)).Name;
        var blob = backups.Blob(id, name);
        var bytes = (await blob.DownloadContentAsync()).Value.Content.ToArray();
        bytes[bytes.Length / 2] ^= 1;
        await blob.UploadAsync(new BinaryData(bytes), overwrite: true);
        var target = storage.NewStore();
        var damaged = await Assert.ThrowsAsync<RestoreException>(
            () => new RestoreService(target).RunAsync(backups, id, false, Silence, CancellationToken.None));
        Assert.Contains($"{name} is damaged", damaged.Message, StringComparison.Ordinal);
        Assert.Empty(await RowsAsync(target, TableName.Reports));
        await Assert.ThrowsAsync<RestoreException>(
            () => new RestoreService(target).RunAsync(backups, "20200101T000000Z", false, Silence, CancellationToken.None));
    }

    [Fact]
    public async Task A_part_that_runs_twice_at_once_leaves_a_backup_that_can_be_restored()
    {
        await using var app = await TestApp.StartAsync(storage, services: SmallCountry.Register);
        var keys = app.Services.GetRequiredService<KeyStore>();
        await AddKeyAsync("of-before");
        await app.Store.Container(ContainerName.Locks).GetBlobClient("successions/2025-07-01.csv")
            .UploadAsync(BinaryData.FromString("before,after\n"), overwrite: true);
        var (job, start) = (app.Services.GetRequiredService<BackupJob>(), app.Clock.GetUtcNow());
        JobPart[] parts = [new(Table: nameof(TableName.Keys)), new(Dataset: "successions")];
        var run = new JobRun("Backup", BackupStore.CreateId(start), RunPhase.Running, start, parts.Length, 0, 0, default);
        var counted = new List<PartRecord>();
        foreach (var part in parts)
            counted.Add(new PartRecord("Backup", run.Id, counted.Count, part, PartState.Done, 1, start, default)
            {
                Result = (await job.RunPartAsync(run, part, CancellationToken.None)).Result,
            });

        // The other try, which began as early, ends later and copies what is there by then.
        await AddKeyAsync("of-after");
        await app.Store.Container(ContainerName.Locks).GetBlobClient("successions/2025-07-01.csv")
            .UploadAsync(BinaryData.FromString("before,after\n01,01\n"), overwrite: true);
        foreach (var part in parts)
            await job.RunPartAsync(run, part, CancellationToken.None);
        await job.FinishAsync(run, counted, CancellationToken.None);

        var target = storage.NewStore();
        await new RestoreService(target).RunAsync(Backups(app.Store), run.Id, overwrite: false, Silence, CancellationToken.None);
        Assert.Contains(await RowsAsync(target, TableName.Keys), row => row.Contains("of-before", StringComparison.Ordinal));
        Assert.DoesNotContain(await RowsAsync(target, TableName.Keys), row => row.Contains("of-after", StringComparison.Ordinal));
        Assert.Equal("before,after\n", await target.Container(ContainerName.Locks).GetBlobClient("successions/2025-07-01.csv")
            .DownloadTextAsync());

        // What no manifest names goes with the backup.
        await Backups(app.Store).DeleteAsync(run.Id, CancellationToken.None);
        Assert.Empty(await app.Store.Container(ContainerName.Backups).GetBlobsAsync().ToArrayAsync());

        Task AddKeyAsync(string label) => keys.CreateAsync(
            Role.Reporter, YouthFunctions.Analytics.Values.UnitCode.Parse("01"), label, CancellationToken.None);
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task Backups_end_after_ninety_days()
    {
        await using var app = await TestApp.StartAsync(storage, heldOpenYears: [2024], services: SmallCountry.Register);
        foreach (var days in new[] { 0, 1, 90 })
        {
            app.Clock.Advance(TimeSpan.FromDays(days));
            await app.Services.GetRequiredService<BackupJob>().Run(new TimerRun(app.Clock.GetUtcNow(), false), CancellationToken.None);
            await app.EndOfAsync("Backup");
        }

        Assert.Equal(["20240902T020000Z", "20240604T020000Z"], await Backups(app.Store).IdsAsync(CancellationToken.None));
    }

    private static async Task SeedAsync(TestApp app, HttpClient administrator)
    {
        foreach (var (unit, trees) in new[] { ("01-001", 1200), ("01-002", 7), ("79", 31) })
            foreach (var month in new[] { 4, 5 })
            {
                using var sent = await administrator.SendJsonAsync(HttpMethod.Post, "/api/reports",
                    $$$"""{"unit":"{{{unit}}}","period":"2024-0{{{month}}}","values":{"trees-planted":{"amount":{{{trees + month}}} }"""
                        + $$$""","youth-gathered":{"numerator":1200,"denominator":2000} } }""");
                Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
            }

        using var targets = await administrator.SendJsonAsync(HttpMethod.Put, "/api/targets/01?year=2024", """{"trees-planted":500000}""");
        Assert.Equal(HttpStatusCode.OK, targets.StatusCode);
        await app.Store.Container(ContainerName.Locks).GetBlobClient("successions/2025-07-01.csv")
            .UploadAsync(BinaryData.FromString("before,after\n"), overwrite: true);
        using (var tree = new StringContent("code,name,parent\n95,Tỉnh Mới,VN\n", System.Text.Encoding.UTF8, "text/csv"))
            (await administrator.PutAsync("/api/unit-trees/2027-01", tree)).EnsureSuccessStatusCode();
        await administrator.RunJobAsync("/api/rollups/run");
        var keys = (KeyStore)app.Services.GetService(typeof(KeyStore))!;
        for (var key = 0; key < 120; key++) // more than a transaction takes
            await keys.CreateAsync(
                Role.Reporter, YouthFunctions.Analytics.Values.UnitCode.Parse("01"), $"key {key}", CancellationToken.None);
    }

    private static BackupStore Backups(Store store) => new(store.Container(ContainerName.Backups));

    private static string Prefix(Store store) => store.Table(TableName.Keys).Name[..^"Keys".Length];

    private static async Task<string> RollupsAsync(HttpClient client)
    {
        // Both clocks stand at the same instant, so that not one character may differ.
        var all = new List<string>();
        foreach (var unit in new[] { "VN", "01", "01-001", "79" })
            all.Add(await client.GetStringAsync($"/api/rollups/{unit}?year=2024"));
        return string.Join('\n', all);
    }

    private static async Task<string[]> RowsAsync(Store store, TableName table) =>
        await store.Table(table).QueryAsync<TableEntity>().Select(row => System.Text.Encoding.UTF8.GetString(TableLine.Write(row)))
            .ToArrayAsync();
}

internal static class BlobExtensions
{
    public static async Task<string> DownloadTextAsync(this Azure.Storage.Blobs.BlobClient blob) =>
        (await blob.DownloadContentAsync()).Value.Content.ToString();
}
