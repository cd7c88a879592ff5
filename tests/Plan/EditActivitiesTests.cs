using System.Net;
using YouthFunctions.Calls;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Plan;

/// <summary>The calendar of large activities, as the centre keeps it.</summary>
public sealed class EditActivitiesTests(StorageFixture storage) : IClassFixture<StorageFixture>, IAsyncLifetime
{
    private TestApp _app = null!;
    private HttpClient _centre = null!;

    public async Task InitializeAsync()
    {
        _app = await TestApp.StartAsync(storage);
        _centre = await _app.SignInAsync(Role.Administrator, "VN");
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task The_shipped_calendar_is_replaced_by_what_the_centre_sends_in_the_order_of_days()
    {
        var shipped = await (await _centre.GetAsync("/api/activities/2024")).JsonAsync();
        var put = await _centre.SendJsonAsync(HttpMethod.Put, "/api/activities/2024", """
            {"activities":[
              {"name":{"vietnamese":"Ngày hội","english":"Festival"},"from":"2024-11-05","to":"2024-11-06","indicators":["trees-planted"]},
              {"name":{"vietnamese":"Mùa hè xanh","english":"Green summer"},"from":"2024-08-01","to":"2024-08-31","indicators":[]}]}
            """);
        var reporter = await _app.SignInAsync(Role.Reporter, "01-001");
        var read = await (await reporter.GetAsync("/api/activities/2024")).JsonAsync();

        Assert.Contains(
            shipped.GetProperty("activities").EnumerateArray(),
            element => element.GetProperty("name").GetProperty("english").GetString()!.Contains("Lý Tự Trọng", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal(
            ["Mùa hè xanh", "Ngày hội"],
            read.GetProperty("activities").EnumerateArray()
                .Select(element => element.GetProperty("name").GetProperty("vietnamese").GetString()));
    }

    [Fact]
    public async Task Every_fault_is_named_and_only_the_centre_may_set_it()
    {
        var wrong = await _centre.SendJsonAsync(HttpMethod.Put, "/api/activities/2024", """
            {"activities":[
              {"name":{"vietnamese":" ","english":"x"},"from":"2023-01-01","to":"2022-01-01","indicators":["trees-planted","nothing"]}]}
            """);
        var province = await _app.SignInAsync(Role.Administrator, "01");
        var forbidden = await province.SendJsonAsync(HttpMethod.Put, "/api/activities/2024", """{"activities":[]}""");

        Assert.Equal(
            ["/activities/0/from activity.year", "/activities/0/indicators/1 indicator.unknown", "/activities/0/name activity.name",
                "/activities/0/to activity.days"],
            (await wrong.FaultsAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        foreach (var (body, place) in new[]
        {
            ("""{"activities":[null]}""", "/activities/0"), ("""{"activities":null}""", "/activities"),
            ("""{"activities":[{"name":null,"from":"2024-01-01","to":"2024-01-01","indicators":[]}]}""", "/activities/0/name"),
        })
        {
            using var nothing = await _centre.SendJsonAsync(HttpMethod.Put, "/api/activities/2024", body);
            Assert.Equal(HttpStatusCode.BadRequest, nothing.StatusCode);
            Assert.Equal([$"{place} malformed"], await nothing.FaultsAsync());
        }

        Assert.Equal(HttpStatusCode.NotFound, (await _centre.GetAsync("/api/activities/1999")).StatusCode);
    }
}
