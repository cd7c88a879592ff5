using System.Net;
using System.Text.Json;
using YouthFunctions.Calls;
using YouthFunctions.Catalog;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Access;

/// <summary>What the table says of each function's callers is what happens, for every route, role and unit.</summary>
public sealed class AccessScopeTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static readonly Role[] Roles = [Role.Reporter, Role.Leader, Role.Analyst, Role.Administrator];

    /// <summary>Functions on the caller's own sub-tree to which no unit is named.</summary>
    private static readonly string[] WithoutUnit =
    [
        "GetExports", "GetData", "GetExportChanges", "GetExportFile", "VerifyYear", "GetCalendar", "ListKeys", "GetAudit",
        "ShowAdministration",
        "RotateKey", "RevokeKey", "SignOutPhone", "BeginReminders", "EndReminders", "RecomputeRollups", "SearchUnits", "ShowCollecting",
        "ShowDownloads", "ShowKeys", "ShowCalendar", "ChangeKey", "ShowHistory",
        "SubmitHistory", // its units stand in a file: FileDeskTests
    ];

    [Fact]
    public void Every_function_says_whose_it_is_and_how_its_changes_are_kept()
    {
        foreach (var function in FunctionTable.Http)
        {
            Assert.Equal(function.Roles == Role.None, function.Scope == AccessScope.Anonymous);
            Assert.Equal(function.Route.Contains("{unit}", StringComparison.Ordinal), function.Scope == AccessScope.Unit);
            Assert.Equal(function.Method == "GET", function.Audit == AuditMode.None);
            Assert.True(function.Scope != AccessScope.Shared || function.Method == "GET", function.Name);
        }
    }

    [Fact]
    public async Task Every_route_refuses_whom_the_table_refuses_and_nobody_else()
    {
        await using var app = await TestApp.StartAsync(storage);
        foreach (var role in Roles)
        {
            using var centre = await app.SignInAsync(role, "VN");
            using var province = await app.SignInAsync(role, "79");
            foreach (var function in FunctionTable.Http.Where(function => function.Scope != AccessScope.Anonymous))
            {
                if (!IsFor(role, function) || function.Scope != AccessScope.Country) // what the centre may, AuditTests do
                    await AssertAsync(function, centre, role, "VN", isRefused: false);
                foreach (var (unit, isMissing) in new[] { ("79", false), ("79-760", false), ("01", true), ("VN", true), ("99999", true),
                    ("x", true) })
                    if (function.Scope == AccessScope.Unit || unit == "79")
                        await AssertAsync(function, province, role, unit, function.Scope == AccessScope.Country
                            || (function.Scope == AccessScope.Unit && isMissing));
            }
        }
    }

    [Fact]
    public async Task Every_function_that_is_told_a_unit_refuses_one_that_is_not_within_reach()
    {
        Assert.Equal(
            FunctionTable.Http.Where(function => function.Scope == AccessScope.Caller).Select(function
                => function.Name).Order(StringComparer.Ordinal),
            Requests.ByUnit.Keys.Concat(WithoutUnit).Order(StringComparer.Ordinal));
        await using var app = await TestApp.StartAsync(storage);
        using var province = await app.SignInAsync(Role.Administrator, "79");
        foreach (var (name, (query, type, body)) in Requests.ByUnit)
        {
            var function = FunctionTable.Http.Single(httpFunction => httpFunction.Name == name);
            foreach (var unit in new[] { "79", "79-760", "01", "01-001", "99999", "VN" })
            {
                var path = Requests.PathOf(function, "") + query.Replace("{0}", Uri.EscapeDataString(unit), StringComparison.Ordinal);
                using var answer = await province.SendAsync(Requests.Of(function, path, type, body.Replace("{0}", unit,
                    StringComparison.Ordinal)));
                var text = await answer.Content.ReadAsStringAsync();
                var isOwn = unit.StartsWith("79", StringComparison.Ordinal);
                Assert.True(
                    isOwn
                        ? (int)answer.StatusCode < 400
                        : answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest,
                    $"{name} of {unit}: {answer.StatusCode} {text[..Math.Min(text.Length, 500)]}");
            }
        }
    }

    [Fact]
    public async Task A_districts_administrator_changes_nothing_of_the_country_or_of_others()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        using var district = await app.SignInAsync(Role.Administrator, "79-760");
        const string history = "unit,indicator,year,month,amount\n01,trees-planted,2022,1,{0}\n79-760,trees-planted,2022,1,{0}\n";
        var load = FunctionTable.Http.Single(function => function.Name == "LoadHistory");
        (await centre.SendAsync(Requests.Of(load, "api/history", "text/csv", history.Replace("{0}", "5",
            StringComparison.Ordinal)))).EnsureSuccessStatusCode();
        using var foreign = await district.SendAsync(Requests.Of(load, "api/history", "text/csv", history.Replace("{0}", "9",
            StringComparison.Ordinal)));
        using var own = await district.SendAsync(Requests.Of(load, "api/history", "text/csv",
            "unit,indicator,year,month,amount\n79-760,trees-planted,2022,1,7\n"));
        var rollups = await centre.GetStringAsync("/api/rollups/VN?year=2022&indicator=trees-planted");

        Assert.Equal(["line 2 history.unit.unknown"], await foreign.FaultsAsync());
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        using var document = JsonDocument.Parse(rollups);
        var country = document.RootElement.GetProperty("unit").GetProperty("indicators")[0].GetProperty("yearToDate").ToString();
        Assert.Contains("12", country, StringComparison.Ordinal);
        foreach (var function in FunctionTable.Http.Where(function => function.Scope == AccessScope.Country))
        {
            using var answer = await district.SendAsync(Requests.Of(function, Requests.PathOf(function, "")));
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_provinces_administrator_recomputes_its_own_sums_and_sees_no_jobs()
    {
        await using var app = await TestApp.StartAsync(storage);
        using var province = await app.SignInAsync(Role.Administrator, "79");
        (await province.SendJsonAsync(HttpMethod.Post, "/api/reports",
            """{"unit":"79-760","period":"2024-05","values":{"trees-planted":{"amount":5}}}""")).EnsureSuccessStatusCode();
        var recomputed = await (await province.PostAsync("/api/rollups/recompute?year=2024", null)).JsonAsync();
        var rollup = await province.GetStringAsync("/api/rollups/79?year=2024&indicator=trees-planted");
        using var centre = await app.SignInAsync(Role.Administrator, "VN");
        var (page, whole) = (await province.GetStringAsync("/manage?year=2024&lang=en"),
            await centre.GetStringAsync("/manage?year=2024&lang=en"));

        Assert.True(recomputed.GetProperty("recomputed").GetBoolean());
        Assert.Contains("\"value\":5", rollup, StringComparison.Ordinal);
        Assert.DoesNotContain("CheckRollups", page, StringComparison.Ordinal);
        Assert.Contains("CheckRollups", whole, StringComparison.Ordinal);
        Assert.Contains("\"value\":5", await centre.GetStringAsync("/api/rollups/VN?year=2024&indicator=trees-planted"),
            StringComparison.Ordinal);
    }

    /// <summary>A unit of a call is looked up in one place, which takes the tree: nobody reads the route, or asks the tree, by
    /// himself.</summary>
    [Fact]
    public void There_is_one_way_to_a_unit_of_a_call()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "YouthFunctions.sln")))
            root = root.Parent!;
        var files = Directory.EnumerateFiles(Path.Combine(root.FullName, "functions"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !file.Contains($"{Path.DirectorySeparatorChar}Demo{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).ToArray();
        string[] Naming(string words) =>
            [.. files.Where(file => File.ReadAllText(file).Contains(words, StringComparison.Ordinal)).Select(file => Path.GetFileName(file))
                .Order(StringComparer.Ordinal)];

        Assert.Equal(["Caller.cs"], Naming(".IsWithin("));
        // Besides: the entry of the audit trail, a message, and a report's own check.
        Assert.Equal(["AuditedCalls.cs", "Call.cs", "GetRollups.cs", "SubmitReport.cs"], Naming("RouteText(\"unit\")"));
        Assert.DoesNotContain(files, file => File.ReadAllText(file).Contains("Request.Host}", StringComparison.Ordinal));
    }

    private static async Task AssertAsync(HttpFunction function, HttpClient client, Role role, string unit, bool isRefused)
    {
        using var answer = await client.SendAsync(Requests.Of(function, Requests.PathOf(function, unit)));
        var text = await answer.Content.ReadAsStringAsync();
        var said = $"{function.Name} of {unit} by {role}: {(int)answer.StatusCode} {text[..Math.Min(text.Length, 300)]}";
        Assert.True((int)answer.StatusCode < 500, said);
        if (!IsFor(role, function))
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden && text.Contains(":role\"", StringComparison.Ordinal), said);
        else if (isRefused && function.Scope == AccessScope.Country)
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden && text.Contains(":country-only\"", StringComparison.Ordinal), said);
        else if (isRefused)
            Assert.True(answer.StatusCode == HttpStatusCode.NotFound, said);
        else
            Assert.False(
                answer.StatusCode is HttpStatusCode.Unauthorized || text.Contains(":role\"", StringComparison.Ordinal)
                    || text.Contains(":country-only\"", StringComparison.Ordinal), said);
    }

    private static bool IsFor(Role role, HttpFunction function) => role == Role.Administrator || (function.Roles & role) != 0;
}
