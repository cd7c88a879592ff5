using System.Globalization;
using System.Text.Json;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Exports.Datasets;
using static YouthFunctions.Exports.Datasets.ColumnFactory;

namespace YouthFunctions.Exports.Tables;

/// <summary>
/// Rollups and targets as SDMX-CSV 2.0 (github.com/sdmx-twg/sdmx-csv), and the structure that describes them as
/// SDMX-JSON 2.0. Units down to the districts: codes of communes were given again in 2025, and an area code must not be.
/// </summary>
public static class Sdmx
{
    private const string Agency = "YOUTHFUNCTIONS";

    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Concepts = ["FREQ", "REF_AREA", "INDICATOR", "COMPONENT", "TIME_PERIOD", "OBS_VALUE"];

    private static readonly (string Code, string Name)[] Components =
    [
        ("AMOUNT", "Amount of the month, or numerator of a ratio"), ("AMOUNT_DENOMINATOR", "Denominator of the month's ratio"),
        ("YTD", "Year to date, or its numerator"), ("YTD_DENOMINATOR", "Denominator of the year to date"), ("TARGET", "Target of the year"),
    ];

    /// <summary>The table of observations; the names and their order are the format's.</summary>
    public static Dataset<SdmxRow> Table { get; } = new(
        "sdmx", new("SDMX-CSV", "SDMX-CSV"), new("Một dòng là một giá trị quan sát", "A row is an observation"), [],
        [
            Code("STRUCTURE", _ => "dataflow"), Code("STRUCTURE_ID", row => $"{Agency}:{row.Structure}(1.0.0)"), Code("ACTION", _ => "I"),
            Code("FREQ", row => row.Period.Length == 4 ? "A" : "M"), Code("REF_AREA", row => row.Area.ToString()),
            Code("INDICATOR", row => row.Indicator.ToString()),
            Code("COMPONENT", row => row.Component), Code("TIME_PERIOD", row => row.Period),
            Required<SdmxRow>(
                "OBS_VALUE", ColumnType.Decimal, new("OBS_VALUE", "OBS_VALUE"), new("Giá trị", "Value"), row => (decimal?)row.Value),
        ])
    { IsExchange = true };

    /// <summary>The observations of a rollup that are known.</summary>
    public static IEnumerable<SdmxRow> FromRollup(RollupRow row)
    {
        if (row.RowUnit.Unit.Level == UnitLevel.Commune)
            yield break;
        var period = row.Month.ToString();
        foreach (var (component, value) in Parts(row.Total.Amount, "AMOUNT").Concat(Parts(row.Total.YearToDate, "YTD")))
            yield return new SdmxRow("ROLLUPS", row.RowUnit.Unit.Code, row.Indicator, component, period, value);
    }

    /// <summary>The observation of a target.</summary>
    public static IEnumerable<SdmxRow> FromTarget(TargetRow row) => row.RowUnit.Unit.Level == UnitLevel.Commune
        ? []
        : [new SdmxRow(
            "TARGETS", row.RowUnit.Unit.Code, row.Indicator.Code, "TARGET", row.RowUnit.Year.ToString(CultureInfo.InvariantCulture),
            row.Target)];

    /// <summary>The dataflows, their structure and its code lists, as SDMX-JSON 2.0.</summary>
    public static string Structure(IEnumerable<Unit> units, IEnumerable<(IndicatorCode Code, Text Name)> indicators) =>
        JsonSerializer.Serialize(
            new
            {
                meta = new
                {
                    schema = "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/structure-message/tools/schemas/2.0.0/"
                        + "sdmx-json-structure-schema.json",
                    id = "STRUCTURE",
                    test = false,
                    prepared = "2024-01-01T00:00:00Z",
                    sender = new { id = Agency },
                },
                data = new
                {
                    dataflows = new[] { Dataflow("ROLLUPS", "Rollups"), Dataflow("TARGETS", "Targets") },
                    codelists = new[]
                    {
                        CodeList("CL_FREQ", [("A", "Annual"), ("M", "Monthly")]),
                        CodeList(
                            "CL_AREA",
                            units.Where(unit => unit.Level != UnitLevel.Commune).Select(unit => (unit.Code.ToString(), unit.Name))),
                        CodeList("CL_INDICATOR", indicators.Select(indicator => (indicator.Code.ToString(), indicator.Name.English))),
                        CodeList("CL_COMPONENT", Components),
                    },
                    conceptSchemes = new[]
                    {
                        Item("CONCEPTS", "Concepts", new
                        {
                            concepts = Concepts.Select(id => new { id, name = id }),
                        }),
                    },
                    dataStructures = new[] { DataStructure() },
                },
            },
            Json);

    private static IEnumerable<(string, decimal)> Parts(Measure measure, string component)
    {
        if (measure.IsKnown)
            yield return (component, measure.Numerator);
        if (measure.Denominator is { } denominator)
            yield return ($"{component}_DENOMINATOR", denominator);
    }

    private static Dictionary<string, object> Item(string id, string name, object parts)
    {
        var item = new Dictionary<string, object> { ["id"] = id, ["agencyID"] = Agency, ["version"] = "1.0.0", ["name"] = name };
        foreach (var part in parts.GetType().GetProperties())
            item[part.Name] = part.GetValue(parts)!;
        return item;
    }

    private static Dictionary<string, object> Dataflow(string id, string name) =>
        Item(id, name, new { structure = $"urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure={Agency}:DSD(1.0.0)" });

    private static Dictionary<string, object> CodeList(string id, IEnumerable<(string Code, string Name)> codes) =>
        Item(id, id, new { codes = codes.DistinctBy(code => code.Code).Select(code => new { id = code.Code, name = code.Name }) });

    private static Dictionary<string, object> DataStructure() => Item("DSD", "Youth Union figures", new
    {
        dataStructureComponents = new
        {
            dimensionList = new
            {
                id = "DimensionDescriptor",
                dimensions = new[] { ("FREQ", "CL_FREQ"), ("REF_AREA", "CL_AREA"), ("INDICATOR", "CL_INDICATOR"),
                    ("COMPONENT", "CL_COMPONENT") }.Select((dimension, position) => new
                    {
                        id = dimension.Item1,
                        position,
                        conceptIdentity = Concept(dimension.Item1),
                        localRepresentation = new
                        {
                            enumeration = $"urn:sdmx:org.sdmx.infomodel.codelist.Codelist={Agency}:{dimension.Item2}(1.0.0)",
                        },
                    }),
                timeDimensions = new[] { new
                {
                    id = "TIME_PERIOD",
                    conceptIdentity = Concept("TIME_PERIOD"),
                    localRepresentation = new { format = new { dataType = "ObservationalTimePeriod" } },
                } },
            },
            measureList = new
            {
                id = "MeasureDescriptor",
                measures = new[] { new
                {
                    id = "OBS_VALUE",
                    conceptIdentity = Concept("OBS_VALUE"),
                    localRepresentation = new { format = new { dataType = "Decimal" } },
                } },
            },
        },
    });

    private static string Concept(string id) => $"urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept={Agency}:CONCEPTS(1.0.0).{id}";

    private static Column<SdmxRow> Code(string name, Func<SdmxRow, string> read) =>
        Required<SdmxRow>(name, ColumnType.Code, new(name, name), new(name, name), row => read(row));
}
