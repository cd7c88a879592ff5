using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Hosting;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Records;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.House.Faults;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Reports;

public sealed class SubmitReportTests(StorageFixture storage) : IClassFixture<StorageFixture>, IAsyncLifetime
{
    private TestApp _app = null!;
    private HttpClient _reporter = null!;

    public async Task InitializeAsync()
    {
        _app = await TestApp.StartAsync(storage);
        _reporter = await _app.SignInAsync(Role.Reporter, "01");
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    private static string Body(int trees, string more = "", string unit = "01-001", string period = "2024-05") =>
        $$$"""{"unit":"{{{unit}}}","period":"{{{period}}}","values":{"trees-planted":{"amount":{{{trees}}}},"youth-gathered":"""
            + $$$"""{"numerator":10,"denominator":20}}{{{more}}}}""";

    private Task<HttpResponseMessage> PostAsync(string body, params (string, string)[] headers) =>
        _reporter.SendJsonAsync(HttpMethod.Post, "/api/reports", body, headers);

    [Fact]
    public async Task A_new_report_is_stored_with_its_mark_and_answered_with_a_receipt()
    {
        var response = await PostAsync(Body(1200));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("/api/reports/01-001/2024-05", response.Headers.Location?.OriginalString);
        var receipt = await response.JsonAsync();
        Assert.Equal(1, receipt.GetProperty("revision").GetInt32());
        Assert.True(receipt.GetProperty("isOnTime").GetBoolean());
        Assert.Equal(1200, receipt.GetProperty("values").GetProperty("trees-planted").GetProperty("amount").GetInt32());
        Assert.Contains(
            "/api/rollups/01-001?year=2024", receipt.GetProperty("links").GetProperty("rollup").GetString(), StringComparison.Ordinal);
        var mark = await _app.Store.Table(TableName.Reports).GetEntityAsync<Azure.Data.Tables.TableEntity>("01|2024", "m|01-001");
        Assert.Equal(["01-001"], RollupMark.Units(mark.Value).Select(unit => unit.ToString()));
    }

    [Fact]
    public async Task The_same_report_again_changes_nothing_also_after_a_correction()
    {
        var first = await PostAsync(Body(1200));
        var again = await PostAsync(Body(1200));
        await PostAsync(Body(1300, ""","replaces":1,"reason":"miscounted" """));
        var late = await PostAsync(Body(1200));
        var lateCorrection = await PostAsync(Body(1300, ""","replaces":1,"reason":"miscounted" """));

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        Assert.Equal(HttpStatusCode.OK, late.StatusCode);
        var receipt = await late.JsonAsync();
        Assert.Equal((1, 2), (receipt.GetProperty("revision").GetInt32(), receipt.GetProperty("currentRevision").GetInt32()));
        Assert.Equal(HttpStatusCode.OK, lateCorrection.StatusCode);
        var current = await (await _reporter.GetAsync("/api/reports/01-001/2024-05")).JsonAsync();
        Assert.Equal(
            (2, 1300),
            (current.GetProperty("revision").GetInt32(),
                current.GetProperty("values").GetProperty("trees-planted").GetProperty("amount").GetInt32()));
    }

    [Fact]
    public async Task A_different_report_must_name_what_it_replaces()
    {
        var first = await PostAsync(Body(1200));
        var unnamed = await PostAsync(Body(1300));
        var stale = await PostAsync(Body(1300), ("If-Match", "\"7-0123456789abcdef\""));
        var named = await PostAsync(Body(1300), ("If-Match", first.Headers.ETag!.Tag));
        var overtaken = await PostAsync(Body(1400), ("If-Match", first.Headers.ETag!.Tag));

        Assert.Equal(HttpStatusCode.Conflict, unnamed.StatusCode);
        Assert.Contains("revision 1", (await unnamed.JsonAsync()).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal(HttpStatusCode.Created, named.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, overtaken.StatusCode);
        Assert.Equal(named.Headers.ETag, overtaken.Headers.ETag);
    }

    [Theory]
    [InlineData(2147483647), InlineData(2147483646)]
    public async Task The_largest_revision_that_can_be_named_is_a_conflict(int revision)
    {
        await PostAsync(Body(1200));
        var number = revision.ToString(CultureInfo.InvariantCulture);
        var inBody = await PostAsync(Body(1300, $",\"replaces\":{number}"));
        var inHeader = await PostAsync(Body(1300), ("If-Match", $"\"{number}-0123456789abcdef\""));

        Assert.Equal(HttpStatusCode.Conflict, inBody.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, inHeader.StatusCode);
    }

    [Fact]
    public async Task Every_fault_is_named_at_once()
    {
        var response = await PostAsync("""
            {"unit":"79-760","period":"2024-05","values":{
              "trees-planted":{"amount":-1},"volunteer-turns":{"amount":1.5},"no-such":{"amount":1},
              "youth-gathered":{"numerator":21,"denominator":20},"loans":{"amount":"5"},"ideas-supported":{"amount":1,"yearToDate":2},
              "villages-helped":{"numerator":1,"denominator":2}},"extra":1,"unit":"01"}
            """);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var faults = await response.FaultsAsync();
        Assert.Equal(
            [
                "/extra member.unknown", "/unit member.duplicate", "/unit unit.unknown", "/values/ideas-supported value.needs-amount",
                "/values/loans/amount member.type", "/values/no-such indicator.unknown",
                "/values/trees-planted/amount value.negative", "/values/villages-helped value.needs-amount",
                "/values/volunteer-turns/amount value.not-whole", "/values/youth-gathered/numerator ratio.numerator-above-denominator",
            ],
            faults.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("2024-07", "/period period.future")]
    [InlineData("2024-03", "/period period.closed")]
    [InlineData("2031-03", "/period period.no-plan")]
    [InlineData("2024-3x", "/period period.malformed")]
    public async Task A_month_that_takes_no_reports_says_why(string period, string fault)
    {
        var response = await PostAsync(Body(1, unit: "01", period: period));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal([fault], await response.FaultsAsync());
    }

    [Fact]
    public async Task A_late_report_is_marked_and_its_retry_is_known_after_the_month_closed()
    {
        _app.Clock.Advance(TimeSpan.FromDays(10));
        var late = await PostAsync(Body(1));
        _app.Clock.Advance(TimeSpan.FromDays(10));
        var retry = await PostAsync(Body(1));
        var correction = await PostAsync(Body(2, ""","replaces":1"""));

        Assert.False((await late.JsonAsync()).GetProperty("isOnTime").GetBoolean());
        Assert.Equal(HttpStatusCode.OK, retry.StatusCode);
        Assert.Equal(["/period period.closed"], await correction.FaultsAsync());
    }

    [Fact]
    public async Task Year_to_date_never_falls()
    {
        static string YearToDate(string month, int value, string more = "") =>
            $$$"""{"unit":"01-001","period":"{{{month}}}","values":{"trees-planted":{"yearToDate":{{{value}}}}}{{{more}}}}""";
        await PostAsync(YearToDate("2024-05", 100));
        var june = await PostAsync(YearToDate("2024-06", 90));
        await PostAsync(YearToDate("2024-06", 120));
        var may = await PostAsync(YearToDate("2024-05", 130, ""","replaces":1"""));

        Assert.Equal(["/values/trees-planted year-to-date.falls"], await june.FaultsAsync());
        Assert.Equal(["/values/trees-planted year-to-date.exceeds-later"], await may.FaultsAsync());
    }

    [Fact]
    public async Task Put_takes_unit_and_month_from_the_address()
    {
        var values = """{"values":{"trees-planted":{"amount":5}}}""";
        var created = await _reporter.SendJsonAsync(HttpMethod.Put, "/api/reports/01-001/2024-05", values);
        var differs = await _reporter.SendJsonAsync(HttpMethod.Put, "/api/reports/01-001/2024-05", Body(5, unit: "01-002"));
        var onlyNew = await _reporter.SendJsonAsync(HttpMethod.Put, "/api/reports/01-001/2024-05", Body(6), ("If-None-Match", "*"));
        var foreign = await _reporter.SendJsonAsync(HttpMethod.Put, "/api/reports/79-760/2024-05", values);

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal(["/unit unit.differs"], await differs.FaultsAsync());
        Assert.Equal(HttpStatusCode.PreconditionFailed, onlyNew.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("{", 400)]
    [InlineData("[1]", 422)]
    [InlineData("""{"unit":"\ud800","period":"2024-05","values":{}}""", 400)]
    [InlineData("""{"unit":"01","period":"2024-05","values":{}}""", 422)]
    [InlineData("""{"unit":"01","period":"2024-05","values":{"trees-planted":{"amount":1e400}}}""", 422)]
    [InlineData("""{"unit":"01","period":"2024-05","values":{"trees-planted":{"amount":1.00000000000000000000000000000000001}}}""", 422)]
    public async Task What_cannot_be_read_is_refused(string body, int status) =>
        Assert.Equal(status, (int)(await PostAsync(body)).StatusCode);

    [Fact]
    public async Task What_the_demo_simulated_can_be_removed_and_real_reports_stay()
    {
        var reports = (ReportStore)_app.Services.GetService(typeof(ReportStore))!;
        await PostAsync(Body(1, ""","simulated":true"""));
        await PostAsync(Body(2, ""","simulated":true,"replaces":1"""));
        await PostAsync(Body(3, unit: "01-002"));

        Assert.Equal(1, await reports.DeleteSimulatedAsync(2024, CancellationToken.None));
        Assert.Equal(HttpStatusCode.NotFound, (await _reporter.GetAsync("/api/reports/01-001/2024-05")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _reporter.GetAsync("/api/reports/01-002/2024-05")).StatusCode);
        Assert.Equal(0, await reports.DeleteSimulatedAsync(2024, CancellationToken.None));
    }

    [Fact]
    public async Task A_removal_of_what_was_simulated_that_breaks_off_is_finished_by_the_next()
    {
        var prefix = StorageFixture.NewPrefix();
        await Store.FromConnectionString(storage.ConnectionString, prefix).CreateMissingAsync(default);
        var line = new FaultTransport();
        var reports = new ReportStore(
            line.Store(storage, prefix), UnitRegister.Shipped(OrganisationFolder.Shipped), NullLogger<ReportStore>.Instance);
        var (unit, period) = (UnitCode.Parse("01-001"), new Month(2024, 5));
        for (var revision = 1; revision <= ReportStore.MaxRows + 2; revision++) // more than a transaction takes
        {
            var former = await reports.FindAsync(unit, period, default);
            var draft = new ReportDraft(
                unit, period,
                new Dictionary<IndicatorCode, ReportedValue>
                {
                    [IndicatorCode.Parse("trees-planted")] = new(Measure.Amount(revision), false),
                },
                IsSimulated: true, IsWithdrawn: false, former?.Report.Revision, null);
            Assert.True(await reports.SaveAsync(draft.After(former?.Report, true, "demo", _app.Clock.GetUtcNow()), former, default));
        }

        var transactions = 0;
        line.Before = _ => line.Calls[^1].Contains("$batch", StringComparison.Ordinal) && ++transactions > 1
            ? throw new IOException("Injected.") : Task.CompletedTask;
        await Assert.ThrowsAnyAsync<Exception>(() => reports.DeleteSimulatedAsync(2024, default));
        line.Before = _ => Task.CompletedTask;

        Assert.Equal(1, await reports.DeleteSimulatedAsync(2024, default));
        Assert.Empty(await reports.RevisionsAsync(unit, period, default));
        Assert.True(transactions > 1);
    }
}
