using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using YouthFunctions.Access.Keys;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Catalog;
using YouthFunctions.Hosting;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Hosting;

/// <summary>The published output behind the Azure Functions host: the test plays the host, with requests as a real one was seen to
/// send them.</summary>
public sealed class CustomHandlerTests(StorageFixture storage) : IClassFixture<StorageFixture>, IAsyncLifetime
{
    private const string TimerBody =
        """{"Data":{"timer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":"""
            + """{"Last":"2026-11-23T20:50:00+00:00","Next":"2026-11-23T20:55:00+00:00","LastUpdated":"2026-11-23T20:50:00+00:00"}"""
            + ""","IsPastDue":false}},"Metadata":{"sys":{"MethodName":"RollUp","UtcNow":"2026-11-23T20:55:00Z","RandGuid":"a"}}}""";

    private const string LateTimerBody =
        """{"Data":{"timer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":true}},"Metadata":{"sys":"""
            + """{"MethodName":"RollUp","UtcNow":"2026-11-23T20:55:00Z","RandGuid":"b"}}}""";

    private readonly string _appRoot = Directory.CreateTempSubdirectory("youthfunctions-app").FullName;

    /// <inheritdoc/>
    public Task InitializeAsync()
    {
        var configuration = AppContext.BaseDirectory.Contains("Release", StringComparison.Ordinal) ? "Release" : "Debug";
        return HandlerProcess.PublishAsync(_appRoot, "--no-build", "-c", configuration);
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        Directory.Delete(_appRoot, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task The_published_output_is_an_app_root_and_speaks_the_hosts_protocol()
    {
        foreach (var function in FunctionTable.Http.Append(Dispatcher.Unrouted))
            Assert.Equal(FunctionFiles.HostRoute(function), Binding(function.Name).GetProperty("route").GetString());
        Assert.False(Binding(Dispatcher.Unrouted.Name).TryGetProperty("methods", out _)); // which are all of them
        foreach (var function in FunctionTable.Timers)
        {
            Assert.Equal(FunctionFiles.HostSchedule(function), Binding(function.Name).GetProperty("schedule").GetString());
            var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(_appRoot, function.Name, "function.json"))).RootElement;
            Assert.Equal(
                function.Retries, file.TryGetProperty("retry", out var retry) ? retry.GetProperty("maxRetryCount").GetInt32() : 0);
        }

        foreach (var function in FunctionTable.Queues)
            Assert.Equal($"%{function.NameSetting}%", Binding(function.Name).GetProperty("queueName").GetString());

        using var handler = await StartAsync(storage.ConnectionString, StorageFixture.NewPrefix());
        using var health = await handler.Host.GetAsync(new Uri("/api/health", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        using var shut = await handler.Host.PostAsync(
            new Uri("/api/reports", UriKind.Relative), new StringContent("{}", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.Unauthorized, shut.StatusCode);
        Assert.Equal("application/problem+json", shut.Content.Headers.ContentType!.MediaType);

        foreach (var body in new[] { TimerBody, LateTimerBody, "{}" })
            Assert.Contains(
                "RollUp: Succeeded", (await AnswerAsync(handler, "RollUp", body, HttpStatusCode.OK)).GetProperty("Logs")[0].GetString(),
                StringComparison.Ordinal);
        // A message of a run that is long over is worked off; one that is none fails, and the host tries it again and gives it up.
        const string late =
            """{"Data":{"message":"\"{\\\"job\\\":\\\"Backup\\\",\\\"run\\\":\\\"x\\\",\\\"part\\\":0}\""},"Metadata":{}}""";
        Assert.Contains(
            "RunPart: Succeeded", (await AnswerAsync(handler, "RunPart", late, HttpStatusCode.OK)).GetProperty("Logs")[0].GetString(),
            StringComparison.Ordinal);
        foreach (var body in new[] { """{"Data":{"message":"\"no part\""},"Metadata":{}}""", "{}", "[]", "" })
            Assert.Contains(
                "RunPart: ",
                (await AnswerAsync(handler, "RunPart", body, HttpStatusCode.InternalServerError)).GetProperty("Logs")[0].GetString(),
                StringComparison.Ordinal);

        using var unknown = await handler.Host.SendAsync(HandlerProcess.TimerCall("NoSuchTimer", TimerBody));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task A_request_that_a_host_passes_on_is_answered_as_the_client_meant_it()
    {
        var prefix = StorageFixture.NewPrefix();
        using var handler = await StartAsync(storage.ConnectionString, prefix);
        var keys = new KeyStore(Store.FromConnectionString(storage.ConnectionString, prefix), TimeProvider.System);
        var key = await keys.CreateAsync(Role.Leader, UnitCode.Country, "test", CancellationToken.None);
        using var form = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["key"] = key.Text, ["next"] = "/units/01?year=2024" }),
            Headers = // as the proxying host sends them; a browser too old for Sec-Fetch-Site
            {
                { "X-Azure-Functions-InvocationId", "0c2e34a1-22f6-4d5c-9f5f-3f0f5f6b6a10" }, { "X-Forwarded-Host", "youth.example" },
                { "X-Forwarded-Proto", "https" },
                { "X-Forwarded-For", "203.0.113.9:51234" }, { "Origin", "https://youth.example" },
                { "traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" },
            },
        };
        form.Headers.TransferEncodingChunked = true;
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = handler.Host.BaseAddress,
        };
        using var signedIn = await client.SendAsync(form);
        Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);

        using var foreign = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["key"] = key.Text }),
            Headers = { { "X-Forwarded-Host", "youth.example" }, { "Origin", "https://elsewhere.example" } },
        };
        using var refused = await client.SendAsync(foreign);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);

        using var page = new HttpRequestMessage(HttpMethod.Head, "/scorecard?year=2024")
        {
            Headers = { { "Cookie", cookie.Split(';')[0] }, { "X-Forwarded-Host", "youth.example" } },
        };
        using var shown = await client.SendAsync(page);
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task A_timer_that_fails_is_answered_by_an_object_and_not_by_nothing()
    {
        using var handler = await StartAsync(Account($"http://127.0.0.1:{TestMachine.FreePort()}"), "");
        var answer = await AnswerAsync(handler, "RollUp", TimerBody, HttpStatusCode.InternalServerError);
        Assert.Contains("RollUp: Failed", answer.GetProperty("Logs")[0].GetString(), StringComparison.Ordinal);
        using var report = await handler.Host.GetAsync(new Uri("/api/health", UriKind.Relative));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, report.StatusCode);
    }

    [SkippableFact]
    [Trait("Category", "siege")]
    public async Task Asked_to_end_in_the_middle_of_a_timer_it_says_so_and_ends()
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no SIGTERM.");
        using var silent = new TcpListener(IPAddress.Loopback, 0); // storage that takes calls and never answers
        silent.Start();
        using var handler = await StartAsync(Account($"http://{silent.LocalEndpoint}"), "");
        var timer = AnswerAsync(handler, "RollUp", TimerBody, HttpStatusCode.ServiceUnavailable);
        using (await silent.AcceptSocketAsync())
        using (await silent.AcceptSocketAsync())
        {
            Assert.NotSame(timer, await Task.WhenAny(timer, Task.Delay(TimeSpan.FromMilliseconds(500))));
            var ended = handler.TerminateAsync();
            Assert.Contains("RollUp: Stopped", (await timer).GetProperty("Logs")[0].GetString(), StringComparison.Ordinal);
            Assert.Equal(0, await ended.WaitAsync(TimeSpan.FromSeconds(15)));
        }
    }

    [Theory]
    [Trait("Category", "siege")]
    [InlineData("true")] // as the Bicep sets it for the host, whose environment the handler inherits
    [InlineData("false")]
    public async Task Callers_without_a_key_are_told_apart_by_the_address_that_the_host_hands_on(string isEnabled)
    {
        using var handler = await StartAsync(
            storage.ConnectionString, StorageFixture.NewPrefix(), ("ASPNETCORE_FORWARDEDHEADERS_ENABLED", isEnabled),
            ("RateLimit__PerMinute", "1"), ("RateLimit__Burst", "2"));
        foreach (var client in new[] { "203.0.113.9", "203.0.113.10:51234" })
        {
            var statuses = new List<HttpStatusCode>();
            for (var i = 0; i < 3; i++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, "/api/plans/2024")
                {
                    Headers = { { "X-Forwarded-For", client } },
                };
                using var answer = await handler.Host.SendAsync(request);
                statuses.Add(answer.StatusCode);
            }

            Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests], statuses);
        }
    }

    [SkippableFact]
    [Trait("Category", "siege")]
    public async Task It_ends_by_itself_when_its_host_is_killed()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Only Linux tells a process who its parent is.");
        var prefix = StorageFixture.NewPrefix();
        await Store.FromConnectionString(storage.ConnectionString, prefix).CreateMissingAsync(CancellationToken.None);
        using var host = await HandlerProcess.StartAsync(
            ["sh", "-c", $"'{Path.Combine(_appRoot, "YouthFunctions")}' & wait"], _appRoot,
            new Dictionary<string, string> { ["Storage__ConnectionString"] = storage.ConnectionString, ["Storage__Prefix"] = prefix });
        host.KillAlone();
        // A handler that went on would answer for ever.
        await Assert.ThrowsAsync<HttpRequestException>(async () =>
        {
            while (true)
            {
                (await host.Host.GetAsync(new Uri("/api/health", UriKind.Relative))).Dispose();
                await Task.Delay(TimeSpan.FromMilliseconds(200));
            }
        }).WaitAsync(TimeSpan.FromMinutes(2));
    }

    private async Task<HandlerProcess> StartAsync(string connectionString, string prefix, params (string Name, string Value)[] more)
    {
        if (prefix.Length > 0)
            await Store.FromConnectionString(connectionString, prefix).CreateMissingAsync(CancellationToken.None);
        var executable = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_appRoot, "host.json")))
            .RootElement.GetProperty("customHandler").GetProperty("description").GetProperty("defaultExecutablePath").GetString()!;
        return await HandlerProcess.StartAsync(
            [Path.Combine(_appRoot, executable)], _appRoot,
            more.Append(("Storage__ConnectionString", connectionString)).Append(("Storage__Prefix", prefix))
                .ToDictionary(setting => setting.Item1, setting => setting.Item2));
    }

    private JsonElement Binding(string function) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(_appRoot, function, "function.json"))).RootElement.GetProperty("bindings")[0]
            .Clone();

    // What the host needs of an answer: the status, and a JSON object that it can read Logs from.
    private static async Task<JsonElement> AnswerAsync(HandlerProcess handler, string timer, string body, HttpStatusCode expected)
    {
        using var answer = await handler.Host.SendAsync(HandlerProcess.TimerCall(timer, body));
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(JsonValueKind.Object, json.GetProperty("Outputs").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.GetProperty("ReturnValue").ValueKind);
        return json;
    }

    private static string Account(string endpoint) =>
        $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={Convert.ToBase64String(new byte[64])};BlobEndpoint="
            + $"{endpoint}/devstoreaccount1;TableEndpoint={endpoint}/devstoreaccount1;";
}
