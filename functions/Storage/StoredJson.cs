using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace YouthFunctions.Storage;

/// <summary>JSON as rows, blobs and shipped files hold it. Answers to callers are written by other options.</summary>
public static class StoredJson
{
    /// <summary>
    /// Names and enumerations in camel case, codes and months as text, no member for what is absent, Vietnamese letters as they are,
    /// decimals with all their digits. This version reads what an earlier one stored, and while a version is rolled out the earlier one
    /// reads what this one stores (docs/reliability.md): a change here must keep both.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase),
            new MonthConverter(),
            new UnitCodeConverter(),
            new UnitLevelConverter(),
            new IndicatorCodeConverter(),
        },
    };
}
