using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Reports.Batch;
using YouthFunctions.Reports.Batch.Sheets;
using YouthFunctions.Reports.Bridges;
using YouthFunctions.Reports.Wire;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Reports.Batch;

/// <summary>What a tester from outside found: figures that stood in the wrong place and were passed over, and answers that hid
/// it.</summary>
public sealed class MisreadRowTests(StorageFixture storage) : NationalSenderTests(storage)
{
    private async Task<(HttpStatusCode Status, JsonElement Body)> BatchAsync(string text, string query = "", string type = "text/csv")
    {
        var response = await Sender.PostAsync($"/api/reports/batch{query}", new StringContent(text, Encoding.UTF8, type));
        return (response.StatusCode, await response.JsonAsync());
    }

    private async Task<JsonElement> BridgeAsync(string bridge, string json) =>
        await (await Sender.SendJsonAsync(HttpMethod.Post, $"/api/bridges/{bridge}", json)).JsonAsync();

    private static string Dhis2(string unit, string values) => $$"""{"orgUnit":"{{unit}}","period":"202405","dataValues":[{{values}}]}""";

    private static string Code(JsonElement body) =>
        body.GetProperty("results")[0].GetProperty("errors")[0].GetProperty("code").GetString()!;

    private async Task<string> ValuesAsync(string unit) =>
        (await (await Sender.GetAsync($"/api/reports/{unit}/2024-05")).JsonAsync()).GetProperty("values").GetRawText();

    [Theory]
    [InlineData("01-001;2024-05;10")]
    [InlineData("01-001,2024-05;10,")]
    [InlineData("01-001,10,")]
    [InlineData("01-001,2024-99,")]
    [InlineData("\"01-001,2024-05,10\",,")]
    public async Task A_row_whose_figure_slipped_into_another_column_is_no_blank_row(string row)
    {
        var (status, body) = await BatchAsync($"unit,period,trees-planted\n{row}\n01-002,2024-05,5\n", "?mode=all-or-nothing");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal((0, 1), (body.GetProperty("skipped").GetInt32(), body.GetProperty("refused").GetInt32()));
    }

    [Fact]
    public async Task A_second_head_with_other_columns_ends_the_table()
    {
        var (_, body) = await BatchAsync(
            "unit,period,trees-planted,volunteer-turns\n01-001,2024-05,10,20\n,,volunteer-turns,trees-planted\n01-002,2024-05,20,10\n");

        Assert.Equal((1, 2), (body.GetProperty("stored").GetInt32(), body.GetProperty("rows").GetInt32()));
    }

    [Fact]
    public async Task Half_a_ratio_is_not_deleted_and_a_value_is_not_deleted_and_sent_at_once()
    {
        await BridgeAsync(
            "dhis2", Dhis2("24", """{"dataElement":"YOUTH_GATHERED","value":"3"},{"dataElement":"YOUTH_TOTAL","value":"4"}"""));
        var half = await BridgeAsync("dhis2", Dhis2("24", """{"dataElement":"YOUTH_GATHERED","deleted":true}"""));
        var both = await BridgeAsync(
            "dhis2", Dhis2("25", """{"dataElement":"TREES_PLANTED","deleted":true},{"dataElement":"TREES_PLANTED","value":"5"}"""));
        var combination = await BridgeAsync(
            "dhis2", Dhis2("26", """{"dataElement":"TREES_PLANTED","value":"5","categoryOptionCombo":{"id":"abc"}}"""));

        Assert.Equal(("ratio.half-deleted", "field.duplicate", "member.type"), (Code(half), Code(both), Code(combination)));
        Assert.Equal("""{"youth-gathered":{"numerator":3,"denominator":4}}""", await ValuesAsync("24"));
    }

    [Fact]
    public async Task What_a_person_withdrew_no_bridge_brings_back()
    {
        await Sender.SendJsonAsync(
            HttpMethod.Post, "/api/reports", """{"unit":"27","period":"2024-05","values":{"trees-planted":{"amount":11}}}""");
        await Sender.SendJsonAsync(HttpMethod.Post, "/api/reports/27/2024-05/withdraw", """{"reason":"wrong unit"}""");

        Assert.Equal("revision.exists", Code(await BridgeAsync("dhis2", Dhis2("27", """{"dataElement":"TREES_PLANTED","value":"11"}"""))));
        Assert.Equal("{}", await ValuesAsync("27"));
    }

    // Many times over, since most of the time one comes after the other.
    [Fact]
    public async Task Two_pushes_at_once_are_both_in()
    {
        foreach (var unit in new[] { "30", "31", "33", "34", "35", "36", "37", "38", "40", "42", "44", "45" })
        {
            await BridgeAsync("dhis2", Dhis2(unit, """{"dataElement":"TREES_PLANTED","value":"1"}"""));
            var pushes = await Task.WhenAll(Enumerable.Range(0, 6).Select(index => BridgeAsync("dhis2", Dhis2(
                unit,
                index % 2 == 0
                    ? """{"dataElement":"VOLUNTEER_TURNS","value":"7"}""" : """{"dataElement":"TREES_PLANTED","value":"9"}"""))));
            var values = await ValuesAsync(unit);
            Assert.True(
                values == """{"trees-planted":{"amount":9},"volunteer-turns":{"amount":7}}""",
                $"{unit} {values}: {string.Join("; ", pushes)}");
        }
    }

    // The months of a partition are read one by one, its revisions once: another push comes between the two readings.
    [Fact]
    public async Task A_push_that_another_one_overtakes_between_two_readings_is_in()
    {
        string Push(string period, string element, int value) =>
            Dhis2("46", $$"""{"dataElement":"{{element}}","value":"{{value}}"}""").Replace("202405", period, StringComparison.Ordinal);
        SubmittedRow Turns(string period) =>
            new Dhis2DataValues(App.Services.GetRequiredService<BridgeMapping>().Dhis2, NumberStyle.Unknown)
                .Read(JsonDocument.Parse(Push(period, "VOLUNTEER_TURNS", 7)).RootElement)[0];
        async IAsyncEnumerable<SubmittedRow> Sent()
        {
            yield return Turns("202405");
            await BridgeAsync("dhis2", Push("202404", "TREES_PLANTED", 9));
            yield return Turns("202404") with { Number = 2 };
        }

        await BridgeAsync("dhis2", Push("202404", "TREES_PLANTED", 1));
        var centre = new Caller("test", Role.Reporter, UnitCode.Country)
        {
            Trees = [.. App.Services.GetRequiredService<UnitRegister>().Trees.Select(tree => tree.From)],
        };
        var outcome = await App.Services.GetRequiredService<BatchImport>().RunAsync(
            Sent, centre, new BatchOptions(IsDryRun: false, IsAllOrNothing: false, NumberStyle.Unknown), default);

        Assert.All(outcome.Rows, row => Assert.Equal(RowStatus.Stored, row.Status));
        Assert.Equal(
            """{"trees-planted":{"amount":9},"volunteer-turns":{"amount":7}}""",
            (await (await Sender.GetAsync("/api/reports/46/2024-04")).JsonAsync()).GetProperty("values").GetRawText());
    }

    [Fact]
    public async Task A_doubted_row_is_asked_about_until_it_is_confirmed()
    {
        const string File = "unit,period,trees-planted\n01-001,2024-05,90000000\n";
        var (_, first) = await BatchAsync(File);
        var (_, again) = await BatchAsync(File);
        var (_, confirmed) = await BatchAsync(File, "?confirmed=true");
        var (_, after) = await BatchAsync(File);

        JsonElement Row(JsonElement body) => body.GetProperty("results")[0];
        Assert.All(
            [first, again],
            body => Assert.Equal("value.implausible", Row(body).GetProperty("warnings")[0].GetProperty("code").GetString()));
        Assert.True(Row(confirmed).GetProperty("confirmed").GetBoolean());
        Assert.All([confirmed, after], body => Assert.False(Row(body).TryGetProperty("warnings", out _)));
    }

    [Fact]
    public async Task Endless_faults_end()
    {
        var (status, body) = await BatchAsync(string.Concat(Enumerable.Repeat("1\n", 20_000)), "?dryRun=true", "application/x-ndjson");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        var rows = body.GetProperty("results").GetArrayLength();
        Assert.InRange(rows, 1, 5_100);
        Assert.Equal(
            "file.too-many-faults", body.GetProperty("results")[rows - 1].GetProperty("errors")[0].GetProperty("code").GetString());
    }
}
