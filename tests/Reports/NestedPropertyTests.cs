using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Reports.Batch;
using YouthFunctions.Reports.Batch.Sheets;
using YouthFunctions.Reports.Bridges;
using YouthFunctions.Reports.Rules;
using YouthFunctions.Reports.Wire;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Reports;

/// <summary>Random valid reports written as NDJSON and as submissions with random groups, order, months and marks: reading finds the
/// same values. (Sheets have a test of their own.)</summary>
public sealed class NestedPropertyTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private const int Cases = 2_000;

    private static readonly (string Question, string Indicator)[] Questions =
        [("trees_planted", "trees-planted"), ("volunteer_turns", "volunteer-turns"), ("ideas_supported", "ideas-supported"),
            ("loans", "loans")];

    [Fact]
    public async Task What_was_written_is_read_in_every_nesting_and_spelling()
    {
        await using var app = await TestApp.StartAsync(storage);
        var drafts = app.Services.GetRequiredService<DraftFactory>();
        var mapping = app.Services.GetRequiredService<BridgeMapping>().Kobo;
        var register = app.Services.GetRequiredService<UnitRegister>();
        var centre = new Caller("test", Role.Reporter, UnitCode.Country) { Trees = [.. register.Trees.Select(tree => tree.From)] };
        var units = register.TreeOf(2024).TopDown.Select(unit => unit.Code).Where(unit => unit != UnitCode.Country).ToArray();
        var chance = new Random(28);
        for (var count = 0; count < Cases; count++)
        {
            var unit = units[chance.Next(units.Length)];
            var month = new Month(2024, chance.Next(1, 7));
            var values = Questions.Where(_ => chance.Next(3) > 0).DefaultIfEmpty(Questions[0])
                .ToDictionary(pair => pair, _ => (decimal)chance.Next(100_000));

            using var submission = JsonDocument.Parse(Submission(unit, month, values, chance));
            var lines = new MemoryStream(
                Encoding.UTF8.GetBytes($"{(chance.Next(2) == 0 ? "\ufeff" : "")}{Line(unit, month, values, chance)}\r\n"));
            SubmittedRow[] rows = [.. new KoboSubmissions(mapping, NumberStyle.Unknown).Read(submission.RootElement),
                .. await JsonRows.ReadLinesAsync(lines, default).ToListAsync()];

            Assert.Equal(2, rows.Length);
            foreach (var row in rows)
            {
                var planned = await drafts.CreateAsync(row.Report!, centre, app.Clock.GetUtcNow(), row.Faults, default);
                Assert.True(planned is not null, string.Join("; ", row.Faults.Select(fault => $"{fault.Pointer} {fault.Code}")));
                Assert.Equal((unit, month), (planned.Draft.Unit, planned.Draft.Period));
                Assert.Equal(
                    values.OrderBy(pair => pair.Key.Indicator, StringComparer.Ordinal).Select(pair => (pair.Key.Indicator, pair.Value)),
                    planned.Draft.Values.OrderBy(pair => pair.Key).Select(pair => (pair.Key.ToString(), pair.Value.Measure.Numerator)));
            }
        }
    }

    private static string Spelled(Month month, Random chance) => chance.Next(6) switch
    {
        0 => $"{month.Year}-{month.Number:00}",
        1 => $"{month.Number}/{month.Year}",
        2 => $"T{month.Number}/{month.Year}",
        3 => $"Tháng {month.Number:00} năm {month.Year}".Normalize(chance.Next(2) == 0 ? NormalizationForm.FormC : NormalizationForm.FormD),
        4 => $"{month.Year}{month.Number:00}",
        _ => $"{month.Year}-{month.Number:00}-01",
    };

    private static string Line(
        UnitCode unit, Month month, Dictionary<(string Question, string Indicator), decimal> values, Random chance) => new JsonObject
        {
            ["period"] = Spelled(month, chance),
            ["values"] = new JsonObject(values.OrderBy(_ => chance.Next()).Select(pair => KeyValuePair.Create(
                chance.Next(2) == 0 ? pair.Key.Indicator : pair.Key.Indicator.ToUpperInvariant(),
                (JsonNode?)new JsonObject { ["amount"] = pair.Value }))),
            ["unit"] = unit.ToString(),
        }.ToJsonString();

    private static string Submission(
        UnitCode unit, Month month, Dictionary<(string Question, string Indicator), decimal> values, Random chance)
    {
        var answers = values.Select(pair => (Name: pair.Key.Question, Value: chance.Next(2) == 0
                ? JsonValue.Create(pair.Value) : JsonValue.Create(pair.Value.ToString(CultureInfo.InvariantCulture))))
            .Append((Name: "unit", Value: JsonValue.Create(unit.ToString())))
            .Append((Name: "period", Value: JsonValue.Create(Spelled(month, chance))))
            .OrderBy(_ => chance.Next()).ToArray();
        var root = new JsonObject { ["_id"] = chance.Next(1000), ["meta"] = new JsonObject { ["instanceID"] = "uuid:1" } };
        foreach (var (name, value) in answers)
        {
            var depth = chance.Next(3);
            if (chance.Next(2) == 0)
            {
                root[string.Concat(Enumerable.Range(0, depth).Select(level => $"g{level}/")) + name] = value; // as Kobo flattens groups
                continue;
            }

            var group = root;
            for (var level = 0; level < depth; level++)
                group = (JsonObject)(group[$"n{level}"] ??= new JsonObject());
            group[name] = value;
        }

        return (chance.Next(3) == 0 ? new JsonObject { ["type"] = "submission.create", ["id"] = "uuid:1", ["data"] = root } : root)
            .ToJsonString();
    }
}
