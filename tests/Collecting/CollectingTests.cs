using System.Net;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Access;
using YouthFunctions.Access.Audit;
using YouthFunctions.Access.Sessions;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Records;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Summaries;

namespace YouthFunctions.Tests.Collecting;

/// <summary>The collecting desk over HTTP, without a browser.</summary>
public sealed class CollectingTests(StorageFixture storage, CollectingSite collecting)
    : IClassFixture<StorageFixture>, IClassFixture<CollectingSite>
{
    [Theory]
    [InlineData("/collect?period=2024-08")]
    [InlineData("/collect/02/silent?period=2024-08")]
    [InlineData("/collect/02/remind?period=2024-08")]
    [InlineData("/collect/02-026/2024-08")]
    [InlineData("/search?q=dong+van")]
    public async Task A_page_asks_storage_at_most_five_times_also_on_a_fresh_instance(string path)
    {
        using var browser = await collecting.Site.SignedInAsync(Role.Reporter, "02");
        await using var fresh = await collecting.Site.AnotherInstanceAsync();
        await fresh.Services.GetRequiredService<SessionTickets>().IssueAsync("0123456789ab", default);
        fresh.Storage.Reset();
        using var answer = await browser.GetAsync(new Uri(fresh.Address, path));
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        Assert.InRange(fresh.Storage.Count, 2, 5);
    }

    [Fact]
    public async Task The_centre_sees_who_is_silent_in_the_whole_country_by_name_in_five_calls()
    {
        using var browser = await collecting.Site.SignedInAsync(Role.Leader, "VN");
        await using var fresh = await collecting.Site.AnotherInstanceAsync();
        await fresh.Services.GetRequiredService<SessionTickets>().IssueAsync("0123456789ab", default);
        fresh.Storage.Reset();
        var html = await browser.GetStringAsync(new Uri(fresh.Address, "/collect/VN/silent?period=2024-08&lang=vi"));
        Assert.InRange(fresh.Storage.Count, 2, 5);
        Assert.Contains("<li>Huyện Quản Bạ", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<li>Huyện Đồng Văn", html, StringComparison.Ordinal);
        Assert.Contains("<li>Quận Ba Đình", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_review_is_refused_for_ones_own_report_for_others_and_from_another_site()
    {
        using var browser = await collecting.Site.SignedInAsync(Role.Reporter, "02");
        async Task<HttpStatusCode> PostAsync(string path, params (string, string)[] fields)
        {
            using var answer = await browser.SendAsync(SampleSite.Form(path, fields));
            return answer.StatusCode;
        }

        const string Period = "?period=2024-08";
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync(
            "/collect/02/review" + Period, ("report", "02:1"), ("action", "confirm"), ("page", "report")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync(
            "/collect/02/review" + Period, ("report", "01-001:1"), ("action", "confirm")));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(
            "/collect/01/review" + Period, ("report", "01-001:1"), ("action", "confirm")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync(
            "/collect/02/review" + Period, ("report", "02-026:1"), ("action", "return"))); // without a note
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await PostAsync("/collect/02/review" + Period, ("action", "confirm")));
        using var foreign = SampleSite.Form("/collect/02/review" + Period, ("report", "02-026:1"), ("action", "confirm"));
        foreign.Headers.Remove("Sec-Fetch-Site");
        foreign.Headers.Add("Sec-Fetch-Site", "cross-site");
        Assert.True((int)(await browser.SendAsync(foreign)).StatusCode is 401 or 403);
        Assert.Null((await ReportAsync("02-026")).Review);
    }

    [Fact]
    public async Task What_was_corrected_meanwhile_is_left_alone_and_said()
    {
        await collecting.ReportAsync("02-032", "2024-08", 500);
        await collecting.ReportAsync("02-032", "2024-08", 510, """,  "replaces":1,"reason":"đếm lại" """);
        using var browser = await collecting.Site.SignedInAsync(Role.Reporter, "02");
        using var answer = await browser.SendAsync(SampleSite.Form(
            "/collect/02/review?period=2024-08", ("report", "02-032:1"), ("action", "confirm")));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.EndsWith("done=0&changed=1", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Null((await ReportAsync("02-032")).Review);
    }

    [Fact]
    public async Task Whose_report_was_withdrawn_is_among_the_silent()
    {
        await collecting.ReportAsync("02-035", "2024-08", 300);
        using var client = new HttpClient { BaseAddress = collecting.Site.Address };
        client.DefaultRequestHeaders.Add(Authenticator.KeyHeader, await collecting.Site.KeyAsync(Role.Reporter, "02-035"));
        using var reporter = await collecting.Site.SignedInAsync(Role.Reporter, "02");
        const string Silent = "<li>Huyện Quang Bình";
        async Task<string> SilentAsync() => await reporter.GetStringAsync("/collect/02/silent?period=2024-08");
        Assert.DoesNotContain(Silent, await SilentAsync(), StringComparison.Ordinal);
        using var withdrawn = await client.SendJsonAsync(
            HttpMethod.Post, "/api/reports/02-035/2024-08/withdraw", """{"reason":"nhầm đơn vị"}""");
        Assert.True(withdrawn.IsSuccessStatusCode, await withdrawn.Content.ReadAsStringAsync());
        Assert.Contains(Silent, await SilentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_month_of_before_a_reorganisation_does_not_name_the_years_unit_by_its_former_name()
    {
        await using var app = await TestApp.StartAsync(storage);
        await app.SetPlanAsync(2025);
        using var leader = await app.SignInAsync(Role.Leader, "VN");
        var html = await leader.GetStringAsync("/collect/00004?period=2025-03");
        Assert.Contains("Phường Ba Đình", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Phường Trúc Bạch", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_of_a_returned_report_that_are_said_to_be_right_stand_so_in_the_trail()
    {
        await collecting.ReportAsync("02-034", "2024-08", 8_000_000);
        using var browser = await collecting.Site.SignedInAsync(Role.Reporter, "02");
        foreach (var (action, note) in new[] { ("return", "đếm lại"), ("values", "") })
        {
            using var answer = await browser.SendAsync(SampleSite.Form(
                "/collect/02/review?period=2024-08", ("report", "02-034:1"), ("action", action), ("note", note)));
            Assert.EndsWith("done=1&changed=0", answer.Headers.Location?.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(ReviewState.Returned, (await ReportAsync("02-034")).Review!.State);
        var entries = await collecting.Site.Services.GetRequiredService<AuditTrail>().ReadMonthAsync(Month.Parse("2024-09"), default)
            .Where(entry => entry.Unit == UnitCode.Parse("02-034") && entry.Action.StartsWith("report.", StringComparison.Ordinal))
            .Select(entry => (entry.Action, entry.Detail)).ToListAsync();
        Assert.Equal(
            [("report.returned", "đếm lại"), ("report.values-confirmed", null)],
            entries.Where(entry => entry.Action is "report.returned" or "report.values-confirmed").Order());
    }

    private async Task<Report> ReportAsync(string unit) =>
        (await collecting.Site.Services.GetRequiredService<ReportStore>().FindAsync(UnitCode.Parse(unit), Month.Parse("2024-08"), default))!
            .Report;
}
