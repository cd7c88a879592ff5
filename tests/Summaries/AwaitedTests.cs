using System.Net;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Analytics.Doubts;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Summaries;

/// <summary>Who must confirm what: on the leader's page, and the question on the form.</summary>
public sealed class AwaitedTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Fact]
    public async Task The_page_lists_the_largest_effect_first_and_nothing_where_nothing_waits()
    {
        await using var site = await SampleSite.StartAsync(storage, StorageFixture.NewPrefix(), withData: false);
        using var browser = await site.SignedInAsync(Role.Leader, "01");
        var trees = new AwaitedValue(
            UnitCode.Parse("00004"), new Month(2024, 5), SampleForecasts.Trees, 900_000, null,
            new Doubt(DoubtReason.Target, 0, 14_290.1234m), 0.9m);
        var few = trees with { Unit = UnitCode.Parse("00001"), Amount = 60_000, Share = 0.1m };
        var ideas = trees with
        {
            Indicator = IndicatorCode.Parse("ideas-supported"),
            Period = new Month(2024, 6),
            Amount = 700_000.6250m,
            Why = null,
        };
        var row = new UnitYear(UnitCode.Parse("01"), 2024, Rollup.Empty, Rollup.Empty, default, default)
        {
            Awaited = new AwaitedValues(23, [few, trees, ideas]),
        };
        await site.Services.GetRequiredService<Store>().Table(TableName.Forecasts).UpsertEntityAsync(AwaitedEntity.ToEntity(row));

        var html = WebUtility.HtmlDecode(await browser.GetStringAsync("/units/01?year=2024"));
        var list = html[html.IndexOf("id=\"awaited\"", StringComparison.Ordinal)..];
        int At(string text) =>
            list.IndexOf(text, StringComparison.Ordinal) is >= 0 and var index
                ? index
                : throw new Xunit.Sdk.XunitException($"'{text}' is not listed.");
        // 700,000 ideas are more of their small target than 900,000 trees of theirs.
        Assert.True(At("700.000") < At("900.000") && At("900.000") < At("60.000"));
        Assert.True(At("Phường Trúc Bạch hoặc Quận Ba Đình") < At("Phường Phúc Xá hoặc Quận Ba Đình"));
        Assert.Contains("700.000,625<", list, StringComparison.Ordinal); // as it is stored
        Assert.Contains("Thường không quá 14.290,1234", list, StringComparison.Ordinal);
        Assert.Contains("23 giá trị", list, StringComparison.Ordinal);
        Assert.Contains("và 20 giá trị khác", list, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"awaited\"", await browser.GetStringAsync("/units/01-001?year=2024"), StringComparison.Ordinal);
        Assert.Equal(
            23,
            (await (await browser.GetAsync("/api/summary/01?year=2024")).JsonAsync()).GetProperty("awaitsConfirmation").GetProperty("count")
                .GetInt32());
    }

    [Fact]
    public async Task The_form_asks_and_one_button_confirms()
    {
        await using var site = await SampleSite.StartAsync(storage, StorageFixture.NewPrefix(), withData: false);
        using var browser = await site.SignedInAsync(Role.Reporter, "00004");
        using var sent = await browser.SendAsync(
            SampleSite.Form("report", ("unit", "00004"), ("period", "2024-08"), ("counting", "month"), ("n-trees-planted", "900.000")));
        Assert.Equal(HttpStatusCode.SeeOther, sent.StatusCode);
        var requested = WebUtility.HtmlDecode(await browser.GetStringAsync(sent.Headers.Location));
        Assert.Contains("Đã nhận báo cáo", requested, StringComparison.Ordinal);
        Assert.Contains("900.000", requested, StringComparison.Ordinal);
        Assert.Contains("vượt xa chỉ tiêu cả năm", requested, StringComparison.Ordinal);
        Assert.Contains("<input type=\"hidden\" name=\"confirm\" value=\"1\">", requested, StringComparison.Ordinal);
        Assert.Contains("Đúng như vậy", requested, StringComparison.Ordinal);
        Assert.Contains("href=\"#n-trees-planted\"", requested, StringComparison.Ordinal);

        using var stale = await browser.SendAsync(SampleSite.Form("report", ("unit", "00004"), ("period", "2024-08"), ("confirm", "7")));
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        using var foreign = SampleSite.Form("report", ("unit", "00004"), ("period", "2024-08"), ("confirm", "1"));
        foreign.Headers.Remove("Sec-Fetch-Site");
        foreign.Headers.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.SendAsync(foreign)).StatusCode);
        Assert.Contains(
            "Đúng như vậy", WebUtility.HtmlDecode(await browser.GetStringAsync(sent.Headers.Location)), StringComparison.Ordinal);

        using var confirmed = await browser.SendAsync(
            SampleSite.Form("report", ("unit", "00004"), ("period", "2024-08"), ("confirm", "1")));
        Assert.Equal("/report?unit=00004&period=2024-08", confirmed.Headers.Location!.ToString());
        var after = WebUtility.HtmlDecode(await browser.GetStringAsync(confirmed.Headers.Location));
        Assert.DoesNotContain("Đúng như vậy", after, StringComparison.Ordinal);
        Assert.Contains("đã được xác nhận", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_confirms_beyond_his_reach()
    {
        await using var site = await SampleSite.StartAsync(storage, StorageFixture.NewPrefix(), withData: false);
        using var owner = await site.SignedInAsync(Role.Reporter, "00004");
        using var other = await site.SignedInAsync(Role.Reporter, "02");
        using var sent = await owner.SendAsync(
            SampleSite.Form("report", ("unit", "00004"), ("period", "2024-08"), ("counting", "month"), ("n-trees-planted", "900.000")));
        using var refused = await other.SendAsync(SampleSite.Form("report", ("unit", "00004"), ("period", "2024-08"), ("confirm", "1")));
        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.NotFound), (sent.StatusCode, refused.StatusCode));
    }
}
