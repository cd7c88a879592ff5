using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace YouthFunctions.Calls.Answers;

/// <summary>JSON as callers send and get it. What is stored is written by other options, so that an answer can change without a row
/// that is changed, and the other way round.</summary>
public static class WireJson
{
    /// <summary>Names and enumerations in camel case, codes and months as text, no member for what is absent, Vietnamese letters as they
    /// are, decimals with all their digits.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false),
            new MonthConverter(),
            new UnitCodeConverter(),
            new UnitLevelConverter(),
            new IndicatorCodeConverter(),
        },
    };
}
