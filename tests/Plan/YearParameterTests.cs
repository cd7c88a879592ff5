using System.Net;
using System.Text;
using YouthFunctions.Calls;
using YouthFunctions.Catalog;
using YouthFunctions.Tests.Access;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Plan;

/// <summary>All functions read the year of a request in one way and refuse it in the same words.</summary>
public sealed class YearParameterTests(StorageFixture storage) : IClassFixture<StorageFixture>, IAsyncLifetime
{
    // Without ?year= these look at this year, or at the latest that has a plan.
    private static readonly string[] Optional =
    [
        "GetTargets", "PutTargets", "GetRollups", "GetForecast", "GetScorecard", "ShowScorecard", "ShowHome", "ShowUnit", "ShowIndicator",
        "GetSummary", "GetAlerts", "GetAlertsFeed", "GetBriefs", "GetBrief", "ShowBrief", "ShowAdministration", "GetDueDays",
        "ShowCollecting", "ShowCollectingUnit", "ShowSilentUnits", "ShowReminders", "ShowUpload", "ShowCalendar", "ShowTargets",
        "SubmitTargets", "GetTargetsWorkbook", "ShowTargetsUpload", "SubmitTargetsUpload", "ShowAlerts", "ShowBriefs", "ShowPlan",
        "ShowPlanIndicator", "ShowActivities",
    ];

    // These change a whole year at once.
    private static readonly string[] Required = ["RemoveSimulatedReports", "AllocateTargets", "RecomputeRollups", "RemoveHistory"];

    // A year of loaded history is one without a plan, and a new plan is set for one.
    private static readonly string[] WithoutPlan = ["RemoveHistory", "PutPlan", "GetOpening", "OpenYear"];

    private readonly Dictionary<Role, HttpClient> _clients = [];
    private TestApp _app = null!;

    public async Task InitializeAsync()
    {
        _app = await TestApp.StartAsync(storage);
        foreach (var role in new[] { Role.Administrator, Role.Leader, Role.Analyst, Role.Reporter })
            _clients[role] = await _app.SignInAsync(role, "VN");
    }

    public async Task DisposeAsync()
    {
        foreach (var client in _clients.Values)
            client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_text_that_is_no_year_is_refused_by_every_function_that_reads_one_and_by_no_other()
    {
        var refused = new List<string>();
        foreach (var function in FunctionTable.Http.Where(IsSafeToSend))
        {
            using var answer = await SendAsync(function, "20x4");
            // GetData takes none, and refuses every name that it does not know.
            if (await FaultsAsync(answer) == "?year malformed" && function.Name != "GetData")
                refused.Add(function.Name);
        }

        Assert.Equal(Optional.Concat(Required).Order(StringComparer.Ordinal), refused.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_year_is_four_plain_digits_everywhere()
    {
        string[] texts =
        [
            "", "%20", "9999", "1909", "02024", "-2024", "2024.0", "99999999999", "2024&year=2025",
            "%EF%BC%92%EF%BC%90%EF%BC%92%EF%BC%94", // full-width digits
        ];
        foreach (var function in Named(Optional.Concat(Required)))
            foreach (var text in texts)
            {
                using var answer = await SendAsync(function, text);
                Assert.Equal((function.Name, text, "?year malformed"), (function.Name, text, await FaultsAsync(answer)));
            }
    }

    [Fact]
    public async Task A_year_without_a_plan_is_refused_in_the_same_words_everywhere()
    {
        foreach (var function in Named(Optional.Concat(Required).Except(WithoutPlan)))
        {
            Assert.Equal((function.Name, "404 This year has no plan."), (function.Name, await DescribeAsync(function, "2030", "en")));
            Assert.Equal(
                (function.Name, "404 Năm này chưa có chương trình công tác."),
                (function.Name, await DescribeAsync(function, "2030", "vi")));
        }
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task Without_a_year_a_reader_gets_this_year_and_a_change_of_a_whole_year_is_refused()
    {
        foreach (var function in Named(Optional))
        {
            using var asked = await SendAsync(function, "2024");
            using var left = await SendAsync(function, null);
            Assert.Equal((function.Name, asked.StatusCode), (function.Name, left.StatusCode));
            Assert.Equal((function.Name, ""), (function.Name, (await FaultsAsync(asked)) + await FaultsAsync(left)));
        }

        foreach (var function in Named(Required))
        {
            using var left = await SendAsync(function, null);
            Assert.Equal((function.Name, "?year malformed"), (function.Name, await FaultsAsync(left)));
            using var asked = await SendAsync(function, function.Name == "RemoveHistory" ? "2022" : "2024");
            Assert.Equal((function.Name, HttpStatusCode.OK), (function.Name, asked.StatusCode));
        }
    }

    [Fact]
    public async Task When_this_year_has_no_plan_the_latest_is_looked_at()
    {
        _app.Clock.SetUtcNow(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        foreach (var name in new[] { "GetTargets", "GetRollups", "GetForecast", "GetAlerts", "GetBriefs" })
        {
            using var answer = await SendAsync(FunctionTable.Http.Single(function => function.Name == name), null);
            Assert.Equal((name, 2024), (name, (await answer.JsonAsync()).GetProperty("year").GetInt32()));
        }
    }

    [Theory]
    [InlineData("20x4", true)]
    [InlineData("9999", true)]
    [InlineData("1909", true)]
    [InlineData("2030", false)]
    public async Task A_year_in_the_route_without_a_plan_is_refused_in_the_same_words(string text, bool isNoYear)
    {
        var functions = FunctionTable.Http.Where(function => function.Route.Contains("{year}", StringComparison.Ordinal))
            .Where(function => isNoYear || !WithoutPlan.Contains(function.Name)).ToArray();
        Assert.True(functions.Length >= 7);
        foreach (var function in functions)
            Assert.StartsWith("404 This year has no plan.", await DescribeAsync(function, text, "en"), StringComparison.Ordinal);
    }

    // Whatever does not write, and of what writes only what has a year in its address: nothing here may take a key away.
    private static bool IsSafeToSend(HttpFunction function) =>
        function.Method == "GET" || (Requests.Writing.TryGetValue(function.Name, out var request)
            && request.Path.Contains("year=", StringComparison.Ordinal));

    private static IEnumerable<HttpFunction> Named(IEnumerable<string> names) =>
        names.Select(name => FunctionTable.Http.Single(function => function.Name == name));

    private async Task<string> DescribeAsync(HttpFunction function, string year, string language)
    {
        using var answer = await SendAsync(function, year, language);
        return $"{(int)answer.StatusCode} {(await answer.JsonAsync()).GetProperty("detail").GetString()}";
    }

    private static async Task<string> FaultsAsync(HttpResponseMessage answer) =>
        answer.StatusCode == HttpStatusCode.BadRequest ? string.Join(", ", await answer.FaultsAsync()) : "";

    private async Task<HttpResponseMessage> SendAsync(HttpFunction function, string? year, string language = "en")
    {
        var (path, type, body) = Requests.Writing.TryGetValue(function.Name, out var writing)
            ? writing
            : (Requests.PathOf(function, "01"), null, "");
        if (function.Route.Contains("{year}", StringComparison.Ordinal))
            path = $"{function.Route.Replace("{year}", year, StringComparison.Ordinal)}?lang={language}";
        else
            path = $"{path.Split('?')[0]}?lang={language}{(year is null ? "" : $"&year={year}")}"
                + (function.Name == "AllocateTargets" ? "&basis=population" : "");
        using var request = new HttpRequestMessage(new HttpMethod(function.Method), "/" + path);
        if (type is not null)
            request.Content = new StringContent(
                body.Replace("{plan}", "{}", StringComparison.Ordinal), Encoding.UTF8, type);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        var role = _clients.Keys.FirstOrDefault(role => function.Roles.HasFlag(role), Role.Administrator);
        return await _clients[role].SendAsync(request);
    }
}
