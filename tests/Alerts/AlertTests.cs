using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using YouthFunctions.Alerts;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Hosting;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Summaries;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Alerts;

/// <summary>Alerts as JSON and as a feed.</summary>
public sealed class AlertTests(SeededSite seeded) : IClassFixture<SeededSite>
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task Alerts_tell_who_came_to_lag_and_can_be_asked_since_a_day()
    {
        var site = seeded.Site;
        using var browser = await site.SignedInAsync(Role.Leader, "02");
        using var all = JsonDocument.Parse(await browser.GetStringAsync("/api/alerts?since=2024-08-15"));
        var ids = all.RootElement.GetProperty("alerts").EnumerateArray().Select(alert => alert.GetProperty("id").GetString()!).ToArray();
        Assert.Contains("urn:youthfunctions:alert:2024:02-026:trees-planted:lagging:2024-08-15", ids);
        AssertEach.All(ids, id => Assert.StartsWith("urn:youthfunctions:alert:2024:02", id, StringComparison.Ordinal));
        Assert.Equal(ids.Length, ids.Distinct().Count());
        using var later = JsonDocument.Parse(await browser.GetStringAsync("/api/alerts?since=2024-08-16"));
        Assert.Equal(0, later.RootElement.GetProperty("alerts").GetArrayLength());
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync("/api/alerts?since=16/08/2024")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/api/alerts?unit=01")).StatusCode);
    }

    [Fact]
    public async Task The_page_of_alerts_leads_to_each_target_and_to_no_unit_outside()
    {
        using var browser = await seeded.Site.SignedInAsync(Role.Leader, "02");
        var html = await browser.GetStringAsync("/alerts?lang=vi");
        Assert.Contains("/units/02-026/indicators/trees-planted?year=2024", html, StringComparison.Ordinal);
        Assert.Contains("15/08/2024", html, StringComparison.Ordinal);
        Assert.Contains("/api/alerts.atom?year=2024&amp;unit=02", html, StringComparison.Ordinal);
        Assert.DoesNotContain("/units/01", html, StringComparison.Ordinal);
        Assert.Contains("Which targets changed", await browser.GetStringAsync("/alerts?lang=en"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/alerts?unit=01")).StatusCode);
    }

    [Fact]
    public void What_is_on_track_again_is_told_as_recovered_and_what_always_was_is_not()
    {
        var plan = PlanFiles.Read(OrganisationFolder.Shipped, []).Plans[2024];
        var trees = new IndicatorForecast
        {
            Indicator = IndicatorCode.Parse("trees-planted"),
            Status = TargetStatus.OnTrack,
            Since = new DateOnly(2024, 9, 10),
            Before = TargetStatus.Lagging,
            YearToDate = 900,
            Target = 1000,
            Projection = new YearEndProjection(1100, "trees") { Probability = 0.9 },
        };
        Assert.True(trees.IsNoteworthy);
        Assert.False((trees with { Before = null }).IsNoteworthy);

        var alert = Alert.From(
            new StatusChange(UnitCode.Parse("02"), trees), UnitRegister.Shipped(OrganisationFolder.Shipped).TreeOf(2024), plan)!;

        Assert.Equal("urn:youthfunctions:alert:2024:02:trees-planted:onTrack:2024-09-10", alert.Id);
        Assert.Equal("Tỉnh Hà Giang: Cây xanh được trồng mới – trở lại đúng tiến độ (90% khả năng đạt)", alert.Title.Vietnamese);
    }

    [Fact]
    public async Task At_the_centre_districts_are_told_too_the_latest_first_and_each_with_its_reason_and_link()
    {
        using var browser = await seeded.Site.SignedInAsync(Role.Leader, "VN");
        using var all = JsonDocument.Parse(await browser.GetStringAsync("/api/alerts?year=2024"));
        var alerts = all.RootElement.GetProperty("alerts").EnumerateArray().ToArray();
        var district = alerts.First(alert => alert.GetProperty("unit").GetString() == SampleForecasts.CarriesTheGap.ToString());
        Assert.Equal("/units/02-026/indicators/trees-planted?year=2024", district.GetProperty("link").GetString());
        Assert.StartsWith(
            "Behind the same months", district.GetProperty("reason").GetProperty("english").GetString(), StringComparison.Ordinal);
        Assert.Equal(alerts.Length, alerts.Select(alert => alert.GetProperty("id").GetString()).Distinct().Count());
        var days = alerts.Select(alert => alert.GetProperty("since").GetString()).ToArray();
        Assert.Equal(days.OrderDescending(StringComparer.Ordinal), days);
        var statuses = alerts.Select(alert => alert.GetProperty("status").GetString()).ToArray();
        Assert.True(Array.LastIndexOf(statuses, "lagging") < Array.IndexOf(statuses, "atRisk"));
    }

    [Fact]
    public async Task The_feed_is_atom_with_the_same_entries()
    {
        var site = seeded.Site;
        using var browser = await site.SignedInAsync(Role.Leader, "02");
        using var answer = await browser.GetAsync("/api/alerts.atom");
        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType!.MediaType);
        var feed = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!;
        using var json = JsonDocument.Parse(await browser.GetStringAsync("/api/alerts"));
        Assert.Equal(
            json.RootElement.GetProperty("alerts").EnumerateArray().Select(alert => alert.GetProperty("id").GetString()),
            feed.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value));
        AssertEach.All(feed.Elements(Atom + "entry"), entry => Assert.NotEqual("", entry.Element(Atom + "title")!.Value));
        Assert.True(
            DateTimeOffset.TryParse(feed.Element(Atom + "updated")!.Value, System.Globalization.CultureInfo.InvariantCulture, out _));
    }

    // RFC 4287, 4.2.6: an id names one feed, and readers take two of the same id for one.
    [Fact]
    public async Task The_feeds_of_two_units_have_ids_of_their_own_whoever_reads_them()
    {
        using var centre = await seeded.Site.SignedInAsync(Role.Leader, "VN");
        using var province = await seeded.Site.SignedInAsync(Role.Leader, "02");
        Assert.Equal("urn:youthfunctions:alerts:2024:VN", await IdAsync(centre, ""));
        Assert.Equal("urn:youthfunctions:alerts:2024:02", await IdAsync(centre, "&unit=02"));
        Assert.Equal("urn:youthfunctions:alerts:2024:04", await IdAsync(centre, "&unit=04"));
        Assert.Equal("urn:youthfunctions:alerts:2024:02", await IdAsync(province, ""));

        static async Task<string> IdAsync(HttpClient browser, string query) =>
            XDocument.Parse(await browser.GetStringAsync($"/api/alerts.atom?year=2024{query}")).Root!.Element(Atom + "id")!.Value;
    }
}
