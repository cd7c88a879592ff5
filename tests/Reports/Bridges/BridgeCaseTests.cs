using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Reports.Bridges;

/// <summary>What other systems' senders reported as misheard (<c>Data/cases</c>), each with what is right, and more of its kind.</summary>
public sealed class BridgeCaseTests(StorageFixture storage) : NationalSenderTests(storage)
{
    private static string Case(string path) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reports", "Data", "cases", path));

    private async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(string bridge, string json, string query = "")
    {
        var response = await Sender.SendJsonAsync(HttpMethod.Post, $"/api/bridges/{bridge}{query}", json);
        return (response.StatusCode, await response.JsonAsync());
    }

    private async Task<string?> ValuesAsync(string unit, string month = "2024-05")
    {
        var response = await Sender.GetAsync($"/api/reports/{unit}/{month}");
        return response.StatusCode == HttpStatusCode.NotFound ? null : (await response.JsonAsync()).GetProperty("values").GetRawText();
    }

    private static string[] Faults(JsonElement body) =>
    [
        .. body.GetProperty("results").EnumerateArray().Where(row => row.TryGetProperty("errors", out _))
            .SelectMany(row => row.GetProperty("errors").EnumerateArray())
            .Select(error => $"{error.GetProperty("pointer")} {error.GetProperty("code")}"),
    ];

    [Fact]
    public async Task A_repeat_group_is_never_dropped()
    {
        var (status, body) = await SendAsync("kobo", Case("01-kobo-repeat-group-lost/in.json"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal(["/plantings field.repeat"], Faults(body));
        Assert.Null(await ValuesAsync("02"));
    }

    [Fact]
    public async Task Nested_groups_are_read_as_flattened_ones()
    {
        var (status, _) = await SendAsync("kobo", Case("02-odk-central-nested/odata.json"));
        var (wrapped, _) = await SendAsync("kobo", Case("02-odk-central-nested/webhook.json"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (status, wrapped));
        Assert.Equal(
            """{"trees-planted":{"amount":120},"volunteer-turns":{"amount":300},"youth-introduced-to-jobs":{"amount":7}}""",
            await ValuesAsync("04"));
        Assert.Equal("""{"trees-planted":{"amount":120},"volunteer-turns":{"amount":300}}""", await ValuesAsync("04", "2024-06"));
    }

    [Theory]
    [InlineData(
        """{"unit":"06","period":"2024-05","day":{"trees_planted":5},"night":{"trees_planted":7}}""",
        "/night/trees_planted field.duplicate")]
    [InlineData(
        """{"unit":"06","period":"2024-05","day/trees_planted":"5","night/trees_planted":"5"}""", "/night~1trees_planted field.duplicate")]
    [InlineData("""{"unit":"06","period":"2024-05","trees_planted":5,"trees_planted":7}""", "/trees_planted member.duplicate")]
    [InlineData("""{"unit":"06","period":"2024-05","trees_planted":5,"tres_planted":7}""", "/tres_planted field.unmapped")]
    [InlineData("""{"unit":"06","period":"2024-05","trees_planted":[5,7]}""", "/trees_planted member.type")]
    [InlineData("""{"unit":"06","period":"2024-05","trees_planted":true}""", "/trees_planted member.type")]
    [InlineData("""{"unit":"06","a":{"period":"2024-05"},"b":{"period":"2024-06"},"trees_planted":5}""", "/b/period field.duplicate")]
    [InlineData(
        """{"unit":"06","period":"2024-05","trees_planted":5,"visits@odata.navigationLink":"Submissions('u')/visits"}""",
        "/visits@odata.navigationLink field.not-expanded")]
    [InlineData(
        """{"type":"submission.create","extra":1,"data":{"unit":"06","period":"2024-05","trees_planted":5}}""", "/extra field.unmapped")]
    public async Task What_is_not_understood_is_named_where_theSender_wrote_it(string submission, string fault)
    {
        var (status, body) = await SendAsync("kobo", submission, "?mode=all-or-nothing");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal([fault], Faults(body));
        Assert.Null(await ValuesAsync("06"));
    }

    [Fact]
    public async Task System_fields_and_attachments_are_left_out_by_rule_however_many_there_are()
    {
        var submission = new StringBuilder("""
            {"_id":9001,"formhub/uuid":"a","__version__":"v","start":"2024-06-02T08:00:00","meta/instanceID":"uuid:1",
            "_status":"submitted_via_web","_geolocation":[null,null],
             "_validation_status":{},"unit":"08","period":"2024-05-01","photo":"tree 1.jpg","note_of_hearing":null,"trees_planted":"90"
            """);
        submission.Append(",\"_attachments\":[").AppendJoin(',', Enumerable.Range(0, 400).Select(index =>
            $$"""{"id":{{index}},"filename":"org/attachments/tree_{{index}}.jpg","download_url":"https://kobo.example/media/"""
                + $$"""original?media_file=org%2Fattachments%2Ftree_{{index}}.jpg","mimetype":"image/jpeg","instance":9001,"xform":5}"""));
        submission.Append("]}");

        var (status, _) = await SendAsync("kobo", submission.ToString());

        Assert.True(submission.Length > 64 * 1024);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("""{"trees-planted":{"amount":90}}""", await ValuesAsync("08"));
    }

    [Theory]
    [InlineData("in.json")]
    [InlineData("in2.json")]
    public async Task A_text_that_reads_in_two_ways_is_refused_with_both(string file)
    {
        var (status, body) = await SendAsync("kobo", Case($"05-kobo-dot-thousands/{file}"));
        var (stated, _) = await SendAsync("kobo", Case($"05-kobo-dot-thousands/{file}"), "?numbers=vi");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        var fault = body.GetProperty("results")[0].GetProperty("errors")[0];
        Assert.Equal("/trees_planted number.ambiguous", Faults(body)[0]);
        Assert.Contains("50000", fault.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, stated);
        Assert.Contains("""{"trees-planted":{"amount":50000}""", await ValuesAsync("10"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_value_is_none_and_takes_back_what_was_there()
    {
        await SendAsync("dhis2", Case("07-dhis2-deleted-true/in.json"));
        var first = await ValuesAsync("12");
        await SendAsync("dhis2", """{"period":"202405","orgUnit":"12","dataValues":[{"dataElement":"TREES_PLANTED","value":"5"}]}""");
        var added = await ValuesAsync("12");
        await SendAsync("dhis2", Case("07-dhis2-deleted-true/in.json"));
        var deleted = await ValuesAsync("12");
        var (_, last) = await SendAsync(
            "dhis2", """{"period":"202405","orgUnit":"12","dataValues":[{"dataElement":"VOLUNTEER_TURNS","value":"30","deleted":true}]}""");
        var (nothing, _) = await SendAsync(
            "dhis2", """{"period":"202405","orgUnit":"14","dataValues":[{"dataElement":"VOLUNTEER_TURNS","deleted":true}]}""");
        await SendAsync("dhis2", """{"period":"202405","orgUnit":"12","dataValues":[{"dataElement":"VOLUNTEER_TURNS","value":"31"}]}""");

        Assert.Equal("""{"volunteer-turns":{"amount":30}}""", first);
        Assert.Equal("""{"trees-planted":{"amount":5},"volunteer-turns":{"amount":30}}""", added);
        Assert.Equal("""{"volunteer-turns":{"amount":30}}""", deleted);
        Assert.True(last.TryGetProperty("results", out _), last.GetRawText());
        Assert.Equal(4, last.GetProperty("results")[0].GetProperty("revision").GetInt32());
        Assert.Equal(HttpStatusCode.OK, nothing);
        Assert.Null(await ValuesAsync("14"));
        Assert.Equal("""{"volunteer-turns":{"amount":31}}""", await ValuesAsync("12"));
    }

    [Fact]
    public async Task A_push_of_what_changed_keeps_the_rest()
    {
        await SendAsync("dhis2", """
            {"period":"202405","orgUnit":"15","dataValues":[{"dataElement":"TREES_PLANTED","value":"5"},{"dataElement":"YOUTH_GATHERED",
            "value":"2"},{"dataElement":"YOUTH_TOTAL","value":"4"}]}
            """);
        const string Change = """{"period":"202405","orgUnit":"15","dataValues":"""
            + """[{"dataElement":"YOUTH_GATHERED","value":"3","lastUpdated":"2024-06-02T01:00:00.000+0000"}]}""";
        var (_, changed) = await SendAsync("dhis2", Change);
        var (_, again) = await SendAsync("dhis2", Change);

        Assert.Equal(2, changed.GetProperty("results")[0].GetProperty("revision").GetInt32());
        Assert.Equal((0, 1), (again.GetProperty("stored").GetInt32(), again.GetProperty("unchanged").GetInt32()));
        Assert.Equal("""{"trees-planted":{"amount":5},"youth-gathered":{"numerator":3,"denominator":4}}""", await ValuesAsync("15"));
    }

    [Theory]
    [InlineData(
        """{"period":"202405","orgUnit":"17","dataValues":[{"dataElement":"TREES_PLANTED","value":"5","categoryOptionCombo":"MALE"}]}""",
        "/dataValues/0/categoryOptionCombo field.disaggregated")]
    [InlineData(
        """{"period":"202405","orgUnit":"17","dataValues":[{"dataElement":"TREES_PLANTED","value":"5"},7]}""", "/dataValues/1 member.type")]
    [InlineData(
        """{"period":"202405","orgUnit":"17","dataValues":[{"dataElement":"TREES_PLANTED"}]}""", "/dataValues/0/value member.missing")]
    [InlineData(
        """{"period":"202405","orgUnit":"17","dataValues":[{"dataElement":"TREES_PLANTED","value":"5"}"""
            + """,{"dataElement":"TREES_PLANTED","value":"6"}]}""", "/dataValues/1/value field.duplicate")]
    [InlineData(
        """{"period":"202405","orgUnit":31,"dataValues":[{"dataElement":"TREES_PLANTED","value":"5"}]}""", "/orgUnit unit.zeros-lost")]
    [InlineData(
        """{"period":"2024Q2","orgUnit":"17","dataValues":[{"dataElement":"TREES_PLANTED","value":"5"}]}""", "/period period.malformed")]
    [InlineData("""{"period":"202405","orgUnit":"17","values":[]}""", "/values field.unmapped")]
    public async Task A_data_value_that_is_not_understood_is_named_and_not_passed_over(string set, string fault)
    {
        var (status, body) = await SendAsync("dhis2", set, "?mode=all-or-nothing");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains(fault, Faults(body));
        Assert.Null(await ValuesAsync("17"));
    }

    [Fact]
    public async Task A_push_of_two_hundred_districts_is_taken_at_once()
    {
        var values = Enumerable.Range(1, 200).SelectMany(index => new[] { "TREES_PLANTED", "VOLUNTEER_TURNS" }.Select(element =>
            $$"""{"dataElement":"{{element}}","period":"202405","orgUnit":"{{Districts[index]}}","categoryOptionCombo":"HllvX50cXC0","att"""
                + $$"""ributeOptionCombo":"HllvX50cXC0","value":"{{10 + index}}","storedBy":"importer","created":"2024-06-02T01:00:"""
                + $$"""00.000+0000","lastUpdated":"2024-06-02T01:00:00.000+0000","followup":false}"""));
        var push = $$"""{"dataValues":[{{string.Join(',', values)}}]}""";

        var (status, body) = await SendAsync("dhis2", push);

        Assert.True(push.Length > 64 * 1024);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(200, body.GetProperty("stored").GetInt32());
        Assert.Equal("""{"trees-planted":{"amount":11},"volunteer-turns":{"amount":11}}""", await ValuesAsync(Districts[1]));
    }

    private string[] Districts => field ??=
    [
        .. App.Services.GetRequiredService<UnitRegister>().TreeOf(2024).TopDown
            .Where(unit => unit.Level == UnitLevel.District).Select(unit => unit.Code.ToString()),
    ];

    [Fact]
    public async Task Of_one_good_and_one_bad_unit_status_title_counts_and_store_agree()
    {
        var (whole, refused) = await SendAsync("dhis2", Case("13-dhis2-one-good-one-bad-unit/in.json"), "?mode=all-or-nothing");
        var before = await ValuesAsync("22");
        var (status, body) = await SendAsync("dhis2", Case("13-dhis2-one-good-one-bad-unit/in.json"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, 0), (whole, refused.GetProperty("stored").GetInt32()));
        Assert.Null(before);
        Assert.Equal((HttpStatusCode.OK, 1, 1), (status, body.GetProperty("stored").GetInt32(), body.GetProperty("refused").GetInt32()));
        Assert.Equal("1 reports stored, 0 were stored before, 1 refused.", body.GetProperty("title").GetString());
        Assert.Equal("""{"trees-planted":{"amount":40}}""", await ValuesAsync("22"));
    }

    [Fact]
    public async Task A_report_that_was_withdrawn_is_not_taken_back_by_sending_it_again()
    {
        var (first, _) = await SendAsync("kobo", Case("32-withdraw-then-send-again/in.json"));
        await Sender.SendJsonAsync(HttpMethod.Post, "/api/reports/74/2024-05/withdraw", """{"reason":"wrong unit"}""");
        var (again, body) = await SendAsync("kobo", Case("32-withdraw-then-send-again/in.json"));
        var (other, _) = await SendAsync("kobo", Case("32-withdraw-then-send-again/other.json"));
        var single = await Sender.SendJsonAsync(
            HttpMethod.Post, "/api/reports", """{"unit":"74","period":"2024-05","values":{"trees-planted":{"amount":100}}}""");
        var content = new StringContent(Case("32-withdraw-then-send-again/in.csv"), Encoding.UTF8, "text/csv");
        var file = await Sender.PostAsync("/api/reports/batch", content);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.Conflict), (first, again, other));
        Assert.Contains(
            "\"replaces\": 2", body.GetProperty("results")[0].GetProperty("errors")[0].GetProperty("detail").GetString(),
            StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (single.StatusCode, file.StatusCode));
        Assert.Equal("{}", await ValuesAsync("74"));
    }
}
