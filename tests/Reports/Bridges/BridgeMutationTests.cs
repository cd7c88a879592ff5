using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Reports.Batch.Sheets;
using YouthFunctions.Reports.Bridges;
using YouthFunctions.Reports.Rules;
using YouthFunctions.Reports.Wire;
using YouthFunctions.Tests.House;
using YouthFunctions.Tests.Rooms;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Reports.Bridges;

/// <summary>
/// What other systems could send by mistake: submissions and data value sets with parts moved, wrapped, repeated, renamed and
/// written otherwise. Whatever ends in a report must stand in the input under the same unit and month, and whatever stands in
/// the input as a value must end in the report or in a fault.
/// </summary>
[Trait("Category", "siege")]
public sealed class BridgeMutationTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private const int Cases = 50_000;

    private static readonly string[] KoboSeeds =
    [
        """{"_id":1,"formhub/uuid":"a","unit":"02","period":"2024-05","volunteer_turns":"300","trees_planted":120,"_attachments":[]}""",
        """{"__id":"u","__system":{"edits":0},"unit":"04","period":"2024-05","results":{"volunteer_turns":300,"trees_planted":120}"""
            + ""","youth_gathered":7,"youth_total":9}""",
        """{"_id":2,"unit":"06","period":"2024-04","day/trees_planted":"15","plantings":[{"plantings/loans":"120"}"""
            + """,{"plantings/loans":"80"}]}""",
    ];

    private static readonly string[] Dhis2Seeds =
    [
        """{"dataSet":"M","period":"202405","orgUnit":"02","dataValues":[{"dataElement":"TREES_PLANTED","value":"7"}"""
            + """,{"dataElement":"VOLUNTEER_TURNS","value":"9","deleted":false}]}""",
        """{"dataValues":[{"dataElement":"TREES_PLANTED","period":"202405","orgUnit":"12","categoryOptionCombo":"default","value":"900"}"""
            + """,{"dataElement":"YOUTH_GATHERED","period":"202404","orgUnit":"14","value":"3"}"""
            + """,{"dataElement":"YOUTH_TOTAL","period":"202404","orgUnit":"14","value":"8"}]}""",
    ];

    private static readonly string[] Texts =
    [
        "50.000", "1,200", "1.234,5", "1.000.000", "12.5", "1e3", "0", "-4", " 12 ", "", "x", "５", "2024-05", "202404", "2024-05-01", "02",
        "04", "31", "default", "MALE", "TREES_PLANTED", "trees-planted", "Trees-Planted", "true",
    ];

    private static readonly string[] Names =
    [
        "unit", "period", "trees_planted", "volunteer_turns", "results", "data", "value", "deleted", "orgUnit", "dataElement",
    "categoryOptionCombo", "_x", "meta", "g/trees_planted", "type", ];

    [Fact]
    public Task Submissions_are_heard_right_or_refused() =>
        RunAsync(KoboSeeds, Kobo, (mapping, root) => new KoboSubmissions(mapping.Kobo, NumberStyle.Unknown).Read(root));

    [Fact]
    public Task Data_value_sets_are_heard_right_or_refused() =>
        RunAsync(Dhis2Seeds, Dhis2, (mapping, root) => new Dhis2DataValues(mapping.Dhis2, NumberStyle.Unknown).Read(root));

    /// <summary>A value as the input says it: its column, what is written, and the units and months that stand around it.</summary>
    private sealed record InputValue(string Field, decimal? Number, string[] Units, string[] Months);

    private async Task RunAsync(
        string[] seeds, Func<JsonElement, IReadOnlyList<InputValue>> listen,
        Func<BridgeMapping, JsonElement, IEnumerable<SubmittedRow>> read)
    {
        await using var app = await TestApp.StartAsync(storage);
        var drafts = app.Services.GetRequiredService<DraftFactory>();
        var mapping = app.Services.GetRequiredService<BridgeMapping>();
        var centre = new Caller("test", Role.Reporter, UnitCode.Country)
        {
            Trees = [.. app.Services.GetRequiredService<UnitRegister>().Trees.Select(tree => tree.From)],
        };
        var chance = new Random(14);
        var (taken, refused) = (0, 0);
        for (var count = 0; count < Cases; count++)
        {
            var text = Mutated(JsonNode.Parse(seeds[chance.Next(seeds.Length)])!.AsObject(), chance);
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 64 });
            var said = listen(document.RootElement);
            var rows = read(mapping, document.RootElement).ToArray();
            var heard = new List<(UnitCode Unit, Month Month, string Field, decimal Number)>();
            foreach (var row in rows)
            {
                var planned = row.Report is null ? null
                    : await drafts.CreateAsync(row.Report, centre, app.Clock.GetUtcNow(), row.Faults, CancellationToken.None);
                if (planned is { Draft: var draft })
                    heard.AddRange(draft.Values.SelectMany(value =>
                        Parts(value.Key, value.Value.Measure).Select(part => (draft.Unit, draft.Period, part.Field, part.Number))));
            }

            Assert.All(heard, value => Assert.True(
                said.Any(word => word.Field == value.Field && word.Number == value.Number
                    && word.Units.Contains(value.Unit.ToString()) && word.Months.Contains(value.Month.ToString())),
                $"{value} is not in {text}"));
            var isWhole = rows.All(row => row.Faults.Count == 0);
            Assert.True(
                !isWhole || said.All(word => heard.Any(value => value.Field == word.Field && value.Number == word.Number)),
                $"Something of {text} is neither stored nor refused.");
            _ = isWhole && heard.Count > 0 ? taken++ : refused++;
        }

        AssertEach.All([taken, refused], count => Assert.True(count > Cases / 20, $"{taken} taken, {refused} refused"));
    }

    private static IEnumerable<(string Field, decimal Number)> Parts(IndicatorCode code, Measure measure) =>
        measure.Denominator is { } whole
            ? [($"{code}:numerator", measure.Numerator), ($"{code}:denominator", whole)]
            : [(code.ToString(), measure.Numerator)];

    private static readonly Dictionary<string, string> Fields = new()
    {
        ["trees_planted"] = "trees-planted",
        ["volunteer_turns"] = "volunteer-turns",
        ["loans"] = "loans",
        ["youth_gathered"] = "youth-gathered:numerator",
        ["youth_total"] = "youth-gathered:denominator",
        ["TREES_PLANTED"] = "trees-planted",
        ["VOLUNTEER_TURNS"] = "volunteer-turns",
        ["YOUTH_GATHERED"] = "youth-gathered:numerator",
        ["YOUTH_TOTAL"] = "youth-gathered:denominator",
        ["trees-planted"] = "trees-planted",
        ["Trees-Planted"] = "trees-planted",
    };

    // What the systems write there is their own, unless it is mapped.
    private static readonly string[] SystemFields = ["_id", "formhub/uuid", "__id", "__system", "meta", "_attachments"];

    // Every leaf under the name of a mapped question; the unit and month may stand in any group of the same submission.
    private static List<InputValue> Kobo(JsonElement root)
    {
        var leaves = new List<(string Name, JsonElement Value)>();
        Walk(root, isTop: true, isSystem: false);
        string[] Texts(string name) => [.. leaves.Where(leaf => leaf.Name == name).Select(leaf => Plain(leaf.Value))];
        string[] units = Texts("unit"), months = [.. Texts("period").Select(MonthOf)];
        return [.. leaves.Where(leaf => Fields.ContainsKey(leaf.Name) && Plain(leaf.Value).Length > 0)
            .Select(leaf => new InputValue(Fields[leaf.Name], NumberOf(leaf.Value), units, months))];

        void Walk(JsonElement element, bool isTop, bool isSystem)
        {
            // The systems' own lists are theirs; a mapped question within their objects is still an answer.
            if (element.ValueKind == JsonValueKind.Array && !isSystem)
                foreach (var entry in element.EnumerateArray())
                    Walk(entry, isTop: false, isSystem: false);
            if (element.ValueKind != JsonValueKind.Object)
                return;
            foreach (var member in element.EnumerateObject())
            {
                var name = member.Name[(member.Name.LastIndexOf('/') + 1)..];
                leaves.Add((name, member.Value));
                if (!Fields.ContainsKey(name))
                    Walk(member.Value, isTop && name == "data", isSystem || (isTop && SystemFields.Contains(member.Name)));
            }
        }
    }

    private static IReadOnlyList<InputValue> Dhis2(JsonElement root) =>
        !root.TryGetProperty("dataValues", out var values) || values.ValueKind != JsonValueKind.Array ? [] :
        [
            .. values.EnumerateArray()
                .Where(value => value.ValueKind == JsonValueKind.Object
                    && !value.EnumerateObject().Any(member => member.Name == "deleted" && member.Value.ValueKind == JsonValueKind.True))
                .Select(value => new InputValue(
                    value.TryGetProperty("dataElement", out var element) ? Fields.GetValueOrDefault(Plain(element), "?") : "?",
                    value.TryGetProperty("value", out var number) ? NumberOf(number) : null,
                    [Effective(root, value, "orgUnit")], [MonthOf(Effective(root, value, "period"))])),
        ];

    private static string Effective(JsonElement set, JsonElement value, string name) =>
        value.TryGetProperty(name, out var member) && Plain(member).Length > 0
            ? Plain(member)
            : set.TryGetProperty(name, out var common) ? Plain(common)
            : "";

    private static string Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Trim(),
        JsonValueKind.Null => "",
        JsonValueKind.Array when value.GetArrayLength() == 0 => "",
        JsonValueKind.Object when !value.EnumerateObject().Any() => "",
        _ => value.GetRawText(),
    };

    private static string MonthOf(string text) =>
        text is { Length: 6 } && text.All(char.IsAsciiDigit) ? $"{text[..4]}-{text[4..]}" : text.Length >= 7 ? text[..7] : text;

    // What a text says beyond doubt: 50.000 could be two numbers, so no report may hold either.
    private static decimal? NumberOf(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number)
            return value.TryGetDecimal(out var number) ? number : null;
        return Plain(value) switch
        {
            "1.234,5" => 1234.5m,
            "1.000.000" => 1000000m,
            var text
                when text.All(letter => char.IsAsciiDigit(letter) || letter is '.' or '-') && text.Count(letter => letter == '.') <= 1
                    && !text.Contains(".000", StringComparison.Ordinal)
                    && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain) => plain,
            _ => null,
        };
    }

    private static string Mutated(JsonObject body, Random chance)
    {
        for (var left = chance.Next(0, 4); left > 0; left--)
        {
            var places = Objects(body).Where(place => place.Count > 0).ToArray();
            if (places.Length == 0)
                break;
            var place = places[chance.Next(places.Length)];
            var (name, value) = place.ElementAt(chance.Next(place.Count));
            switch (chance.Next(12))
            {
                case 0: place.Remove(name); break;
                case 1: place[name] = Texts[chance.Next(Texts.Length)]; break;
                case 2:
                    place[name] = chance.Next(4) switch
                    {
                        0 => null,
                        1 => JsonValue.Create(true),
                        2 => JsonValue.Create(chance.Next(100) / 4m),
                        _ => JsonValue.Create(chance.Next(5000))
                    }; break;
                case 3: place.Remove(name); place[Names[chance.Next(Names.Length)]] = value; break;
                case 4: place[name] = new JsonObject { [Names[chance.Next(Names.Length)]] = value?.DeepClone() }; break;
                case 5: place[name] = new JsonArray(value?.DeepClone()); break;
                case 6: place[name] = new JsonArray(new JsonObject { [name] = value?.DeepClone() }, new JsonObject { [name] = "5" }); break;
                case 7: place[Names[chance.Next(Names.Length)]] = value?.DeepClone(); break;
                case 8: place["deleted"] = JsonValue.Create(chance.Next(2) == 0); break;
                case 9: place[$"g{chance.Next(2)}/{name}"] = value?.DeepClone(); break;
                case 10: place["categoryOptionCombo"] = Texts[chance.Next(Texts.Length)]; break;
                default: if (value is JsonArray { Count: > 0 } list) list.Add(list[chance.Next(list.Count)]?.DeepClone()); break;
            }
        }

        return chance.Next(20) == 0
            ? new JsonObject { ["type"] = "submission.create", ["data"] = body.DeepClone() }.ToJsonString()
            : body.ToJsonString();
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject part => part.SelectMany(member => Objects(member.Value)).Prepend(part),
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };
}
