using System.Net;
using CsCheck;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Form.Reading;
using YouthFunctions.Hosting;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Records;
using YouthFunctions.Reports.Wire;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Summaries;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Form;

/// <summary>The built-in report form, without JavaScript.</summary>
public sealed class ReportFormTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Theory]
    [InlineData("12345", 12345)]
    [InlineData(" 12.345 ", 12345)]
    [InlineData("12,345,678", 12345678)]
    [InlineData("12 345", 12345)]
    [InlineData("0", 0)]
    [InlineData("12,5", 12.5)]
    public void Numbers_as_people_type_them(string text, decimal number)
    {
        var (sent, faults) = Read(text);

        Assert.Empty(faults);
        Assert.Equal(number, sent.Values.Single().Amount!.Value.Value);
    }

    [Theory]
    [InlineData("50,000", "number.ambiguous")]
    [InlineData("1e3", "number.unreadable")]
    [InlineData("mười", "number.unreadable")]
    public void Numbers_that_cannot_be_read_in_one_way_are_asked_about(string text, string code)
    {
        var (sent, faults) = Read(text);

        Assert.Equal([code], faults.Select(fault => fault.Code));
        Assert.Empty(sent.Values);
    }

    [Fact]
    public void What_the_page_never_sends_is_a_fault_and_not_passed_over()
    {
        var (_, unknown) = Read("5", ("n-no-such", "7"), ("d-trees-planted", "9"));
        var faults = new List<Fault>();
        ReportFields.From(new FormCollection(new Dictionary<string, StringValues> { ["n-trees-planted"] = new(["1", "2"]) }), faults);

        Assert.Equal(["d-trees-planted", "n-no-such"], unknown.Select(fault => fault.Pointer).Order());
        Assert.Equal(["field.duplicate"], faults.Select(fault => fault.Code));
    }

    [Fact]
    public void What_the_form_shows_of_a_stored_number_is_read_as_that_number() =>
        Gen.Select(Gen.Long[0, 10_000_000_000_000], Gen.Int[0, 4]).Sample((digits, decimals) =>
        {
            var number = digits / (decimal)Math.Pow(10, decimals);
            var sent = new SubmittedReport(
                null, null, [new SubmittedValue(new("trees-planted", ""), new(number, ""), null, null, null)], null, null, false, "");
            var (read, faults) = Read(ReportFields.From(sent)["n-trees-planted"]);
            return faults.Count == 0 && read.Values.Single().Amount!.Value.Value == number;
        });

    private static (SubmittedReport Sent, List<Fault> Faults) Read(string trees, params (string Name, string Text)[] more)
    {
        var faults = new List<Fault>();
        var plan = PlanFiles.Read(OrganisationFolder.Shipped, []).Plans[2024];
        var typed = more.Append(("n-trees-planted", trees)).ToDictionary(pair => pair.Item1, pair => pair.Item2);
        return (new ReportFields(typed).Read(plan, faults), faults);
    }

    [Fact]
    public async Task A_report_typed_on_the_form_is_stored_and_can_be_corrected()
    {
        await using var site = await SampleSite.StartAsync(storage, StorageFixture.NewPrefix(), withData: false);
        using var browser = await site.SignedInAsync(Role.Reporter, "02");
        Assert.Equal("/report", (await browser.GetAsync("/")).Headers.Location!.ToString());
        Assert.Contains("name=\"n-trees-planted\"", await browser.GetStringAsync("/report?unit=02-026&period=2024-08"));

        using var first = await browser.SendAsync(SampleSite.Form(
            "report", ("unit", "02-026"), ("period", "2024-08"), ("counting", "month"), ("n-trees-planted", "12.345"),
            ("n-youth-studied-resolutions", "80"), ("d-youth-studied-resolutions", "100")));
        Assert.Equal("/report?unit=02-026&period=2024-08&saved=1", first.Headers.Location!.ToString());
        var stored = await StoredAsync(site);
        Assert.Equal((1, 12345m), (stored.Revision, stored.Values[SampleForecasts.Trees].Measure.Numerator));
        Assert.Equal(100m, stored.Values[IndicatorCode.Parse("youth-studied-resolutions")].Measure.Denominator);

        var again = await browser.GetStringAsync(first.Headers.Location);
        Assert.Contains("role=\"status\"", again);
        Assert.Contains("value=\"12345\"", again);
        using var second = await browser.SendAsync(SampleSite.Form(
            "report", ("unit", "02-026"), ("period", "2024-08"), ("replaces", "1"), ("counting", "year-to-date"),
            ("n-trees-planted", "20.000"), ("reason", "nhập sai")));
        Assert.Equal(HttpStatusCode.SeeOther, second.StatusCode);
        stored = await StoredAsync(site);
        Assert.Equal((2, true, "nhập sai"), (stored.Revision, stored.Values[SampleForecasts.Trees].IsYearToDate, stored.Reason));
    }

    [Fact]
    public async Task After_sending_it_is_told_how_the_unit_stands_as_its_leader_reads_it()
    {
        await using var site = await SampleSite.StartAsync(storage, StorageFixture.NewPrefix());
        using var browser = await site.SignedInAsync(Role.Reporter, "02-026");
        Assert.DoesNotContain("id=\"standing\"", await browser.GetStringAsync("/report?unit=02-026&period=2024-08"));
        using var sent = await browser.SendAsync(SampleSite.Form(
            "report", ("unit", "02-026"), ("period", "2024-08"), ("n-trees-planted", "5")));
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync(sent.Headers.Location));
        using var leader = await site.SignedInAsync(Role.Leader, "02-026");
        using var summary = System.Text.Json.JsonDocument.Parse(await leader.GetStringAsync("/api/summary/02-026?year=2024"));
        Assert.Contains("id=\"standing\"", page);
        Assert.Contains(summary.RootElement.GetProperty("headline").GetProperty("vietnamese").GetString()!, page);
        foreach (var (status, style) in new[] { ("lagging", "lagging"), ("atRisk", "atrisk"), ("onTrack", "ontrack") })
            if (summary.RootElement.GetProperty("counts").GetProperty(status).GetInt32() is > 0 and var count)
                Assert.Contains($"<li class=\"{style}\"><strong>{count}</strong>", page);
        Assert.Contains("15/09/2024", page);
    }

    [Fact]
    public async Task What_was_typed_is_kept_when_something_is_wrong()
    {
        await using var site = await SampleSite.StartAsync(storage, StorageFixture.NewPrefix(), withData: false);
        using var browser = await site.SignedInAsync(Role.Reporter, "02");
        using var answer = await browser.SendAsync(SampleSite.Form(
            "report", ("unit", "02"), ("period", "2024-08"), ("n-trees-planted", "một nghìn"), ("n-ideas-supported", "7"),
            ("n-youth-studied-resolutions", "120"), ("d-youth-studied-resolutions", "100")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Contains("value=\"một nghìn\"", html);
        Assert.Contains("value=\"7\"", html);
        Assert.Contains("href=\"#n-trees-planted\"", html);
        Assert.Contains("Số đạt lớn hơn tổng số.", html);
    }

    [Fact]
    public async Task A_reporter_cannot_report_for_another_province()
    {
        await using var site = await SampleSite.StartAsync(storage, StorageFixture.NewPrefix(), withData: false);
        using var browser = await site.SignedInAsync(Role.Reporter, "02");
        using var answer = await browser.SendAsync(
            SampleSite.Form("report", ("unit", "01"), ("period", "2024-08"), ("n-trees-planted", "5")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/report?unit=01&period=2024-08")).StatusCode);
    }

    private static async Task<Report> StoredAsync(SampleSite site) =>
        (await site.Services.GetRequiredService<ReportStore>()
            .FindAsync(SampleForecasts.CarriesTheGap, new Month(2024, 8), default))!.Report;
}
