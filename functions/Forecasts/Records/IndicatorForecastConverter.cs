using System.Text.Json;
using System.Text.Json.Serialization;

namespace YouthFunctions.Forecasts.Records;

/// <summary>Reads and writes a forecast of an indicator as it is kept.</summary>
internal sealed class IndicatorForecastConverter : JsonConverter<IndicatorForecast>
{
    /// <inheritdoc/>
    public override IndicatorForecast? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<StoredIndicatorForecast>(ref reader, options)?.ToForecast();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IndicatorForecast value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, StoredIndicatorForecast.From(value), options);
}
