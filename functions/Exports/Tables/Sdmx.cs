using System.Globalization;
using System.Text.Json;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Organisations;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Plan;
using static YouthFunctions.Exports.Datasets.ColumnFactory;

namespace YouthFunctions.Exports.Tables;

/// <summary>
/// Rollups and targets as SDMX-CSV 2.0 (github.com/sdmx-twg/sdmx-csv), and the structure that describes them as
/// SDMX-JSON 2.0. Units of levels whose codes were never given to others: an area code must not be.
/// </summary>
public static class Sdmx
{
    private const string Agency = "YOUTHFUNCTIONS";
    private const string Version = "2.0.0";
    private const string Share = "RATIO";

    // Of the cross-domain code list CL_OBS_STATUS (sdmx.org): a value that nobody has checked, and any other.
    private const string Unvalidated = "V";
    private const string Normal = "A";

    private static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Concepts =
        ["FREQ", "REF_AREA", "INDICATOR", "COMPONENT", "TIME_PERIOD", "OBS_VALUE", "UNIT_MEASURE", "OBS_STATUS", "SIMULATED"];

    private static readonly (string Code, string Name)[] Components =
    [
        ("AMOUNT", "Amount of the month, or numerator of a ratio"), ("AMOUNT_DENOMINATOR", "Denominator of the month's ratio"),
        ("YTD", "Year to date, or its numerator"), ("YTD_DENOMINATOR", "Denominator of the year to date"), ("TARGET", "Target of the year"),
    ];

    /// <summary>The table of observations; the names and their order are the format's.</summary>
    public static Dataset<SdmxRow> Table { get; } = new(
        "sdmx", new("SDMX-CSV", "SDMX-CSV"), new("Một dòng là một giá trị quan sát", "A row is an observation"), [],
        [
            Code("STRUCTURE", _ => "dataflow"), Code("STRUCTURE_ID", row => $"{Agency}:{row.Structure}({Version})"),
            Code("ACTION", _ => "I"),
            Code("FREQ", row => row.Period.Length == 4 ? "A" : "M"), Code("REF_AREA", row => row.Area.ToString()),
            Code("INDICATOR", row => row.Indicator.ToString()),
            Code("COMPONENT", row => row.Component), Code("TIME_PERIOD", row => row.Period),
            Required<SdmxRow>(
                "OBS_VALUE", ColumnType.Decimal, new("OBS_VALUE", "OBS_VALUE"), new("Giá trị", "Value"), row => (decimal?)row.Value),
            Code("UNIT_MEASURE", row => row.UnitOfMeasure), Code("OBS_STATUS", row => row.IsDoubted ? Unvalidated : Normal),
            Code("SIMULATED", row => row.IsSimulated ? "true" : "false"),
        ])
    { IsExchange = true };

    /// <summary>The observations of rollups that are known.</summary>
    /// <param name="rows">The rollups.</param>
    /// <param name="plan">The plan of their year, which may lack an indicator by now.</param>
    public static IEnumerable<SdmxRow> FromRollups(IEnumerable<RollupRow> rows, YearPlan plan)
    {
        var units = plan.Indicators.ToDictionary(indicator => indicator.Code, indicator => UnitOf(indicator).Code);
        foreach (var row in rows.Where(row => !row.RowUnit.Unit.Level.Codes.AreReused))
        {
            var period = row.Month.ToString();
            var total = row.Total;
            foreach (var (component, value, isDoubted) in Parts(total.Amount, "AMOUNT", total.Doubted)
                .Concat(Parts(total.YearToDate, "YTD", total.DoubtedToDate)))
                yield return new SdmxRow(
                    "ROLLUPS", row.RowUnit.Unit.Code, row.Indicator, component, period, value,
                    units.GetValueOrDefault(row.Indicator, UnitOf(null).Code), isDoubted, row.IsSimulated);
        }
    }

    /// <summary>The observation of a target.</summary>
    public static IEnumerable<SdmxRow> FromTarget(TargetRow row) => row.RowUnit.Unit.Level.Codes.AreReused
        ? []
        : [new SdmxRow(
            "TARGETS", row.RowUnit.Unit.Code, row.Indicator.Code, "TARGET", row.RowUnit.Year.ToString(CultureInfo.InvariantCulture),
            row.Target, row.Indicator.Kind == IndicatorKind.Ratio ? Share : UnitOf(row.Indicator).Code, false, false)];

    // A code of the words that the plan has for it: VND, PEOPLE, TREES.
    private static (string Code, string Name) UnitOf(Indicator? indicator)
    {
        if (indicator is null)
            return ("UNKNOWN", "Unknown");
        if (indicator.IsMoney)
            return (Organisation.Current.Currency.Code, Organisation.Current.Currency.Name.English);
        var name = indicator.UnitOfMeasure.English;
        return (string.Concat(name.ToUpperInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_')), name);
    }

    /// <summary>The dataflows, their structure and its code lists, as SDMX-JSON 2.0.</summary>
    public static string Structure(IEnumerable<Unit> units, IReadOnlyCollection<Indicator> indicators) =>
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
                            units.Where(unit => !unit.Level.Codes.AreReused).Select(unit => (unit.Code.ToString(), unit.Name))),
                        CodeList("CL_INDICATOR", indicators.Select(indicator => (indicator.Code.ToString(), indicator.Name.English))),
                        CodeList("CL_COMPONENT", Components),
                        CodeList(
                            "CL_UNIT_MEASURE",
                            indicators.Select(UnitOf).Concat([UnitOf(null), (Share, "Share, from 0 to 1")])),
                        CodeList("CL_OBS_STATUS", [(Normal, "Normal value"), (Unvalidated, "Unvalidated value")]),
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

    private static IEnumerable<(string, decimal, bool)> Parts(Measure measure, string component, Measure doubted)
    {
        if (measure.IsKnown)
            yield return (component, measure.Numerator, doubted.IsKnown);
        if (measure.Denominator is { } denominator)
            yield return ($"{component}_DENOMINATOR", denominator, doubted.IsKnown);
    }

    private static Dictionary<string, object> Item(string id, string name, object parts)
    {
        var item = new Dictionary<string, object> { ["id"] = id, ["agencyID"] = Agency, ["version"] = Version, ["name"] = name };
        foreach (var part in parts.GetType().GetProperties())
            item[part.Name] = part.GetValue(parts)!;
        return item;
    }

    private static Dictionary<string, object> Dataflow(string id, string name) =>
        Item(id, name, new { structure = $"urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure={Agency}:DSD({Version})" });

    private static Dictionary<string, object> CodeList(string id, IEnumerable<(string Code, string Name)> codes) =>
        Item(id, id, new { codes = codes.DistinctBy(code => code.Code).Select(code => new { id = code.Code, name = code.Name }) });

    private static Dictionary<string, object> DataStructure() => Item("DSD", Organisation.Current.Exports.Figures.English, new
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
                            enumeration = ListUrn(dimension.Item2),
                        },
                    }),
                timeDimensions = new[] { new
                {
                    id = "TIME_PERIOD",
                    conceptIdentity = Concept("TIME_PERIOD"),
                    localRepresentation = new { format = new { dataType = "ObservationalTimePeriod" } },
                } },
            },
            attributeList = new
            {
                id = "AttributeDescriptor",
                attributes = new object[]
                {
                    Attribute("UNIT_MEASURE", new { enumeration = ListUrn("CL_UNIT_MEASURE") }),
                    Attribute("OBS_STATUS", new { enumeration = ListUrn("CL_OBS_STATUS") }),
                    Attribute("SIMULATED", new { format = new { dataType = "Boolean" } }),
                },
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

    private static object Attribute(string id, object representation) => new
    {
        id,
        conceptIdentity = Concept(id),
        localRepresentation = representation,
        usage = "mandatory",
        attributeRelationship = new { observation = new { } },
    };

    private static string ListUrn(string id) => $"urn:sdmx:org.sdmx.infomodel.codelist.Codelist={Agency}:{id}({Version})";

    private static string Concept(string id) => $"urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept={Agency}:CONCEPTS({Version}).{id}";

    private static Column<SdmxRow> Code(string name, Func<SdmxRow, string> read) =>
        Required<SdmxRow>(name, ColumnType.Code, new(name, name), new(name, name), row => read(row));
}
