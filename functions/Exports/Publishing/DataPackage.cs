using System.Text.Json;
using System.Text.Json.Serialization;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Exports.Tables;

namespace YouthFunctions.Exports.Publishing;

/// <summary>
/// The Frictionless description of a snapshot (specs.frictionlessdata.io/tabular-data-package): every CSV file with its
/// schema, size and hash. There is one for the country and one for each province, each with what its analysts may see.
/// </summary>
public static class DataPackage
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    /// <summary>Where the description for a unit stands. Paths of resources are relative to it.</summary>
    public static string PathFor(UnitCode unit) => unit == UnitCode.Country ? "datapackage.json" : $"datapackage-{unit}.json";

    /// <summary>The description of the files of a unit and of those for everybody.</summary>
    public static string Create(UnitCode unit, IReadOnlyList<SnapshotFile> files) => JsonSerializer.Serialize(
        new
        {
            Profile = "tabular-data-package",
            Name = $"youth-functions-{unit.ToString().ToLowerInvariant()}",
            Title = "Số liệu công tác Đoàn và phong trào thanh thiếu nhi / Youth Union reporting",
            Description = "Ý nghĩa của từng cột: bảng dictionary. The meaning of each column: table dictionary.",
            SchemaHistory.Version,
            SoftwareVersion = ProductVersion.Current,
            Resources = files.Where(file =>
                file.Format == "csv" && (file.Unit is null || file.Unit == unit) && Find(file.Dataset) is not null).Select(Resource),
        },
        Json);

    private static Dataset? Find(string name) => name == Codebook.Table.Name ? Codebook.Table : AllTables.Find(name);

    private static object Resource(SnapshotFile file)
    {
        var dataset = Find(file.Dataset)!;
        return new
        {
            Profile = "tabular-data-resource",
            Name = file.Path[..^".csv".Length].Replace("year=", "", StringComparison.Ordinal).Replace('=', '-').ToLowerInvariant(),
            file.Path,
            Title = $"{dataset.Title.Vietnamese} / {dataset.Title.English}",
            Description = $"{dataset.Description.Vietnamese}. {dataset.Description.English}.",
            Format = "csv",
            Mediatype = "text/csv",
            Encoding = "utf-8",
            file.Bytes,
            Hash = $"sha256:{file.Sha256}",
            Dialect = new { Delimiter = ",", LineTerminator = "\r\n", QuoteChar = "\"", DoubleQuote = true, Header = true },
            Schema = new
            {
                Fields = dataset.Columns.Select(Field),
                MissingValues = new[] { "" },
                PrimaryKey = dataset.Key.Count > 0 ? dataset.Key : null,
            },
        };
    }

    private static object Field(ColumnInfo column) => new
    {
        column.Name,
        Title = $"{column.Heading.Vietnamese} / {column.Heading.English}",
        Description = $"{column.Meaning.Vietnamese}. "
            + $"{column.Meaning.English}.{(column.UnitOfMeasure is { } unit ? $" [{unit.Vietnamese} / {unit.English}]" : "")}",
        Type = column.Type switch
        {
            ColumnType.Integer => "integer",
            ColumnType.Decimal or ColumnType.Number => "number",
            ColumnType.Boolean => "boolean",
            ColumnType.Date => "date",
            ColumnType.Instant => "datetime",
            _ => "string",
        },
        Format = "default",
        Constraints = new { Required = column.IsRequired ? true : (bool?)null, Enum = column.Allowed },
    };
}
