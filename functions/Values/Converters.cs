using System.Text.Json;
using System.Text.Json.Serialization;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Values;

/// <summary>Writes a value as its text, also as a property name.</summary>
public abstract class TextConverter<T> : JsonConverter<T> where T : struct
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => FromText(reader.GetString());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

    /// <inheritdoc/>
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        FromText(reader.GetString());

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.ToString() ?? "");

    /// <summary>Reads the text; false when it is not such a value.</summary>
    protected abstract bool TryParse(string? text, out T value);

    private T FromText(string? text) =>
        TryParse(text, out var value) ? value : throw new JsonException($"'{text}' is not a {typeof(T).Name}.");
}

/// <summary><c>2024-05</c>.</summary>
public sealed class MonthConverter : TextConverter<Month>
{
    /// <inheritdoc/>
    protected override bool TryParse(string? text, out Month value) => Month.TryParse(text, out value);
}

/// <summary><c>01-001</c>.</summary>
public sealed class UnitCodeConverter : TextConverter<UnitCode>
{
    /// <inheritdoc/>
    protected override bool TryParse(string? text, out UnitCode value) => UnitCode.TryParse(text, out value);
}

/// <summary><c>province</c>: a key of the organisation's levels.</summary>
public sealed class UnitLevelConverter : TextConverter<UnitLevel>
{
    /// <inheritdoc/>
    protected override bool TryParse(string? text, out UnitLevel value) => UnitLevel.TryParse(text, out value);
}

/// <summary><c>trees-planted</c>.</summary>
public sealed class IndicatorCodeConverter : TextConverter<IndicatorCode>
{
    /// <inheritdoc/>
    protected override bool TryParse(string? text, out IndicatorCode value) => IndicatorCode.TryParse(text, out value);
}
