using System.Text.Json;
using System.Text.Json.Serialization;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Storage;

/// <summary>Writes a value as its text, also as a property name.</summary>
public abstract class TextConverter<T> : JsonConverter<T> where T : struct, ISpanParsable<T>
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => FromText(reader.GetString());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

    /// <inheritdoc/>
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => FromText(reader.GetString());

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(value.ToString() ?? "");

    private static T FromText(string? text) =>
        T.TryParse(text, null, out var value) ? value : throw new JsonException($"'{text}' is not a {typeof(T).Name}.");
}

/// <summary><c>2024-05</c>.</summary>
public sealed class MonthConverter : TextConverter<Month>;

/// <summary><c>01-001</c>.</summary>
public sealed class UnitCodeConverter : TextConverter<UnitCode>;

/// <summary><c>trees-planted</c>.</summary>
public sealed class IndicatorCodeConverter : TextConverter<IndicatorCode>;
