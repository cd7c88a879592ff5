using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;

namespace YouthFunctions.Backups;

/// <summary>
/// A row of a table as a line of JSON, with its types: as the Tables service itself writes rows (OData's minimal metadata), where
/// text, booleans and 32-bit numbers speak for themselves and others carry <c>name@odata.type</c>. The service's own
/// <c>Timestamp</c> and ETag are left out: it sets them anew.
/// </summary>
public static class TableLine
{
    private const string TypeSuffix = "@odata.type";

    /// <summary>Writes a row, with the line's end.</summary>
    /// <exception cref="NotSupportedException">A property has a type that tables do not have.</exception>
    public static byte[] Write(TableEntity row)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(
            buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("PartitionKey", row.PartitionKey);
            json.WriteString("RowKey", row.RowKey);
            foreach (var (name, value) in row)
                if (value is not null && name is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag"))
                    WriteProperty(json, name, value);
            json.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    /// <summary>Reads a row.</summary>
    /// <exception cref="JsonException">The line is no such row.</exception>
    public static TableEntity Read(ReadOnlyMemory<byte> line)
    {
        using var document = JsonDocument.Parse(line);
        var properties = document.RootElement.EnumerateObject()
            .ToDictionary(jsonProperty => jsonProperty.Name, jsonProperty => jsonProperty.Value);
        if (!properties.Remove("PartitionKey", out var partition) || !properties.Remove("RowKey", out var key))
            throw new JsonException("A row has a PartitionKey and a RowKey.");
        var row = new TableEntity(partition.GetString(), key.GetString());
        foreach (var (name, value) in properties.Where(pair => !pair.Key.EndsWith(TypeSuffix, StringComparison.Ordinal)))
            row[name] = Value(value, properties.TryGetValue(name + TypeSuffix, out var type) ? type.GetString() : null);
        return row;
    }

    private static void WriteProperty(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case string text:
                json.WriteString(name, text);
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case long number:
                WriteTyped(json, name, "Edm.Int64", number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                WriteTyped(json, name, "Edm.Double", number.ToString("R", CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset instant:
                WriteTyped(json, name, "Edm.DateTime", instant.UtcDateTime.ToString("o", CultureInfo.InvariantCulture));
                break;
            case Guid id:
                WriteTyped(json, name, "Edm.Guid", id.ToString());
                break;
            case byte[] bytes:
                WriteTyped(json, name, "Edm.Binary", Convert.ToBase64String(bytes));
                break;
            case BinaryData bytes:
                WriteTyped(json, name, "Edm.Binary", Convert.ToBase64String(bytes));
                break;
            default:
                throw new NotSupportedException($"{name} is a {value.GetType().Name}.");
        }
    }

    private static void WriteTyped(Utf8JsonWriter json, string name, string type, string text)
    {
        json.WriteString(name + TypeSuffix, type);
        json.WriteString(name, text);
    }

    private static object Value(JsonElement value, string? type) => type switch
    {
        "Edm.Int64" => long.Parse(Text(value), CultureInfo.InvariantCulture),
        "Edm.Double" => double.Parse(Text(value), CultureInfo.InvariantCulture),
        "Edm.DateTime" => DateTimeOffset.Parse(Text(value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        "Edm.Guid" => Guid.Parse(Text(value)),
        "Edm.Binary" => Convert.FromBase64String(Text(value)),
        null => value.ValueKind switch
        {
            JsonValueKind.String => Text(value),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => value.GetInt32(),
            _ => throw new JsonException($"A {value.ValueKind} is no property of a row."),
        },
        _ => throw new JsonException($"Rows have no {type}."),
    };

    private static string Text(JsonElement value) => value.GetString() ?? throw new JsonException("A property is null.");
}
