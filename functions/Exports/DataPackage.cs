using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Organisations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Exports.Tables;

namespace YouthFunctions.Exports;

/// <summary>
/// The Frictionless description (specs.frictionlessdata.io/data-package) of what a reader may see of a snapshot: every CSV and Parquet
/// file with its schema, size and hash. It is made for the reader when it is asked for, so that everybody finds it under the one name
/// that tools expect.
/// </summary>
public sealed class DataPackage
{
    /// <summary>Where it stands; paths of resources are relative to it.</summary>
    public const string Path = "datapackage.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    private DataPackage(byte[] json) => (Json, Sha256) = (json, Convert.ToHexStringLower(SHA256.HashData(json)));

    /// <summary>The document.</summary>
    public byte[] Json { get; }

    /// <summary>Its hash, lower-case hex.</summary>
    public string Sha256 { get; }

    /// <summary>Whether a snapshot is described so; those of version 1 have descriptions among their files.</summary>
    public static bool Describes(Manifest manifest) =>
        !manifest.SchemaVersion.StartsWith("1.", StringComparison.Ordinal);

    /// <summary>The description of the files that a reader may see.</summary>
    public static DataPackage Create(Manifest manifest, Func<SnapshotFile, bool> maySee)
    {
        SnapshotFile[] files =
        [
            .. manifest.Files.Where(file => file.Format is "csv" or "parquet" && !SnapshotLayout.IsFormer(file.Path)
                && Find(file.Dataset) is not null && maySee(file)),
        ];
        UnitCode[] units = [.. files.Select(file => file.Unit).OfType<UnitCode>().Distinct()];
        var scope = units.Length == 1 ? units[0].ToString() : units.Length == 0 ? "shared" : UnitCode.Country.ToString();
        return new DataPackage(JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                Profile = "data-package",
                Name = $"youth-functions-{scope.ToLowerInvariant()}",
                Id = $"urn:youth-functions:export:{manifest.Id}:{scope.ToLowerInvariant()}",
                Title = Both(Organisation.Current.Exports.Title),
                Description = "Ý nghĩa của từng cột: bảng dictionary. The meaning of each column: table dictionary.",
                Version = manifest.SchemaVersion,
                Created = manifest.InstantUtc.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                manifest.SoftwareVersion,
                Licenses = new[]
                {
                    new { Name = "other-closed", Title = Both(Organisation.Current.Exports.Licence) },
                },
                Resources = files.Select(file => Resource(file, files)),
            },
            Options));
    }

    private static string Both(Text text) => $"{text.Vietnamese} / {text.English}";

    private static Dataset? Find(string name) => name == Codebook.Table.Name ? Codebook.Table : AllTables.Find(name);

    private static object Resource(SnapshotFile file, SnapshotFile[] all)
    {
        var dataset = Find(file.Dataset)!;
        var isCsv = file.Format == "csv";
        string[] inPath = isCsv ? [] : [.. SnapshotLayout.PartitionsOf(file.Path).Select(partition => partition.Column)];
        ColumnInfo[] columns = [.. dataset.Columns.Where(column => !inPath.Contains(column.Name))];
        return new
        {
            Profile = isCsv ? "tabular-data-resource" : "data-resource",
            Name = NameOf(file),
            file.Path,
            Title = $"{dataset.Title.Vietnamese} / {dataset.Title.English}",
            Description = $"{dataset.Description.Vietnamese}. {dataset.Description.English}.",
            file.Format,
            Mediatype = isCsv ? "text/csv" : MediaTypes.FromFormat(file.Format),
            Encoding = isCsv ? "utf-8" : null,
            file.Bytes,
            Hash = $"sha256:{file.Sha256}",
            Dialect = isCsv
                ? new { Delimiter = ",", LineTerminator = "\r\n", QuoteChar = "\"", DoubleQuote = true, Header = true }
                : null,
            Schema = new
            {
                Fields = columns.Select(Field),
                MissingValues = new[] { "" },
                PrimaryKey = dataset.Key.Count > 0 && dataset.Key.All(key => !inPath.Contains(key)) ? dataset.Key : null,
                ForeignKeys = isCsv && ForeignKeys(file, columns, all) is { Length: > 0 } keys ? keys : null,
            },
        };
    }

    // A figure names its indicator and its unit, whose rows stand in other resources of the package.
    private static object[] ForeignKeys(SnapshotFile file, ColumnInfo[] columns, SnapshotFile[] all)
    {
        bool Has(string column) => columns.Any(info => info.Name == column);
        var keys = new List<object>();
        if (file.Dataset != "indicators" && Has("year") && Has("indicator") && Csv("indicators", null) is { } indicators)
            keys.Add(Key(["year", "indicator"], indicators));
        if (file.Dataset != "units" && Has("unit") && file.Unit is not null && Csv("units", file.Unit) is { } units)
            keys.Add(Key(["unit"], units));
        return [.. keys];

        SnapshotFile? Csv(string dataset, UnitCode? unit) =>
            all.FirstOrDefault(other => other.Dataset == dataset && other.Format == "csv" && other.Unit == unit);

        static object Key(string[] fields, SnapshotFile resource) =>
            new { Fields = fields, Reference = new { Resource = NameOf(resource), Fields = fields } };
    }

    // rollups-2024-01: unique within the package, in the letters that the specification takes.
    private static string NameOf(SnapshotFile file)
    {
        var parts = file.Path[..^(file.Format.Length + 1)].Split('/')
            .Select(part => part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        var name = string.Join('-', parts.Where((part, index) => index == 0 || part != file.Dataset)).ToLowerInvariant();
        return file.Format == "csv" ? name : $"{name}-{file.Format}";
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
