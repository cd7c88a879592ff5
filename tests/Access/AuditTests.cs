using System.Net;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Access;
using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Catalog;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Queues;
using YouthFunctions.Tests.Form;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Access;

/// <summary>Whatever a person changes or starts stands in the audit trail, or in the revision that it made.</summary>
public sealed class AuditTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Fact]
    [Trait("Category", "siege")]
    public async Task Every_function_that_changes_something_leaves_an_entry_of_its_caller()
    {
        var writing = FunctionTable.Http.Where(function => function.Audit == AuditMode.Entry).ToArray();
        Assert.Equal(writing.Select(function => function.Name).Order(StringComparer.Ordinal),
            Requests.Writing.Keys.Order(StringComparer.Ordinal));
        await using var app = await TestApp.StartAsync(storage, services: all =>
        {
            SmallCountry.Register(all);
            FakePushService.Register(all);
            all.AddSingleton(new PollerOptions(false, TimeSpan.Zero, AtOnce: 0)); // the backup is under way until it is cancelled
        });
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        (await centre.SendJsonAsync(HttpMethod.Post, "/api/reports",
            """{"unit":"01","period":"2024-05","values":{"trees-planted":{"amount":5}}}""")).EnsureSuccessStatusCode();
        var plan = await centre.GetStringAsync("/api/plans/2024");
        using var reader = await app.SignInAsync(Role.Administrator, "VN");
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = app.Address };
        foreach (var function in writing)
        {
            var element = await (await reader.SendJsonAsync(HttpMethod.Post, "/api/keys",
                """{"role":"reporter","unit":"01","label":"x"}""")).JsonAsync();
            var (path, type, body) = Requests.Writing[function.Name];
            if (function.Name == "CancelJob")
                await UnderWayAsync(app.Services.GetRequiredService<RunStore>());
            path = path.Replace("{key}", element.GetProperty("id").GetString(), StringComparison.Ordinal);
            if (body.Contains("{code}", StringComparison.Ordinal))
                body = body.Replace("{code}", (await InviteAsync(app))[0], StringComparison.Ordinal);
            if (body.Contains("{phone}", StringComparison.Ordinal))
                body = body.Replace("{phone}", (await app.Services.GetRequiredService<KeyStore>().CreateAsync(
                    Role.Reporter, UnitCode.Parse("01"), "x", default, isPhone: true)).Id, StringComparison.Ordinal);
            body = body.Replace("{plan}", plan, StringComparison.Ordinal).Replace("{secret}", element.GetProperty("key").GetString(),
                StringComparison.Ordinal);
            var by = function.Scope == AccessScope.Anonymous ? element.GetProperty("id").GetString() : null;
            using var answer = await (function.Scope == AccessScope.Anonymous ? browser : centre).SendAsync(
                Requests.Of(function, path, type, body));
            Assert.True((int)answer.StatusCode < 400, $"{function.Name}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            var entry = (await EntriesAsync(reader)).FirstOrDefault(entry => entry.GetProperty("function").GetString() == function.Name
                && (by is null ? entry.GetProperty("by").GetString() != KeyOf(reader) : function.Name is "SignOut" or "Enter"
                    || entry.GetProperty("by").GetString() == by));
            Assert.True(entry.ValueKind == JsonValueKind.Object, $"{function.Name} left no entry");
            Assert.Equal("done", entry.GetProperty("outcome").GetString());
        }
    }

    // A run is begun apart from the request that asks for it.
    private static async Task UnderWayAsync(RunStore runs)
    {
        for (var left = 200; left > 0 && await runs.FindAsync("Backup", default) is not { IsActive: true }; left--)
            await Task.Delay(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public async Task A_report_is_its_own_entry_and_costs_no_other()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var reporter = await app.SignInAsync(Role.Reporter, "01");
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        (await reporter.SendJsonAsync(HttpMethod.Post, "/api/reports",
            """{"unit":"01","period":"2024-05","values":{"trees-planted":{"amount":5}}}""")).EnsureSuccessStatusCode();
        (await reporter.SendJsonAsync(HttpMethod.Post, "/api/reports/01/2024-05/withdraw",
            """{"reason":"sai đơn vị"}""")).EnsureSuccessStatusCode();
        var revisions = await centre.GetStringAsync("/api/reports/01/2024-05/revisions");

        Assert.Equal(3, revisions.Split($"\"{KeyOf(reporter)}\"").Length);
        Assert.Empty(await EntriesAsync(centre));
    }

    [Trait("Category", "siege")]
    [Fact]
    public async Task What_changes_nothing_leaves_nothing()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        var import = FunctionTable.Http.Single(function => function.Name == "ImportSuccession");
        (await centre.SendAsync(Requests.Of(import, "api/successions/2025-07-01?dryRun=true", "text/csv",
            "old_code,new_code\n01,01\n"))).EnsureSuccessStatusCode();
        (await centre.PostAsync("/api/rollups/recompute?year=2024&check=true", null)).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await centre.SendJsonAsync(HttpMethod.Put, "/api/calendar/2024",
            """{"dueDay":9,"closeDay":3}""")).StatusCode);
        Assert.Empty(await EntriesAsync(centre));
    }

    [Fact]
    public async Task Without_the_beginning_of_an_entry_nothing_is_changed_and_without_its_end_the_change_is_told_as_begun()
    {
        var line = new AuditLine();
        await using var app = await TestApp.StartAsync(storage, line);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        line.LetThrough = 0;
        var refused = await centre.SendJsonAsync(HttpMethod.Put, "/api/calendar/2024", """{"dueDay":6,"closeDay":21}""");
        line.LetThrough = 1;
        var unended = await centre.SendJsonAsync(HttpMethod.Put, "/api/calendar/2024", """{"dueDay":7,"closeDay":22}""");
        line.LetThrough = int.MaxValue;
        var days = await (await centre.GetAsync("/api/calendar/2024")).JsonAsync();
        var entry = Assert.Single(await EntriesAsync(centre));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (refused.StatusCode, unended.StatusCode));
        Assert.Equal(7, days.GetProperty("dueDay").GetInt32());
        Assert.Equal(("begun", "PutCalendar"), (entry.GetProperty("outcome").GetString(), entry.GetProperty("function").GetString()));
    }

    private static Task<IReadOnlyList<string>> InviteAsync(TestApp app) => app.Services.GetRequiredService<InvitationStore>().CreateAsync(
        [new Invitation(UnitCode.Parse("01"), new Month(2024, 6), "x", app.Clock.GetUtcNow().AddDays(1), true, "test")], default);

    private static string KeyOf(HttpClient client)
        => client.DefaultRequestHeaders.GetValues(Authenticator.KeyHeader).Single().Split('-')[1];

    private static async Task<JsonElement[]> EntriesAsync(HttpClient client) =>
        [.. (await (await client.GetAsync("/api/audit")).JsonAsync()).GetProperty("entries").EnumerateArray()];

    /// <summary>Lets so many writes of the audit trail through and no more.</summary>
    private sealed class AuditLine : HttpPipelineTransport
    {
        private readonly HttpClientTransport _network = new();
        private int _left = int.MaxValue;

        public int LetThrough
        {
            set => Volatile.Write(ref _left, value);
        }

        public override Request CreateRequest() => _network.CreateRequest();

        public override void Process(HttpMessage message) => _network.Process(message);

        public override ValueTask ProcessAsync(HttpMessage message)
        {
            var isWrite = message.Request.Method != RequestMethod.Get && Text(message).Contains("Audit(",
                StringComparison.OrdinalIgnoreCase);
            if (isWrite && Interlocked.Decrement(ref _left) < 0)
                throw new RequestFailedException(403, "Injected: not allowed.");
            return _network.ProcessAsync(message);
        }

        private static string Text(HttpMessage message)
        {
            var address = Uri.UnescapeDataString(message.Request.Uri.ToString());
            if (!address.EndsWith("$batch", StringComparison.Ordinal) || message.Request.Content is not { } content)
                return address;
            using var body = new MemoryStream();
            content.WriteTo(body, default);
            return Uri.UnescapeDataString(System.Text.Encoding.UTF8.GetString(body.ToArray()));
        }
    }
}
