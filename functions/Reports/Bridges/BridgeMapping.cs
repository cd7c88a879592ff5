using System.Text.Json;

namespace YouthFunctions.Reports.Bridges;

/// <summary>How the fields of another system are named here: a column as in a CSV file (<c>trees-planted</c>,
/// <c>trees-planted:ytd</c>, <c>youth-gathered:numerator</c>).</summary>
/// <param name="Unit">The field that holds the unit, for forms.</param>
/// <param name="Period">The field that holds the month, for forms.</param>
/// <param name="Fields">The column of each field or data element.</param>
/// <param name="Units">The unit of each organisation unit; one that is not listed stands for itself.</param>
public sealed record SourceMapping(
    string Unit, string Period, IReadOnlyDictionary<string, string> Fields, IReadOnlyDictionary<string, string> Units);

/// <summary>The mapping file: one entry a system. <c>Bridges:Mapping</c> names another file than the one that is shipped.</summary>
public sealed class BridgeMapping
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    private sealed record MappingFile(SourceMapping Kobo, SourceMapping Dhis2);

    /// <param name="configuration">May name the file.</param>
    /// <exception cref="JsonException">The file is not a mapping.</exception>
    public BridgeMapping(IConfiguration configuration)
    {
        var path = configuration["Bridges:Mapping"] ?? Path.Combine(AppContext.BaseDirectory, "Reports", "Bridges", "mapping.json");
        var file = JsonSerializer.Deserialize<MappingFile>(File.ReadAllBytes(path), Options) ?? throw new JsonException($"{path} is empty.");
        (Kobo, Dhis2) = (file.Kobo, file.Dhis2);
    }

    /// <summary>Forms of KoboToolbox and ODK Central.</summary>
    public SourceMapping Kobo { get; }

    /// <summary>Data sets of DHIS2.</summary>
    public SourceMapping Dhis2 { get; }
}
