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
        _fields = document.Fields.ToDictionary(
            field => field.Key, field => ParseColumn(name, field.Key, field.Value), StringComparer.Ordinal);
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
    public string MapUnit(string code) => _units.GetValueOrDefault(code, code);

    /// <summary>Whether a field holds the unit (or the month), named by its whole path or by its last part.</summary>
    public static bool IsNamed(string path, string field) => path == field || LastPart(path) == field;

    private static string LastPart(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static Column ParseColumn(string name, string field, string text)
    {
        var column = SheetColumns.ParseHeading(text);
        return column is { IsNumber: true } or { Kind: ColumnKind.Reason }
            ? column
            : throw new JsonException($"The mapping of {name} gives '{field}' the column '{text}', which is none of a report.");
    }
}
