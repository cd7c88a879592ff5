using System.Globalization;
using System.Text;
using System.Text.Json;
using Sylvan.Data.Csv;

namespace YouthFunctions.Tests.Exports;

/// <summary>Checks a CSV file against a Frictionless table schema, as the specification says
/// (datapackage.org/standard/table-schema).</summary>
internal static class FrictionlessCheck
{
    public static void AssertValid(JsonElement schema, byte[] file, string name)
    {
        using var csv = CsvDataReader.Create(new StreamReader(new MemoryStream(file), Encoding.UTF8));
        var fields = schema.GetProperty("fields").EnumerateArray().ToArray();
        Assert.Equal(
            fields.Select(field => field.GetProperty("name").GetString()), Enumerable.Range(0, csv.FieldCount).Select(csv.GetName));
        string[] key = schema.TryGetProperty("primaryKey", out var names)
            ? [.. names.EnumerateArray().Select(column => column.GetString()!)]
            : [];
        var keys = new HashSet<string>();
        while (csv.Read())
        {
            for (var i = 0; i < fields.Length; i++)
                AssertValid(fields[i], csv.GetString(i), $"{name} row {csv.RowNumber}");
            if (key.Length > 0)
                Assert.True(
                    keys.Add(string.Join('|', key.Select(column => csv.GetString(csv.GetOrdinal(column))))),
                    $"{name} row {csv.RowNumber} repeats its key");
        }
    }

    private static void AssertValid(JsonElement field, string text, string where)
    {
        where = $"{where}, {field.GetProperty("name").GetString()}: '{text}'";
        var constraints = field.GetProperty("constraints");
        if (text.Length == 0)
        {
            Assert.False(constraints.TryGetProperty("required", out var required) && required.GetBoolean(), where);
            return;
        }

        var culture = CultureInfo.InvariantCulture;
        Assert.True(
            field.GetProperty("type").GetString() switch
            {
                "integer" => long.TryParse(text, NumberStyles.AllowLeadingSign, culture, out _),
                "number" =>
                    decimal.TryParse(text, NumberStyles.Float, culture, out _) || double.TryParse(text, NumberStyles.Float, culture, out _),
                "boolean" => text is "true" or "false",
                "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", culture, DateTimeStyles.None, out _),
                "datetime" => DateTime.TryParseExact(text, "yyyy-MM-ddTHH:mm:ss.fffZ", culture, DateTimeStyles.AdjustToUniversal, out _),
                "string" => true,
                _ => false,
            },
            where);
        if (constraints.TryGetProperty("enum", out var allowed))
            Assert.Contains(text, allowed.EnumerateArray().Select(value => value.GetString()));
    }
}
