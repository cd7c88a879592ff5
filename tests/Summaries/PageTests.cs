using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Access.Sessions;
using YouthFunctions.Calls;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Summaries;

/// <summary>The pages and the JSON summary over HTTP, without a browser.</summary>
public sealed class PageTests(SeededSite seeded) : IClassFixture<SeededSite>
{
    [Fact]
    public async Task Home_tells_the_leader_how_the_year_stands_in_both_languages()
    {
        var site = seeded.Site;
        using var browser = await site.SignedInAsync(Role.Leader, "VN");
        var vietnamese = await browser.GetStringAsync("/");
        Assert.Contains("<html lang=\"vi\">", vietnamese);
        Assert.Contains("Cây xanh được trồng mới (95% khả năng cuối năm dưới 20 triệu cây)", vietnamese);
        Assert.Contains("Dự báo ngày 05/09/2024", vietnamese);
        Assert.Contains("hôm nay là 15/09/2024", vietnamese);
        Assert.Contains("Tỉnh Cao Bằng.", vietnamese);
        var english = await browser.GetStringAsync("/?lang=en");
        Assert.Contains("<html lang=\"en\">", english);
        Assert.Contains("Trees planted (95% likely to end below 20 million trees)", english);
        Assert.Contains("<html lang=\"en\">", await browser.GetStringAsync("/"));
    }

    [Fact]
    public async Task A_leader_sees_the_own_sub_tree_and_nothing_else()
    {
        var site = seeded.Site;
        using var browser = await site.SignedInAsync(Role.Leader, "02");
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/units/02-026")).StatusCode);
        foreach (var path in new[] { "/units/VN", "/units/01", "/units/01/indicators/trees-planted", "/api/summary/01", "/units/99" })
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(path)).StatusCode);
        Assert.DoesNotContain("href=\"/units/VN", await browser.GetStringAsync("/units/02-026"));
    }

    [Fact]
    public async Task The_json_says_what_the_page_says()
    {
        var site = seeded.Site;
        using var browser = await site.SignedInAsync(Role.Leader, "VN");
        using var json = JsonDocument.Parse(await browser.GetStringAsync("/api/summary/02?year=2024"));
        var root = json.RootElement;
        Assert.Equal("02", root.GetProperty("unit").GetString());
        Assert.Equal(19, root.GetProperty("indicators").GetArrayLength());
        Assert.Equal("trees-planted", root.GetProperty("indicators")[0].GetProperty("forecast").GetProperty("indicator").GetString());
        Assert.Equal("lagging", root.GetProperty("indicators")[0].GetProperty("forecast").GetProperty("status").GetString());
        Assert.Equal("02-026", root.GetProperty("children")[0].GetProperty("unit").GetString());
        Assert.Equal(1, root.GetProperty("children")[0].GetProperty("gapShare").GetDouble(), 6);
        Assert.Contains(WebUtility.HtmlEncode("Huyện Đồng Văn"), await browser.GetStringAsync("/units/02"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/units/02?year=2024")]
    [InlineData("/units/02/indicators/trees-planted?year=2024")]
    [InlineData("/api/summary/VN?year=2024")]
    public async Task A_page_asks_storage_at_most_five_times_also_on_a_fresh_instance(string path)
    {
        using var browser = await seeded.Site.SignedInAsync(Role.Leader, "VN");
        // Another instance of the product, which has read nothing yet: neither the key, nor the plan, nor the years.
        await using var fresh = await seeded.Site.AnotherInstanceAsync();
        await fresh.Services.GetRequiredService<SessionTickets>().IssueAsync("0123456789ab", default); // the signing key, once a process
        fresh.Storage.Reset();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(new Uri(fresh.Address, path))).StatusCode);
        Assert.InRange(fresh.Storage.Count, 3, 5);
        fresh.Storage.Reset();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(new Uri(fresh.Address, path))).StatusCode);
        Assert.InRange(fresh.Storage.Count, 2, 3);
    }

    [Fact]
    public async Task A_page_has_no_inline_script_or_style_and_asks_nobody_else()
    {
        var site = seeded.Site;
        using var browser = await site.SignedInAsync(Role.Leader, "VN");
        foreach (var path in new[] { "/", "/units/02/indicators/trees-planted", "/sign-in" })
        {
            var html = await browser.GetStringAsync(path);
            Assert.DoesNotMatch("<script(?![^>]*src=\"/)|<style|style=\"|\\son[a-z]+=\"|javascript:|(src|href)=\"(https?:)?//", html);
        }
    }

    [Fact]
    public async Task The_scorecard_says_how_such_forecasts_did()
    {
        using var browser = await seeded.Site.SignedInAsync(Role.Leader, "02");
        var html = await browser.GetStringAsync("/scorecard?year=2024");
        Assert.Contains("7,4%", html);
        Assert.Contains("12,1%", html);
        Assert.Contains("2022, 2023", html);
    }

    [Fact]
    public async Task Children_can_be_sorted_and_looked_at_by_another_target_without_a_script()
    {
        using var browser = await seeded.Site.SignedInAsync(Role.Leader, "VN");
        var byName = await browser.GetStringAsync("/units/VN?year=2024&sort=name&all=1");
        Assert.True(byName.IndexOf(">Thành phố Hà Nội</a>", StringComparison.Ordinal) < byName.IndexOf(
            ">Tỉnh An Giang</a>", StringComparison.Ordinal));
        Assert.Contains("aria-sort=\"ascending\"", byName);
        var byReports = await browser.GetStringAsync("/units/VN?year=2024&sort=reported");
        Assert.True(byReports.IndexOf(">Tỉnh Cao Bằng</a>", StringComparison.Ordinal) < byReports.IndexOf(
            ">Tỉnh Hà Giang</a>", StringComparison.Ordinal));
        Assert.Contains(
            "value=\"ideas-supported\" selected", await browser.GetStringAsync("/units/VN?year=2024&indicator=ideas-supported"));
    }

    [Fact]
    public async Task The_activities_ahead_stand_on_the_summary_and_those_that_move_an_indicator_on_its_page()
    {
        using var browser = await seeded.Site.SignedInAsync(Role.Leader, "VN");
        var summary = WebUtility.HtmlDecode(await browser.GetStringAsync("/units/VN?year=2024"));
        var trees = WebUtility.HtmlDecode(await browser.GetStringAsync("/units/VN/indicators/trees-planted?year=2024"));
        Assert.Contains("Ngày truyền thống Hội Liên hiệp Thanh niên Việt Nam", summary);
        Assert.DoesNotContain("Lý Tự Trọng", trees);
        Assert.DoesNotContain("Tháng hành động vì trẻ em", summary);
        Assert.Equal(3, System.Text.RegularExpressions.Regex.Count(trees, "<rect[^>]*class=\"activity\""));
        Assert.Contains("Tháng Thanh niên", trees);
    }

    [Fact]
    public async Task A_district_that_came_to_lag_this_week_is_told_at_the_centre_with_its_reason()
    {
        using var browser = await seeded.Site.SignedInAsync(Role.Leader, "VN");
        var html = WebUtility.HtmlDecode(await browser.GetStringAsync("/units/VN?year=2024"));
        var changes = html[html.IndexOf("id=\"changes\"", StringComparison.Ordinal)..];
        Assert.Contains("Quận Hoàn Kiếm: Cây xanh được trồng mới – khó đạt", changes, StringComparison.Ordinal);
        Assert.Contains("Mới bị cảnh báo", changes, StringComparison.Ordinal);
        Assert.Contains("Thấp hơn cùng kỳ năm trước", changes, StringComparison.Ordinal);
        Assert.Contains("Cấp dưới có", html, StringComparison.Ordinal);
        Assert.Contains("/briefs/VN/latest?year=2024", changes, StringComparison.Ordinal);
        Assert.Contains("/api/alerts.atom?unit=VN&year=2024", changes, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await browser.GetStringAsync("/api/summary/VN?year=2024"));
        var change = Assert.Single(json.RootElement.GetProperty("changes").EnumerateArray());
        Assert.Equal(("01-002", "flagged"), (change.GetProperty("unit").GetString(), change.GetProperty("kind").GetString()));
        Assert.True(json.RootElement.GetProperty("below").GetProperty("lagging").GetInt32() >= 2);
    }

    [Theory]
    [InlineData("501")]
    [InlineData("-1")]
    [InlineData("fast")]
    public async Task A_pace_out_of_range_is_refused_by_name(string pace)
    {
        using var browser = await seeded.Site.SignedInAsync(Role.Leader, "VN");
        var answer = await browser.GetAsync($"/units/VN/indicators/trees-planted?year=2024&pace={pace}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task The_curve_follows_the_pace_of_a_flow_and_of_a_ratio()
    {
        using var browser = await seeded.Site.SignedInAsync(Role.Leader, "VN");
        foreach (var indicator in new[] { "trees-planted", "youth-gathered" })
        {
            var usual = await browser.GetStringAsync($"/units/VN/indicators/{indicator}?year=2024&pace=100");
            var faster = await browser.GetStringAsync($"/units/VN/indicators/{indicator}?year=2024&pace=150");
            Assert.DoesNotContain("class=\"whatif\"", usual, StringComparison.Ordinal);
            Assert.Contains("class=\"whatif\"", faster, StringComparison.Ordinal);
            Assert.Contains("id=\"what-if\"", usual, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_province_of_the_map_is_a_link_with_its_name_and_share()
    {
        using var browser = await seeded.Site.SignedInAsync(Role.Leader, "VN");
        var html = WebUtility.HtmlDecode(await browser.GetStringAsync("/units/VN?year=2024"));
        Assert.Equal(63, System.Text.RegularExpressions.Regex.Count(
            html, "<a href=\"/units/[0-9]{2}/indicators/trees-planted\\?year=2024\" aria-label=\"[^\"]+: dự báo bằng [0-9]+% chỉ tiêu\">"));
    }

    [Fact]
    public async Task What_has_no_target_comes_last()
    {
        using var browser = await seeded.Site.SignedInAsync(Role.Leader, "02");
        using var json = JsonDocument.Parse(await browser.GetStringAsync("/api/summary/02?year=2024"));
        var last = json.RootElement.GetProperty("indicators").EnumerateArray().Last().GetProperty("forecast");
        Assert.False(last.TryGetProperty("target", out _));
    }

    [Fact]
    public async Task The_map_shows_every_province_and_both_archipelagos()
    {
        using var browser = await seeded.Site.SignedInAsync(Role.Leader, "VN");
        var html = await browser.GetStringAsync("/units/VN?year=2024");
        Assert.Equal(63, System.Text.RegularExpressions.Regex.Count(html, "<path d="));
        Assert.Contains("Hoàng Sa", html);
        Assert.Contains("Trường Sa", html);
    }
}
