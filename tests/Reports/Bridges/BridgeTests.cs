using System.Net;
using YouthFunctions.Calls;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Reports.Bridges;

public sealed class BridgeTests(StorageFixture storage) : IClassFixture<StorageFixture>, IAsyncLifetime
{
    private TestApp _app = null!;
    private HttpClient _reporter = null!;

    public async Task InitializeAsync()
    {
        _app = await TestApp.StartAsync(storage);
        _reporter = await _app.SignInAsync(Role.Reporter, "01");
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    private async Task<string> ValuesAsync(string unit) =>
        (await (await _reporter.GetAsync($"/api/reports/{unit}/2024-05")).JsonAsync()).GetProperty("values").GetRawText();

    [Fact]
    public async Task A_kobo_submission_ends_in_a_report_and_its_retry_changes_nothing()
    {
        const string Submission = """
            {"_id":17,"_uuid":"8f2c","formhub/uuid":"x","meta/instanceID":"uuid:8f2c","report/unit":"01-001","report/period":"2024-05",
             "report/trees_planted":"1200","report/youth_gathered":10,"report/youth_total":"20","_attachments":[]}
            """;
        var first = await _reporter.SendJsonAsync(HttpMethod.Post, "/api/bridges/kobo", Submission);
        var again = await (await _reporter.SendJsonAsync(HttpMethod.Post, "/api/bridges/kobo", Submission)).JsonAsync();

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(1, again.GetProperty("unchanged").GetInt32());
        Assert.Equal(
            """{"trees-planted":{"amount":1200},"youth-gathered":{"numerator":10,"denominator":20}}""", await ValuesAsync("01-001"));
    }

    [Fact]
    public async Task A_faulty_submission_is_refused_with_its_field()
    {
        var response = await _reporter.SendJsonAsync(
            HttpMethod.Post, "/api/bridges/kobo", """{"unit":"79","period":"2024-05","trees_planted":"many"}""");
        var empty = await _reporter.SendJsonAsync(HttpMethod.Post, "/api/bridges/kobo", "{}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var codes = (await response.JsonAsync()).GetProperty("results")[0].GetProperty("errors").EnumerateArray()
            .Select(error => error.GetProperty("code").GetString());
        Assert.Equal(["number.unreadable", "unit.unknown"], codes.Order());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
    }

    [Fact]
    public async Task Dhis2_data_values_become_a_report_for_each_unit_and_month()
    {
        var response = await _reporter.SendJsonAsync(HttpMethod.Post, "/api/bridges/dhis2", """
            {"dataSet":"YOUTH","period":"202405","orgUnit":"01-001","dataValues":[
              {"dataElement":"TREES_PLANTED","value":"7"},{"dataElement":"YOUTH_GATHERED","value":"1"},{"dataElement":"YOUTH_TOTAL",
              "value":"2"},
              {"dataElement":"TREES_PLANTED","orgUnit":"01-002","value":"8"},{"dataElement":"trees-planted","orgUnit":"01-003",
              "period":"202406","value":"9"}]}
            """);
        var unknown = await _reporter.SendJsonAsync(HttpMethod.Post, "/api/bridges/dhis2", """
            {"period":"202405","orgUnit":"01-004","dataValues":[{"dataElement":"NO SUCH","value":"7"}]}
            """);

        Assert.Equal(3, (await response.JsonAsync()).GetProperty("stored").GetInt32());
        Assert.Equal("""{"trees-planted":{"amount":8}}""", await ValuesAsync("01-002"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.StatusCode);
        Assert.Equal(
            "/dataValues/0/dataElement",
            (await unknown.JsonAsync()).GetProperty("results")[0].GetProperty("errors")[0].GetProperty("pointer").GetString());
    }
}
