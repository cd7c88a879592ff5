using System.Net;
using System.Text;
using System.Text.Json;
using YouthFunctions.Analytics.Doubts;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Reports.Records;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Summaries;

namespace YouthFunctions.Tests.Reports.Rules;

/// <summary>Values out of proportion, through every door: stored, marked, shown, asked about, and confirmed.</summary>
public sealed class DoubtTests(StorageFixture storage) : IClassFixture<StorageFixture>, IAsyncLifetime
{
    private const string Commune = "00004"; // Phường Trúc Bạch, of Quận Ba Đình (01-001)
    private const string Much = """{"values":{"trees-planted":{"amount":900000}}}""";
    private TestApp _app = null!;
    private HttpClient _reporter = null!;

    public async Task InitializeAsync()
    {
        _app = await TestApp.StartAsync(storage, heldOpenYears: [2024]);
        _reporter = await _app.SignInAsync(Role.Reporter, Commune);
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_first_value_far_above_the_target_is_stored_and_asked_about()
    {
        var answer = await _reporter.SendJsonAsync(HttpMethod.Put, $"/api/reports/{Commune}/2024-05", Much);
        var warning = (await answer.JsonAsync()).GetProperty("warnings")[0];
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(
            ("/values/trees-planted", "value.implausible", "target"),
            (Text(warning, "pointer"), Text(warning, "code"), Text(warning, "reason")));
        Assert.InRange(warning.GetProperty("usualHigh").GetDecimal(), 1000, 100_000);
        Assert.Contains("target of the whole year", Text(warning, "detail"), StringComparison.Ordinal);
        Assert.Equal(warning.GetRawText(), (await CurrentAsync()).GetProperty("warnings")[0].GetRawText());
    }

    [Fact]
    public async Task Each_month_of_a_consistent_exaggeration_is_doubted_until_months_are_confirmed()
    {
        foreach (var month in new[] { "2024-04", "2024-05" })
            Assert.True((await (await _reporter.SendJsonAsync(HttpMethod.Put, $"/api/reports/{Commune}/{month}", Much)).JsonAsync())
                .TryGetProperty("warnings", out _));
        foreach (var month in new[] { "2024-04", "2024-05" })
            Assert.False((await (await _reporter.SendJsonAsync(HttpMethod.Put, $"/api/reports/{Commune}/{month}", Confirmed(Much)))
                .JsonAsync()).TryGetProperty("warnings", out _));
        var june = await (await _reporter.SendJsonAsync(HttpMethod.Put, $"/api/reports/{Commune}/2024-06", Much)).JsonAsync();
        Assert.False(june.TryGetProperty("warnings", out _));
    }

    [Fact]
    public async Task A_unit_above_confirms_for_the_sender_and_who_did_is_kept()
    {
        await _reporter.SendJsonAsync(HttpMethod.Put, $"/api/reports/{Commune}/2024-05", Much);
        using var above = await _app.SignInAsync(Role.Leader, "01-001");
        var returned = await above.SendJsonAsync(
            HttpMethod.Post, $"/api/reports/{Commune}/2024-05/return", """{"revision":1,"note":"xem lại"}""");
        Assert.True((await returned.JsonAsync()).TryGetProperty("warnings", out _));
        var confirmed = await above.SendJsonAsync(HttpMethod.Post, $"/api/reports/{Commune}/2024-05/confirm", """{"revision":1}""");
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        var shown = await CurrentAsync();
        Assert.False(shown.TryGetProperty("warnings", out _));
        Assert.Equal(Text(shown.GetProperty("review"), "by"), Text(shown.GetProperty("confirmation"), "by"));
    }

    [Fact]
    public async Task A_correction_is_only_asked_about_what_is_new_in_it()
    {
        await _reporter.SendJsonAsync(HttpMethod.Put, $"/api/reports/{Commune}/2024-05", Confirmed(Much));
        var more = await (await _reporter.SendJsonAsync(HttpMethod.Put, $"/api/reports/{Commune}/2024-05",
            """{"replaces":1,"reason":"thêm","values":{"trees-planted":{"amount":900000},"ideas-supported":{"amount":3}}}""")).JsonAsync();
        Assert.False(more.TryGetProperty("warnings", out _));
        var other = await (await _reporter.SendJsonAsync(HttpMethod.Put, $"/api/reports/{Commune}/2024-05",
            """{"replaces":2,"reason":"sai","values":{"trees-planted":{"amount":9000000}}}""")).JsonAsync();
        Assert.True(other.TryGetProperty("warnings", out _));
        var right = await (await _reporter.SendJsonAsync(HttpMethod.Put, $"/api/reports/{Commune}/2024-05",
            """{"replaces":3,"reason":"đúng","values":{"trees-planted":{"amount":900}}}""")).JsonAsync();
        Assert.False(right.TryGetProperty("warnings", out _));
    }

    [Fact]
    public async Task A_file_and_a_bridge_ask_in_the_row()
    {
        using var csv = new StringContent(
            $"unit,period,trees-planted\n{Commune},2024-04,900000\n{Commune},2024-05,900000\n", Encoding.UTF8, "text/csv");
        var rows = (await (await _reporter.PostAsync("/api/reports/batch", csv)).JsonAsync()).GetProperty("results");
        foreach (var row in rows.EnumerateArray())
        {
            Assert.Equal("stored", Text(row, "status"));
            Assert.False(row.TryGetProperty("errors", out _));
            Assert.Equal("value.implausible", Text(row.GetProperty("warnings")[0], "code"));
        }

        using var bridge = await _app.SignInAsync(Role.Reporter, "00001");
        var sent = await bridge.SendJsonAsync(HttpMethod.Post, "/api/bridges/dhis2",
            """{"period":"202405","orgUnit":"00001","dataValues":[{"dataElement":"trees-planted","value":"900000"}]}""");
        Assert.Equal("value.implausible", Text((await sent.JsonAsync()).GetProperty("results")[0].GetProperty("warnings")[0], "code"));
    }

    [Fact]
    public async Task Last_year_of_the_unit_and_of_its_siblings_speaks()
    {
        await _app.SetPlanAsync(2022);
        using var centre = await _app.SignInAsync(Role.Administrator, "VN");
        var history = new StringBuilder("unit,indicator,year,month,amount,numerator,denominator\n");
        for (var month = 1; month <= 12; month++)
            history.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{Commune},trees-planted,2023,{month},{100 + month},,\n00001,new-party-members,2023,{month},2,,\n");
        using var file = new StringContent(history.ToString(), Encoding.UTF8, "text/csv");
        Assert.Equal(HttpStatusCode.OK, (await centre.PostAsync("/api/history", file)).StatusCode);

        var own = await (await _reporter.SendJsonAsync(
            HttpMethod.Put, $"/api/reports/{Commune}/2024-05", """{"values":{"trees-planted":{"amount":1100}}}""")).JsonAsync();
        Assert.Equal("history", Text(own.GetProperty("warnings")[0], "reason"));
        var beside = await (await _reporter.SendJsonAsync(
            HttpMethod.Put, $"/api/reports/{Commune}/2024-06", """{"values":{"new-party-members":{"amount":2000}}}""")).JsonAsync();
        Assert.Equal("siblings", Text(beside.GetProperty("warnings")[0], "reason"));
    }

    [Fact]
    public async Task Doubt_costs_one_read_a_province_and_ten_minutes()
    {
        var counting = new Summaries.CountingTransport();
        await using var app = await TestApp.StartAsync(storage, counting);
        using var centre = await app.SignInAsync(Role.Reporter, "VN");
        async Task<int> CallsAsync(string unit, string month)
        {
            counting.Reset();
            var answer = await centre.SendJsonAsync(
                HttpMethod.Put, $"/api/reports/{unit}/{month}", """{"values":{"trees-planted":{"amount":7}}}""");
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            return counting.Count;
        }

        await CallsAsync("79-760", "2024-05"); // the key, the plan
        var (first, second, commune) = (await CallsAsync("01-001", "2024-05"), await CallsAsync("01-002", "2024-05"),
            await CallsAsync("00004", "2024-05"));
        // The third of a province within a minute reads what it holds, and spares those to come from reading.
        Assert.Equal((3, 2, 3), (first, second, commune));
        Assert.Equal(1, await CallsAsync("00006", "2024-05"));
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        await CallsAsync("79-761", "2024-05");
        Assert.Equal(first, await CallsAsync("01-003", "2024-05"));
    }

    [Fact]
    public void Rows_of_before_and_with_reasons_read_the_same()
    {
        var trees = IndicatorCode.Parse("trees-planted");
        Assert.Equal(
            [new ValueDoubt(trees, null), new ValueDoubt(IndicatorCode.Parse("loans"), null)], ValueDoubt.FromText("trees-planted,loans"));
        ValueDoubt[] doubts =
        [
            new(trees, new Doubt(DoubtReason.Target, 0, 14290)),
            new(IndicatorCode.Parse("loans"), new Doubt(DoubtReason.History, 1.5m, null)),
            new(IndicatorCode.Parse("youth-gathered"), new Doubt(DoubtReason.Population, 0, 5) { IsOfDenominator = true }),
            new(trees, null),
        ];
        Assert.Equal(doubts, ValueDoubt.FromText(ValueDoubt.ToText(doubts)));
        Assert.Empty(ValueDoubt.FromText(null));
    }

    private static string Confirmed(string body) => body[..^1] + ""","confirmed":true}""";

    private static string? Text(JsonElement element, string member) => element.GetProperty(member).GetString();

    private async Task<JsonElement> CurrentAsync() => await (await _reporter.GetAsync($"/api/reports/{Commune}/2024-05")).JsonAsync();
}
