using System.Net;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Access;
using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Forecasts;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Rollups;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Storage;
using YouthFunctions.Tests.Form;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Docs;

/// <summary>The tables of keys and of blobs in docs/storage.md are those that the product writes.</summary>
public sealed class StoragePageTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static readonly Dictionary<string, string> Forms = new()
    {
        ["province"] = @"(VN|\d\d)",
        ["unit"] = @"(VN|\d\d(-\d+)*)",
        ["year"] = @"\d{4}",
        ["month"] = @"\d\d",
        ["revision"] = @"\d{4}",
        ["hash"] = @"[0-9a-f]+",
        ["id"] = @"[0-9a-f]+",
        ["ticks"] = @"\d{19}",
        ["number"] = @"\d{6}",
        ["name"] = @"\w+",
        ["day"] = @"\d{4}-\d\d-\d\d",
        ["file"] = @"[\w.-]+",
        ["instant"] = @"\d{8}T\d{6}Z(-\d\d)?",
    };

    private sealed record Pattern(string Place, string Partition, string Row)
    {
        public bool Fits(string place, string partition, string row) => place == Place && Fits(Partition, partition) && Fits(Row, row);

        private static bool Fits(string pattern, string key) => Regex.IsMatch(key, $"^{Regex.Replace(
            Regex.Escape(pattern), @"\\\{(\w+)}", placeholder => Forms[placeholder.Groups[1].Value])}$");
    }

    [Fact]
    public void The_key_builders_make_what_the_page_says()
    {
        var (unit, month) = (UnitCode.Parse("01-001"), Month.Parse("2024-05"));
        const string Hash = "0123456789abcdef";
        var report = ReportKeys.Partition(UnitCode.Parse("01"), 2024);
        (string Table, string Partition, string Row)[] made =
        [
            ("Reports", report, ReportKeys.Current(unit, month)),
            ("Reports", report, ReportKeys.Superseded(unit, month, 3)),
            ("Reports", report, ReportKeys.Mark(unit)),
            ("Reports", report, ReportKeys.BatchMark(Hash)),
            ("Reports", report, ReportKeys.Version),
            ("Reports", ReportKeys.IdempotencyPartition, ReportKeys.Idempotency(Hash)),
            ("Rollups", RollupEntity.Partition(2024, UnitCode.Parse("01")), "01-001"),
            ("Rollups", RollupEntity.Partition(2024, null), "VN"),
            ("Rollups", RollupEntity.StatePartition(2024), "reflects"),
            ("Forecasts", AwaitedEntity.Partition(2024, UnitCode.Parse("01")), AwaitedEntity.Row),
        ];
        foreach (var (table, partition, row) in made)
            Assert.True(Tables.Count(pattern => pattern.Fits(table, partition, row)) == 1, $"{table} {partition} {row}");
        Assert.Equal(
            Tables.Where(pattern => pattern.Place == "Reports"),
            Tables.Where(pattern => made.Any(key => pattern.Fits(key.Table, key.Partition, key.Row)) && pattern.Place == "Reports"));

        // A key that is added to the builders is added above and to the page.
        var builders = typeof(ReportKeys).GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(member => member is FieldInfo || (member is MethodInfo method && method.ReturnType == typeof(string)))
            .Select(member => member.Name).Order(StringComparer.Ordinal);
        string[] known = ["BatchMark", "Current", "Idempotency", "IdempotencyPartition", "Mark", "Partition", "Superseded", "Version"];
        Assert.Equal(known, builders);
    }

    [Trait("Category", "siege")]
    [Fact]
    public async Task Every_row_and_blob_that_is_written_is_documented_and_every_documented_row_is_written()
    {
        await using var app = await TestApp.StartAsync(storage, services: FakePushService.Register);
        var rows = new HashSet<(string Table, string Partition, string Row)>();
        await WriteEverythingAsync(app, () => CollectAsync(app.Store, rows));
        Assert.Equal([], rows.Where(row => Tables.Count(pattern => pattern.Fits(row.Table, row.Partition, row.Row)) != 1));
        Assert.Equal([], Tables.Where(pattern => !rows.Any(row => pattern.Fits(row.Table, row.Partition, row.Row))));

        var blobs = new List<(string Container, string Name)>();
        foreach (var container in Enum.GetValues<ContainerName>())
            await foreach (var blob in app.Store.Container(container).GetBlobsAsync())
                blobs.Add((container.ToString().ToLowerInvariant(), blob.Name));
        Assert.NotEmpty(blobs);
        Assert.Equal([], blobs.Where(blob => Containers.Count(pattern => pattern.Fits(blob.Container, "", blob.Name)) != 1));
    }

    // A year in the life of a small country, through the API; the tables are looked at before the rollup clears its marks, and after.
    private static async Task WriteEverythingAsync(TestApp app, Func<Task> look)
    {
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        centre.Timeout = Timeout.InfiniteTimeSpan; // a job takes as long as the machine is busy
        using var keyOfUnitThatEnds = await app.SignInAsync(Role.Reporter, "02-024");
        using var anotherSuchKey = await app.SignInAsync(Role.Leader, "02-024");
        const string Report = """{"unit":"01-001","period":"2024-05","values":{"trees-planted":{"amount":1200}}}""";
        await SendAsync(HttpMethod.Post, "/api/reports", Report, ("Idempotency-Key", "once"));
        await SendAsync(HttpMethod.Put, "/api/reports/01-001/2024-05",
            """{"values":{"trees-planted":{"amount":90000000}},"replaces":1,"reason":"a slip"}"""); // doubted
        await SendAsync(HttpMethod.Post, "/api/reports/batch",
            """[{"unit":"01-002","period":"2024-05","values":{"trees-planted":{"amount":7}}},"""
            + """{"unit":"01-003","period":"2024-05","values":{"trees-planted":{"amount":7}}}]""");
        await SendTextAsync("/api/history", "unit,indicator,year,month,amount\n01,trees-planted,2023,1,5\n79,trees-planted,2023,1,7\n");
        await SendAsync(HttpMethod.Put, "/api/plans/2024", await centre.GetStringAsync("/api/plans/2024"));
        await SendAsync(HttpMethod.Post, "/api/plans/2025/open",
            """{"theme":{"vietnamese":"Năm thử","english":"Trial"},"source":"x"}""");
        await SendAsync(HttpMethod.Put, "/api/calendar/2024", """{"dueDay":6,"closeDay":22}""");
        await SendAsync(HttpMethod.Put, "/api/activities/2024", """{"activities":[]}""");
        await SendAsync(HttpMethod.Post, "/api/targets/allocate?year=2024&basis=last-year", "");
        await SendAsync(HttpMethod.Put, "/api/targets/01?year=2024", """{"trees-planted":500000}""");
        await app.Services.GetRequiredService<InvitationStore>().CreateAsync(
            [new Invitation(UnitCode.Parse("01"), new Month(2024, 6), "x", app.Clock.GetUtcNow().AddDays(1), true, "test")], default);
        using (var phone = await app.SignInAsync(Role.Reporter, "01"))
            (await phone.SendJsonAsync(HttpMethod.Post, "/report/reminders", FakePushService.Subscription)).EnsureSuccessStatusCode();
        await app.Services.GetRequiredService<PlanStore>().ChangeAsync(2024, _ => PlanChange.Simulated(true), default);
        await look();
        foreach (var job in new[] { "rollups", "forecasts", "exports", "backups" })
            (await centre.RunJobAsync($"/api/{job}/run")).Dispose();
        await SendTextAsync("/api/successions/2025-07-01?keys=end",
            await File.ReadAllTextAsync(
                Path.Combine(TestMachine.RepositoryRoot, "functions", "Plan", "Data", "succession-2025-07-01.csv")));
        using (var tree = new StringContent("code,name,parent\n01,Hà Nội,VN\n", Encoding.UTF8, "text/csv"))
            (await centre.PutAsync("/api/unit-trees/2027-01", tree)).EnsureSuccessStatusCode();
        await look();

        async Task SendAsync(HttpMethod method, string path, string json, params (string, string)[] headers)
        {
            using var answer = await centre.SendJsonAsync(method, path, json, headers);
            Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }

        async Task SendTextAsync(string path, string csv)
        {
            using var answer = await centre.PostAsync(path, new StringContent(csv, Encoding.UTF8, "text/csv"));
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        }
    }

    private static async Task CollectAsync(Store store, HashSet<(string, string, string)> rows)
    {
        foreach (var table in Enum.GetValues<TableName>())
            await foreach (var row in store.Table(table).QueryAsync<Azure.Data.Tables.TableEntity>())
                rows.Add((table.ToString(), row.PartitionKey, row.RowKey));
    }

    private static IReadOnlyList<Pattern> Tables { get; } =
    [
        .. MarkdownPage.Rows(MarkdownPage.Section("docs/storage.md", "## Tables"))
            .Select(row => new Pattern(
                MarkdownPage.Code(row[0]).Single(), MarkdownPage.Code(row[1]).Single(), MarkdownPage.Code(row[2]).Single())),
    ];

    private static IReadOnlyList<Pattern> Containers { get; } =
    [
        .. MarkdownPage.Rows(MarkdownPage.Section("docs/storage.md", "## Blobs"))
            .Select(row => new Pattern(MarkdownPage.Code(row[0]).Single(), "", MarkdownPage.Code(row[1]).Single())),
    ];
}
