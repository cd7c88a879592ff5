using System.Net;
using System.Text;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Calls;
using YouthFunctions.Reports.Receiving;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.House.Faults;

namespace YouthFunctions.Tests.Reports;

/// <summary>Revisions, withdrawal, review, reopening, idempotency keys.</summary>
public sealed class HistoryTests(StorageFixture storage) : IClassFixture<StorageFixture>, IAsyncLifetime
{
    private const string Path = "/api/reports/01-001/2024-05";
    private TestApp _app = null!;
    private HttpClient _reporter = null!;
    private HttpClient _administrator = null!;

    public async Task InitializeAsync()
    {
        _app = await TestApp.StartAsync(storage);
        _reporter = await _app.SignInAsync(Role.Reporter, "01-001");
        _administrator = await _app.SignInAsync(Role.Administrator, "VN");
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    private Task<HttpResponseMessage> PutAsync(int trees, string more = "", params (string, string)[] headers) =>
        _reporter.SendJsonAsync(HttpMethod.Put, Path, $$$"""{"values":{"trees-planted":{"amount":{{{trees}}}}}{{{more}}}}""", headers);

    [Fact]
    public async Task Revisions_tell_who_what_when_and_why_and_seal_each_other()
    {
        await PutAsync(1);
        await PutAsync(2, ""","replaces":1,"reason":"đếm sót" """);

        var history = await (await _reporter.GetAsync($"{Path}/revisions")).JsonAsync();

        Assert.True(history.GetProperty("isIntact").GetBoolean());
        var (first, second) = (history.GetProperty("revisions")[0], history.GetProperty("revisions")[1]);
        Assert.Equal("superseded", first.GetProperty("receipt").GetProperty("status").GetString());
        Assert.Equal("đếm sót", second.GetProperty("receipt").GetProperty("reason").GetString());
        Assert.Equal(first.GetProperty("receipt").GetProperty("chainHash").GetString(), second.GetProperty("previousHash").GetString());
    }

    [Theory]
    [InlineData("Values", """{"trees-planted":{"amount":9}}""", "content")]
    [InlineData("ReceivedBy", "somebody", "seal")]
    public async Task A_history_changed_in_storage_is_shown(string property, string value, string kind)
    {
        await PutAsync(1);
        await PutAsync(2, ""","replaces":1""");
        var table = _app.Store.Table(TableName.Reports);
        var row = (await table.GetEntityAsync<TableEntity>("01|2024", "h|01-001|05|0001")).Value;
        row[property] = value;
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);

        var history = await (await _reporter.GetAsync($"{Path}/revisions")).JsonAsync();
        var year = await (await _administrator.GetAsync("/api/years/2024/verification")).JsonAsync();

        Assert.False(history.GetProperty("isIntact").GetBoolean());
        Assert.Equal(kind, history.GetProperty("breaks")[0].GetProperty("kind").GetString());
        Assert.Equal(
            (1, 2, 1),
            (year.GetProperty("reports").GetInt32(), year.GetProperty("revisions").GetInt32(), year.GetProperty("broken").GetInt32()));
    }

    [Fact]
    public async Task A_superseded_revision_taken_away_is_shown()
    {
        await PutAsync(1);
        await PutAsync(2, ""","replaces":1""");
        await _app.Store.Table(TableName.Reports).DeleteEntityAsync("01|2024", "h|01-001|05|0001");

        var history = await (await _reporter.GetAsync($"{Path}/revisions")).JsonAsync();

        Assert.Equal(
            ["missing", "link"], history.GetProperty("breaks").EnumerateArray().Select(element => element.GetProperty("kind").GetString()));
    }

    [Fact]
    public async Task A_withdrawal_is_a_revision_and_reporting_again_must_name_it()
    {
        var nothing = await _reporter.SendJsonAsync(HttpMethod.Post, $"{Path}/withdraw", """{"reason":"wrong unit"}""");
        await PutAsync(1);
        var withdrawn = await _reporter.SendJsonAsync(HttpMethod.Post, $"{Path}/withdraw", """{"reason":"wrong unit"}""");
        var again = await _reporter.SendJsonAsync(HttpMethod.Post, $"{Path}/withdraw", """{"reason":"wrong unit"}""");
        var unnamed = await PutAsync(5);
        var named = await PutAsync(5, ""","replaces":2""");

        Assert.Equal(HttpStatusCode.Conflict, nothing.StatusCode);
        Assert.Equal(HttpStatusCode.Created, withdrawn.StatusCode);
        Assert.True((await withdrawn.JsonAsync()).GetProperty("isWithdrawn").GetBoolean());
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, unnamed.StatusCode);
        Assert.Equal(3, (await named.JsonAsync()).GetProperty("revision").GetInt32());
    }

    [Fact]
    public async Task A_withdrawal_sent_again_does_not_take_back_the_correction()
    {
        const string Withdrawal = """{"reason":"nhập nhầm"}""";
        await PutAsync(1);
        var withdrawn = await _reporter.SendJsonAsync(HttpMethod.Post, $"{Path}/withdraw", Withdrawal, ("Idempotency-Key", "w1"));
        await PutAsync(5, ""","replaces":2""");

        var keyed = await _reporter.SendJsonAsync(HttpMethod.Post, $"{Path}/withdraw", Withdrawal, ("Idempotency-Key", "w1"));
        var unnamed = await _reporter.SendJsonAsync(HttpMethod.Post, $"{Path}/withdraw", Withdrawal);
        var standing = await (await _reporter.GetAsync(Path)).JsonAsync();
        var named = await _reporter.SendJsonAsync(HttpMethod.Post, $"{Path}/withdraw", """{"reason":"nhập nhầm","replaces":3}""");
        await PutAsync(6, ""","replaces":4""");
        var other = await _reporter.SendJsonAsync(HttpMethod.Post, $"{Path}/withdraw", """{"reason":"sai tháng"}""");

        Assert.Equal(HttpStatusCode.Created, withdrawn.StatusCode);
        Assert.Equal(2, (await keyed.JsonAsync()).GetProperty("revision").GetInt32());
        Assert.Equal(HttpStatusCode.Conflict, unnamed.StatusCode);
        Assert.Equal(3, standing.GetProperty("revision").GetInt32());
        Assert.Equal(HttpStatusCode.Created, named.StatusCode);
        Assert.Equal(6, (await other.JsonAsync()).GetProperty("revision").GetInt32());
    }

    [Fact]
    public async Task A_report_for_any_revision_sent_again_does_not_undo_the_correction()
    {
        await PutAsync(1);
        await PutAsync(2, ""","reason":"đếm sót" """, ("If-Match", "*"));
        await PutAsync(3, ""","replaces":2,"reason":"đếm lại" """);

        var again = await PutAsync(2, ""","reason":"đếm sót" """, ("If-Match", "*"));
        var meant = await PutAsync(2, ""","reason":"đếm lại lần nữa" """, ("If-Match", "*"));

        Assert.Equal(HttpStatusCode.PreconditionFailed, again.StatusCode);
        Assert.Equal(4, (await meant.JsonAsync()).GetProperty("revision").GetInt32());
    }

    [Fact]
    public async Task A_unit_above_confirms_or_returns_and_a_correction_is_unreviewed()
    {
        var leader = await _app.SignInAsync(Role.Leader, "01");
        await PutAsync(1);
        var own = await _reporter.SendJsonAsync(HttpMethod.Post, $"{Path}/confirm", """{"revision":1}""");
        var noNote = await leader.SendJsonAsync(HttpMethod.Post, $"{Path}/return", """{"revision":1}""");
        var returned = await leader.SendJsonAsync(HttpMethod.Post, $"{Path}/return", """{"revision":1,"note":"thiếu một xã"}""");
        await PutAsync(2, ""","replaces":1""");
        var stale = await leader.SendJsonAsync(HttpMethod.Post, $"{Path}/confirm", """{"revision":1}""");
        var fresh = await (await leader.GetAsync(Path)).JsonAsync();
        var confirmed = await leader.SendJsonAsync(HttpMethod.Post, $"{Path}/confirm", """{"revision":2}""");
        var history = await (await leader.GetAsync($"{Path}/revisions")).JsonAsync();

        Assert.Equal(HttpStatusCode.Forbidden, own.StatusCode);
        Assert.Equal(["/note member.missing"], await noNote.FaultsAsync());
        Assert.Equal("returned", (await returned.JsonAsync()).GetProperty("review").GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.False(fresh.TryGetProperty("review", out _));
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        Assert.True(history.GetProperty("isIntact").GetBoolean());
        Assert.Equal(
            "thiếu một xã",
            history.GetProperty("revisions")[0].GetProperty("receipt").GetProperty("review").GetProperty("note").GetString());
    }

    [Fact]
    public async Task A_closed_month_takes_only_an_approved_reopening()
    {
        const string March = "/api/reports/01-001/2024-03";
        const string Values = """{"values":{"trees-planted":{"amount":3}}}""";
        var closed = await _reporter.SendJsonAsync(HttpMethod.Put, March, Values);
        var byReporter = await _reporter.SendJsonAsync(HttpMethod.Post, "/api/calendar/2024/reopenings", "{}");
        var reopened = await _administrator.SendJsonAsync(
            HttpMethod.Post, "/api/calendar/2024/reopenings", """{"month":"2024-03","unit":"01","until":"2024-06-10","reason":"flood"}""");
        var taken = await _reporter.SendJsonAsync(HttpMethod.Put, March, Values);
        var foreign = await (await _app.SignInAsync(Role.Reporter, "79")).SendJsonAsync(HttpMethod.Put, "/api/reports/79/2024-03", Values);
        _app.Clock.Advance(TimeSpan.FromDays(8));
        var over = await _reporter.SendJsonAsync(HttpMethod.Put, March, """{"values":{"trees-planted":{"amount":4}},"replaces":1}""");

        Assert.Equal(["/period period.closed"], await closed.FaultsAsync());
        Assert.Equal(HttpStatusCode.Forbidden, byReporter.StatusCode);
        Assert.Equal(HttpStatusCode.OK, reopened.StatusCode);
        Assert.False((await taken.JsonAsync()).GetProperty("isOnTime").GetBoolean());
        Assert.Equal(["/period period.closed"], await foreign.FaultsAsync());
        Assert.Equal(["/period period.closed"], await over.FaultsAsync());
    }

    [Fact]
    public async Task The_calendar_of_the_centre_moves_the_days()
    {
        var wrong = await _administrator.SendJsonAsync(HttpMethod.Put, "/api/calendar/2024", """{"dueDay":20,"closeDay":5}""");
        var set = await _administrator.SendJsonAsync(HttpMethod.Put, "/api/calendar/2024", """{"dueDay":2,"closeDay":25}""");
        var late = await PutAsync(1);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Equal("2024-06-25", (await set.JsonAsync()).GetProperty("months")[4].GetProperty("closes").GetString());
        Assert.False((await late.JsonAsync()).GetProperty("isOnTime").GetBoolean());
    }

    [Fact]
    public async Task An_idempotency_key_replays_the_first_answer_byte_for_byte()
    {
        var first = await PutAsync(1, "", ("Idempotency-Key", "\"k1\""));
        var again = await PutAsync(1, "", ("Idempotency-Key", "\"k1\""));
        var other = await PutAsync(2, "", ("Idempotency-Key", "\"k1\""));
        var refused = await PutAsync(-1, "", ("Idempotency-Key", "k2"));
        var refusedAgain = await PutAsync(-1, "", ("Idempotency-Key", "k2"));
        _app.Clock.Advance(Idempotency.RetentionPeriod);
        var expired = await PutAsync(1, "", ("Idempotency-Key", "\"k1\""));

        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.EndsWith("idempotency-key-reused", (await other.JsonAsync()).GetProperty("type").GetString(), StringComparison.Ordinal);
        Assert.Equal(await refused.Content.ReadAsStringAsync(), await refusedAgain.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, expired.StatusCode);
        _app.Clock.Advance(Idempotency.RetentionPeriod + TimeSpan.FromMinutes(1));
        var forgotten = await _app.Services.GetRequiredService<Idempotency>()
            .RemoveExpired(new TimerRun(_app.Clock.GetUtcNow(), false), CancellationToken.None);
        Assert.Equal(2, forgotten.Rows);
    }

    [Fact]
    public async Task A_key_in_progress_is_409_until_its_process_must_have_died()
    {
        await PutAsync(1, "", ("Idempotency-Key", "k"));
        var table = _app.Store.Table(TableName.Reports);
        var record = await table.QueryPartitionAsync("idempotency", default).SingleAsync();
        record.Remove("Answer");
        await table.UpdateEntityAsync(record, record.ETag, TableUpdateMode.Replace);

        var meanwhile = await PutAsync(1, "", ("Idempotency-Key", "k"));
        _app.Clock.Advance(TimeSpan.FromMinutes(3));
        var later = await PutAsync(1, "", ("Idempotency-Key", "k"));

        Assert.Equal(HttpStatusCode.Conflict, meanwhile.StatusCode);
        Assert.Equal(1, meanwhile.Headers.RetryAfter?.Delta?.TotalSeconds);
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }

    [Fact]
    public async Task A_value_out_of_proportion_is_stored_with_a_warning_that_can_be_confirmed()
    {
        await using var app = await TestApp.StartAsync(storage, heldOpenYears: [2024]);
        var reporter = await app.SignInAsync(Role.Reporter, "01-001");
        Task<HttpResponseMessage> SendAsync(string month, int trees, string more = "") => reporter.SendJsonAsync(
            HttpMethod.Put, $"/api/reports/01-001/{month}", $$$"""{"values":{"trees-planted":{"amount":{{{trees}}}}}{{{more}}}}""");
        await SendAsync("2024-03", 120);
        await SendAsync("2024-04", 90);
        var doubtful = await SendAsync("2024-05", 1200);
        var shown = await (await reporter.GetAsync("/api/reports/01-001/2024-05")).JsonAsync();
        var confirmed = await SendAsync("2024-05", 1200, ""","confirmed":true""");
        var after = await (await reporter.GetAsync("/api/reports/01-001/2024-05")).JsonAsync();

        Assert.Equal(HttpStatusCode.Created, doubtful.StatusCode);
        Assert.Equal("value.implausible", (await doubtful.JsonAsync()).GetProperty("warnings")[0].GetProperty("code").GetString());
        Assert.Equal("/values/trees-planted", shown.GetProperty("warnings")[0].GetProperty("pointer").GetString());
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        Assert.False(after.TryGetProperty("warnings", out _));
        Assert.Equal(1, after.GetProperty("revision").GetInt32());
    }

    [Theory]
    [InlineData(
        "/api/reports", "application/json",
        """{"unit":"01-001","period":"2024-05","values":{"trees-planted":{"amount":900000}},"confirmed":true}""")]
    [InlineData("/api/reports/batch?confirmed=true", "text/csv", "unit,period,trees-planted\n01-001,2024-05,900000\n")]
    public async Task A_confirmation_that_meets_a_review_is_kept_beside_it(string path, string type, string body)
    {
        var prefix = StorageFixture.NewPrefix();
        var line = new FaultTransport();
        await using var app = await TestApp.StartAsync(storage, line, prefix, heldOpenYears: [2024]);
        await using var other = await TestApp.StartAsync(storage, prefix: prefix, heldOpenYears: [2024]);
        var reporter = await app.SignInAsync(Role.Reporter, "01-001");
        var leader = await other.SignInAsync(Role.Leader, "01");
        await reporter.SendJsonAsync(HttpMethod.Put, "/api/reports/01-001/2024-05", """{"values":{"trees-planted":{"amount":900000}}}""");
        HttpResponseMessage? returned = null;
        line.Before = async _ =>
        {
            if (returned is null && line.Calls[^1].Contains("$batch", StringComparison.Ordinal))
                returned = await leader.SendJsonAsync(
                    HttpMethod.Post, "/api/reports/01-001/2024-05/return", """{"revision":1,"note":"xem lại"}""");
        };

        var answer = await reporter.PostAsync(path, new StringContent(body, Encoding.UTF8, type));
        var after = await (await reporter.GetAsync("/api/reports/01-001/2024-05")).JsonAsync();

        Assert.Equal(HttpStatusCode.OK, returned?.StatusCode);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(after.TryGetProperty("warnings", out _), after.ToString());
        Assert.Equal("returned", after.GetProperty("review").GetProperty("state").GetString());
    }
}
