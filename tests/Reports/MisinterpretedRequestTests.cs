using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.House.Faults;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Reports;

/// <summary>Requests that were carried out otherwise than they were meant, and answers that said something else than was done.</summary>
public sealed class MisinterpretedRequestTests(StorageFixture storage) : IClassFixture<StorageFixture>, IAsyncLifetime
{
    private const string Report = """{"unit":"01-001","period":"2024-05","values":{"trees-planted":{"amount":5}}}""";
    private readonly FaultTransport _transport = new();
    private TestApp _app = null!;
    private HttpClient _reporter = null!;

    public async Task InitializeAsync()
    {
        _app = await TestApp.StartAsync(storage, _transport);
        _reporter = await _app.SignInAsync(Role.Reporter, "01");
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    private async Task<HttpResponseMessage> PostAsync(
        byte[] body, string type, string address = "/api/reports/batch", params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        foreach (var (name, value) in headers)
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content.Headers.TryAddWithoutValidation(name, value);
        return await _reporter.SendAsync(request);
    }

    private Task<HttpResponseMessage> PostAsync(
        string body, string type, string address = "/api/reports/batch", params (string Name, string Value)[] headers) =>
        PostAsync(Encoding.UTF8.GetBytes(body), type, address, headers);

    private async Task<bool> IsStoredAsync() => (await _reporter.GetAsync("/api/reports/01-001/2024-05")).StatusCode == HttpStatusCode.OK;

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    [Theory]
    [InlineData("?dryRun=1")]
    [InlineData("?dryRun=True")]
    [InlineData("?dryRun=")]
    [InlineData("?dry_run=true")]
    [InlineData("?mode=All-Or-Nothing")]
    public async Task A_wish_that_is_not_understood_is_refused_and_not_carried_out(string query)
    {
        var file = await PostAsync($"[{Report}]", "application/json", $"/api/reports/batch{query}");
        var bridge = await PostAsync(
            """{"unit":"01-001","period":"2024-05","trees_planted":5}""", "application/json", $"/api/bridges/kobo{query}");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (file.StatusCode, bridge.StatusCode));
        Assert.False(await IsStoredAsync());
    }

    [Fact]
    public async Task A_trial_stores_nothing_on_any_address()
    {
        var file = await PostAsync($"[{Report}]", "application/json", "/api/reports/batch?dryRun=true");
        var bridge = await PostAsync(
            """{"unit":"01-001","period":"2024-05","trees_planted":5}""", "application/json", "/api/bridges/kobo?dryRun=true");

        AssertEach.All([file, bridge], response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
        Assert.Equal(1, (await bridge.JsonAsync()).GetProperty("valid").GetInt32());
        Assert.False(await IsStoredAsync());
    }

    [Theory]
    [InlineData("If-Match", "1-0123456789abcdef")]
    [InlineData("If-Match", "\"1-0123")]
    [InlineData("If-None-Match", "\"1-0123456789abcdef\"")]
    [InlineData("If-None-Match", "yes")]
    public async Task A_condition_that_cannot_be_read_is_refused(string header, string value)
    {
        var response = await PostAsync(Report, "application/json", "/api/reports", (header, value));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal([$"{header} header.malformed"], await response.FaultsAsync());
        Assert.False(await IsStoredAsync());
    }

    [Fact]
    public async Task A_header_and_a_body_that_name_different_revisions_are_refused()
    {
        var first = await PostAsync(Report, "application/json", "/api/reports");
        var correction = Report.Replace("5}}}", "6}},\"replaces\":7}", StringComparison.Ordinal);

        var response = await PostAsync(correction, "application/json", "/api/reports", ("If-Match", first.Headers.ETag!.Tag));

        Assert.Equal(["/replaces revision.contradicted"], await response.FaultsAsync());
    }

    [Theory]
    [InlineData("", "gzip")]
    [InlineData("", "")]
    [InlineData("\ufeff", "gzip")]
    public async Task A_packed_body_is_unpacked_also_when_the_header_got_lost(string mark, string encoding)
    {
        (string, string)[] headers = encoding.Length > 0 ? [("Content-Encoding", encoding)] : [];
        var single = await PostAsync(Gzip(mark + Report), "application/json", "/api/reports", headers);
        var file = await PostAsync(Gzip($"{mark}[{Report}]"), "application/json", "/api/reports/batch", headers);

        Assert.Equal(HttpStatusCode.Created, single.StatusCode);
        Assert.Equal(1, (await file.JsonAsync()).GetProperty("unchanged").GetInt32());
    }

    [Fact]
    public async Task An_encoding_that_is_not_known_and_a_bomb_are_refused()
    {
        var unknown = await PostAsync(Report, "application/json", "/api/reports", ("Content-Encoding", "zstd"));
        var broken = await PostAsync(Report, "application/json", "/api/reports", ("Content-Encoding", "gzip"));
        var bomb = await PostAsync(
            Gzip(new string(' ', 1 << 20) + Report), "application/json", "/api/reports", ("Content-Encoding", "gzip"));
        var sheetBomb = await PostAsync(Gzip(new string('\n', 80 << 20)), "text/csv");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, broken.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, bomb.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, sheetBomb.StatusCode);
    }

    [Fact]
    public async Task A_packed_body_that_was_cut_off_anywhere_stores_nothing()
    {
        var rows = string.Concat(Enumerable.Range(1, 9).Select(unit => $"01-00{unit},2024-05,{1230 + unit}\n"));
        var packed = Gzip($"unit,period,trees-planted\n{rows}");
        for (var length = 2; length < packed.Length; length += 3)
        {
            var declared = await PostAsync(packed[..length], "text/csv", "/api/reports/batch", ("Content-Encoding", "gzip"));
            var bare = await PostAsync(packed[..length], "text/csv");

            Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (declared.StatusCode, bare.StatusCode));
        }

        var trailing = await PostAsync([.. packed, 1, 2, 3], "text/csv");
        Assert.Equal(HttpStatusCode.BadRequest, trailing.StatusCode);
        Assert.False(await IsStoredAsync());
        Assert.Equal(9, (await (await PostAsync(packed, "text/csv")).JsonAsync()).GetProperty("stored").GetInt32());
    }

    [Fact]
    public async Task A_byte_order_mark_is_no_part_of_a_report()
    {
        var single = await PostAsync($"\ufeff{Report}", "application/json", "/api/reports");
        var array = await PostAsync($"\ufeff[{Report}]", "application/json");
        var lines = await PostAsync($"\ufeff{Report}\r\n", "application/x-ndjson");

        Assert.Equal(HttpStatusCode.Created, single.StatusCode);
        Assert.Equal(1, (await array.JsonAsync()).GetProperty("unchanged").GetInt32());
        Assert.Equal(1, (await lines.JsonAsync()).GetProperty("unchanged").GetInt32());
    }

    [Fact]
    public async Task A_wrong_line_of_ndjson_is_named_and_the_others_are_read()
    {
        var other = Report.Replace("01-001", "01-002", StringComparison.Ordinal);
        var response = await PostAsync($"{Report}\n\n{{\"unit\":\n{other}", "application/x-ndjson");

        var rows = (await response.JsonAsync()).GetProperty("results").EnumerateArray()
            .Select(row => $"{row.GetProperty("row")} {row.GetProperty("status")}");
        Assert.Equal(["1 stored", "3 refused", "4 stored"], rows);
    }

    [Theory]
    [InlineData("{", "application/json")]
    [InlineData("[", "application/json")]
    [InlineData("[]", "application/json")]
    [InlineData("", "application/x-ndjson")]
    [InlineData("nothing at all", "text/csv")]
    [InlineData("unit,period,trees-planted\n", "text/csv")]
    public async Task A_file_of_which_nothing_can_be_taken_is_no_success(string file, string type)
    {
        var response = await PostAsync(file, type);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_reviewer_who_looked_at_an_old_revision_is_told_which_one_stands()
    {
        await PostAsync(Report, "application/json", "/api/reports");
        await PostAsync(Report.Replace("5}}}", "6}},\"replaces\":1}", StringComparison.Ordinal), "application/json", "/api/reports");
        var leader = await _app.SignInAsync(Role.Leader, "01");

        var stale = await leader.SendJsonAsync(HttpMethod.Post, "/api/reports/01-001/2024-05/confirm", """{"revision":1}""");

        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Equal(["/revision revision.changed"], await stale.FaultsAsync());
        Assert.DoesNotContain("replaces", await stale.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_idempotency_key_holds_for_a_file_also_for_a_long_answer()
    {
        var rows = string.Concat(Enumerable.Range(0, 1500).Select(_ => "01-999,2024-05,1\n"));
        var file = $"unit,period,trees-planted\n01-001,2024-05,5\n{rows}";
        var first = await PostAsync(file, "text/csv", "/api/reports/batch", ("Idempotency-Key", "k"));
        var again = await PostAsync(file, "text/csv", "/api/reports/batch", ("Idempotency-Key", "k"));
        var trial = await PostAsync(file, "text/csv", "/api/reports/batch?dryRun=true", ("Idempotency-Key", "k"));
        var other = await PostAsync(file + "01-002,2024-05,5\n", "text/csv", "/api/reports/batch", ("Idempotency-Key", "k"));

        Assert.Equal(1, (await first.JsonAsync()).GetProperty("stored").GetInt32());
        Assert.True((await first.Content.ReadAsStringAsync()).Length > 64 * 1024);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, trial.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
    }

    [Fact]
    public async Task Corrections_in_a_file_go_by_the_hundred()
    {
        var units = _app.Services.GetRequiredService<UnitRegister>().TreeOf(2024)
            .SubTree(UnitCode.Parse("01")).Select(unit => unit.Code.ToString()).Take(400).ToArray();
        string File(int trees, string replaces) => $"unit,period,trees-planted,replaces,reason\n"
            + string.Concat(units.Select((unit, index) => $"{unit},2024-05,{trees + index},{replaces},\n"));
        await PostAsync(File(100, ""), "text/csv");
        var before = _transport.Count;
        var corrected = await (await PostAsync(File(200, "1"), "text/csv")).JsonAsync();
        var calls = _transport.Count - before;
        before = _transport.Count;
        var again = await (await PostAsync(File(200, "1"), "text/csv")).JsonAsync();

        Assert.Equal((400, 0), (corrected.GetProperty("stored").GetInt32(), corrected.GetProperty("refused").GetInt32()));
        AssertEach.All(corrected.GetProperty("results").EnumerateArray(), row => Assert.Equal(2, row.GetProperty("revision").GetInt32()));
        Assert.True(calls <= 30, $"{calls} storage calls for 400 corrections.");
        Assert.Equal(400, again.GetProperty("unchanged").GetInt32());
        Assert.True(_transport.Count - before <= 12, $"{_transport.Count - before} storage calls for 400 known corrections.");
        var history = await (await _reporter.GetAsync($"/api/reports/{units[7]}/2024-05/revisions")).JsonAsync();
        Assert.True(history.GetProperty("isIntact").GetBoolean());
        Assert.Equal(2, history.GetProperty("revisions").GetArrayLength());
    }

    [Fact]
    public async Task A_withdrawal_that_states_values_or_another_month_is_refused()
    {
        await PostAsync(Report, "application/json", "/api/reports");
        var values = await PostAsync(
            """{"reason":"x","values":{"trees-planted":{"amount":5}}}""", "application/json", "/api/reports/01-001/2024-05/withdraw");
        var other = await PostAsync(
            """{"reason":"x","unit":"01-002","period":"2024-04"}""", "application/json", "/api/reports/01-001/2024-05/withdraw");

        Assert.Equal(["/values report.withdrawn-with-values"], await values.FaultsAsync());
        Assert.Equal(["/unit unit.differs", "/period period.differs"], await other.FaultsAsync());
    }
}
