using System.Text.Json;
using YouthFunctions.Reports.Batch.Sheets;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.Reports.Bridges;

/// <summary>How the fields of another system are named here.</summary>
public sealed class SourceMapping
{
    private static readonly string[] RepeatRules = ["sum"];
    private readonly Dictionary<string, Column> _fields;
    private readonly HashSet<string> _ignored;
    private readonly HashSet<string> _summed;
    private readonly IReadOnlyDictionary<string, string> _units;

    internal SourceMapping(string name, SourceDocument document)
    {
        (UnitField, PeriodField, _units) = (document.Unit, document.Period, document.Units);
        _fields = document.Fields.ToDictionary(field => field.Key, field => ColumnOf(name, field.Key, field.Value), StringComparer.Ordinal);
        _ignored = [.. document.Ignored ?? []];
        if (document.Repeats?.FirstOrDefault(repeat => !RepeatRules.Contains(repeat.Value)) is { Key: not null } unknown)
            throw new JsonException($"The mapping of {name} says '{unknown.Value}' of the repeat group '{unknown.Key}'; it can say 'sum'.");
        _summed = [.. document.Repeats?.Keys ?? []];
        Numbers = document.Numbers switch
        {
            null => NumberStyle.Unknown,
            "vi" => NumberStyle.Vietnamese,
            "en" => NumberStyle.English,
            var other => throw new JsonException($"The mapping of {name} says numbers are '{other}'; it can say 'vi' or 'en'."),
        };
    }

    /// <summary>The field that holds the unit.</summary>
    public string UnitField { get; }

    /// <summary>The field that holds the month.</summary>
    public string PeriodField { get; }

    /// <summary>How numbers in texts are written, if the system always writes them so.</summary>
    public NumberStyle Numbers { get; }

    /// <summary>The column of a field, by its whole path or else by its last part; null when there is none.</summary>
    public Column? Find(string path) => _fields.GetValueOrDefault(path) ?? _fields.GetValueOrDefault(LastPart(path));

    /// <summary>Whether a field is left out on purpose.</summary>
    public bool IsIgnored(string path) => _ignored.Contains(path) || _ignored.Contains(LastPart(path));

    /// <summary>Whether the entries of a repeat group are added up.</summary>
    public bool IsSummed(string path) => _summed.Contains(path) || _summed.Contains(LastPart(path));

    /// <summary>The unit that an organisation unit stands for; one that is not listed stands for itself.</summary>
    public string UnitOf(string code) => _units.GetValueOrDefault(code, code);

    /// <summary>Whether a field holds the unit (or the month), named by its whole path or by its last part.</summary>
    public static bool IsNamed(string path, string field) => path == field || LastPart(path) == field;

    private static string LastPart(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static Column ColumnOf(string name, string field, string text)
    {
        var column = SheetColumns.ColumnOf(text);
        return column is { IsNumber: true } or { Kind: ColumnKind.Reason }
            ? column
            : throw new JsonException($"The mapping of {name} gives '{field}' the column '{text}', which is none of a report.");
    }
}

/// <summary>One system's entry in the mapping file.</summary>
/// <param name="Unit">The field that holds the unit, for forms.</param>
/// <param name="Period">The field that holds the month, for forms.</param>
/// <param name="Fields">The column of each field or data element, as in a CSV file (<c>trees-planted</c>,
/// <c>trees-planted:ytd</c>, <c>youth-gathered:numerator</c>). A field that stands in several groups is named with its path,
/// a disaggregated data element with its category option combination: <c>ELEMENT.COMBINATION</c>.</param>
/// <param name="Units">The unit of each organisation unit.</param>
/// <param name="Ignored">Fields that are not for us.</param>
/// <param name="Repeats">Repeat groups, and what is made of their entries: <c>sum</c>.</param>
/// <param name="Numbers"><c>vi</c> or <c>en</c> where the system always writes numbers so.</param>
public sealed record SourceDocument(
    string Unit, string Period, IReadOnlyDictionary<string, string> Fields, IReadOnlyDictionary<string, string> Units,
    IReadOnlyList<string>? Ignored = null, IReadOnlyDictionary<string, string>? Repeats = null, string? Numbers = null);

/// <summary>The mapping file: one entry a system. <c>Bridges:Mapping</c> names another file than the one that is shipped.</summary>
public sealed class BridgeMapping
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    private sealed record MappingFile(SourceDocument Kobo, SourceDocument Dhis2);

    /// <param name="configuration">May name the file.</param>
    /// <exception cref="JsonException">The file is not a mapping.</exception>
    public BridgeMapping(IConfiguration configuration)
    {
        var path = configuration["Bridges:Mapping"] ?? Path.Combine(AppContext.BaseDirectory, "Reports", "Bridges", "mapping.json");
        var file = JsonSerializer.Deserialize<MappingFile>(File.ReadAllBytes(path), Options) ?? throw new JsonException($"{path} is empty.");
        (Kobo, Dhis2) = (new SourceMapping("kobo", file.Kobo), new SourceMapping("dhis2", file.Dhis2));
    }

    /// <summary>Forms of KoboToolbox and ODK Central.</summary>
    public SourceMapping Kobo { get; }

    /// <summary>Data sets of DHIS2.</summary>
    public SourceMapping Dhis2 { get; }
}
