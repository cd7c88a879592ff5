using System.Text.Json;
using YouthFunctions.Calls.Runtime;

namespace YouthFunctions.Reports.Bridges;

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
    /// <exception cref="SettingException">The file is not a mapping.</exception>
    public BridgeMapping(IConfiguration configuration)
    {
        var path = configuration["Bridges:Mapping"] is { Length: > 0 } named
            ? named : Path.Combine(AppContext.BaseDirectory, "Reports", "Bridges", "mapping.json");
        try
        {
            var file = JsonSerializer.Deserialize<MappingFile>(File.ReadAllBytes(path), Options)
                ?? throw new JsonException("it is empty.");
            (Kobo, Dhis2) = (new SourceMapping("kobo", file.Kobo), new SourceMapping("dhis2", file.Dhis2));
        }
        catch (JsonException error)
        {
            throw new SettingException($"Bridges__Mapping names a file that is not a mapping: {error.Message}");
        }
    }

    /// <summary>Forms of KoboToolbox and ODK Central.</summary>
    public SourceMapping Kobo { get; }

    /// <summary>Data sets of DHIS2.</summary>
    public SourceMapping Dhis2 { get; }
}
