using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Rules;
using YouthFunctions.Reports.Wire;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Reports;

/// <summary>Bodies that no form app would send.</summary>
public sealed class FuzzTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private const int InProcess = 100_000;
    private const int OverHttp = 1_000;

    private static readonly string[] Seeds =
    [
        """{"unit":"01-001","period":"2024-05","values":{"trees-planted":{"amount":1200},"volunteer-turns":{"yearToDate":5000}"""
            + ""","youth-gathered":{"numerator":10,"denominator":20}},"reason":"x","replaces":null,"simulated":false}""",
        """{"unit":"01","period":"2024-06","values":{"loans":{"amount":1000000000}},"replaces":1,"reason":"đếm sót","confirmed":true}""",
    ];

    private static readonly string[] Tokens =
    [
        "null", "-1", "1e999", "1e-5", "0.5", "-0", "1.0", "99999999999999999999", "1000000000000000", "1000000000000001", "\"\\ud800\"",
        "\"\\u0000\"", "\"\"", "{}", "[]", "[[[[[[[[[",
        "{\"a\":{\"a\":{\"a\":{\"a\":", "true", "\"amount\":", "\"unit\":\"01\",", "\"trees-planted\"", "\"no-such\"", "\u0000", "\ufeff",
        "//", "'", "NaN", "\"VN\"", "\"2024-13\"", "\"2024-05\"",
    ];

    private static byte[] Mutated(Random chance)
    {
        var body = Encoding.UTF8.GetBytes(Seeds[chance.Next(Seeds.Length)]).ToList();
        for (var left = chance.Next(1, 4); left > 0 && body.Count > 0; left--)
        {
            var index = chance.Next(body.Count);
            switch (chance.Next(12))
            {
                case 0: body[index] = (byte)chance.Next(256); break;
                case 1: body.RemoveRange(index, Math.Min(chance.Next(1, 12), body.Count - index)); break;
                case 2: body.InsertRange(index, Encoding.UTF8.GetBytes(Tokens[chance.Next(Tokens.Length)])); break;
                case 3: body.InsertRange(index, body.GetRange(index, Math.Min(chance.Next(1, 40), body.Count - index))); break;
                case 4: body.RemoveRange(index, body.Count - index); break;
                default: ReplaceValue(body, chance); break;
            }
        }

        return [.. body];
    }

    // Most random bytes end in the JSON parser; a token in the place of a value gets past it.
    private static void ReplaceValue(List<byte> body, Random chance)
    {
        var colons = Enumerable.Range(0, body.Count).Where(index => body[index] == (byte)':').ToArray();
        if (colons.Length == 0)
            return;
        var start = colons[chance.Next(colons.Length)] + 1;
        var end = body.FindIndex(start, letter => letter is (byte)',' or (byte)'}');
        if (end < 0)
            return;
        body.RemoveRange(start, end - start);
        body.InsertRange(start, Encoding.UTF8.GetBytes(Tokens[chance.Next(Tokens.Length)]));
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task A_hundred_thousand_mutated_bodies_end_in_faults_or_in_a_valid_draft()
    {
        await using var app = await TestApp.StartAsync(storage);
        var drafts = app.Services.GetRequiredService<DraftFactory>();
        var hanoi = new Caller("test", Role.Reporter,
            UnitCode.Parse("01"))
        { Trees = [.. app.Services.GetRequiredService<UnitRegister>().Trees.Select(tree => tree.From)] };
        var (chance, valid, refused, unreadable) = (new Random(7), 0, 0, 0);
        for (var count = 0; count < InProcess; count++)
        {
            var body = Mutated(chance);
            JsonDocument document;
            try
            {
                document = JsonDocument.Parse(body, ReportJson.Options);
            }
            catch (JsonException)
            {
                unreadable++;
                continue;
            }

            using (document)
            {
                if (!ReportBody.IsUnicode(document.RootElement))
                {
                    unreadable++;
                    continue;
                }

                var faults = new List<Fault>();
                var sent = ReportJson.Read(document.RootElement, "", faults);
                var planned = await drafts.CreateAsync(sent, hanoi, app.Clock.GetUtcNow(), faults, CancellationToken.None);
                Assert.True(planned is null == faults.Count > 0, Encoding.UTF8.GetString(body));
                if (planned is not null)
                    AssertValid(planned.Draft.Values, planned.ReportingYear.Plan);
                _ = planned is null ? refused++ : valid++;
            }
        }

        AssertEach.All(
            [valid, refused, unreadable],
            count => Assert.True(count > InProcess / 100, $"{valid} valid, {refused} refused, {unreadable} unreadable"));
    }

    [Fact]
    public async Task Over_http_no_mutated_body_gives_a_server_error_and_nothing_invalid_is_stored()
    {
        await using var app = await TestApp.StartAsync(storage);
        var reporter = await app.SignInAsync(Role.Reporter, "01");
        var chance = new Random(11);
        for (var count = 0; count < OverHttp; count++)
        {
            var content = new ByteArrayContent(Mutated(chance));
            content.Headers.ContentType = new("application/json");
            var response = await reporter.PostAsync("/api/reports", content);
            Assert.True(
                (int)response.StatusCode is 200 or 201 or 400 or 409 or 422, $"{response.StatusCode}: {await content.ReadAsStringAsync()}");
        }

        var plan = (await app.Services.GetRequiredService<PlanStore>().FindAsync(2024, CancellationToken.None))!.Plan;
        var stored = 0;
        await foreach (var row in app.Store.Table(TableName.Reports)
            .QueryAsync<TableEntity>("RowKey ge 'c|' and RowKey lt 'h}'"))
        {
            AssertValid(ReportEntity.FromEntity(row).Values, plan);
            stored++;
        }

        Assert.True(stored > 0);
    }

    private static void AssertValid(IReadOnlyDictionary<IndicatorCode, ReportedValue> values, YearPlan plan)
    {
        Assert.NotEmpty(values);
        foreach (var (code, value) in values)
        {
            var indicator = plan.Find(code);
            Assert.NotNull(indicator);
            Assert.Equal(indicator.Kind == IndicatorKind.Ratio, value.Measure.Denominator.HasValue);
            Assert.True(decimal.IsInteger(value.Measure.Numerator) && value.Measure.Numerator is >= 0 and <= ReportCheck.Limit);
            Assert.True(value.Measure.Numerator <= (value.Measure.Denominator ?? ReportCheck.Limit));
        }
    }
}
