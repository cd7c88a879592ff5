using YouthFunctions.Analytics.Values;
using YouthFunctions.Exports.Datasets;

namespace YouthFunctions.Exports.Tables;

/// <summary>How each table is read in the tools that analysts have, with the types of its columns: left to guess, they read the code 01
/// as the number 1. The lines stand in the documentation and are run by tests.</summary>
public static class ReadingLines
{
    /// <summary>All lines as Markdown.</summary>
    public static string ToMarkdown() => string.Join('\n', AllTables.All.SelectMany(dataset => new[]
    {
        $"## {dataset.Name}", "", "```sql", DuckDbParquet(dataset), DuckDbCsv(dataset, $"'{dataset.Name}/**/*.csv'"), "```", "",
        "```python", Pandas(dataset, $"\"{PathOf(dataset)}.csv\""), "```", "", "```r", R(dataset, $"\"{PathOf(dataset)}.csv\""), "```", "",
        "```powerquery", PowerQuery(dataset, $"File.Contents(\"C:\\export\\{PathOf(dataset).Replace('/', '\\')}.csv\")"), "```", "",
    }));

    /// <summary>DuckDB, all Parquet files of a table: each row once, with what the folders say as columns.</summary>
    public static string DuckDbParquet(Dataset dataset)
    {
        var partitions = new[] { ("year", "INTEGER"), (ColumnFactory.FirstLevel, "VARCHAR") }.Where(pair => IsInPath(dataset, pair.Item1))
            .Select(pair => $"'{pair.Item1}': {pair.Item2}").ToArray();
        return partitions.Length == 0
            ? $"FROM read_parquet('{dataset.Name}/**/*.parquet');"
            : $"FROM read_parquet('{dataset.Name}/**/*.parquet', hive_partitioning = true, "
                + $"hive_types = {{{string.Join(", ", partitions)}}});";
    }

    /// <summary>DuckDB, CSV.</summary>
    /// <param name="dataset">The table.</param>
    /// <param name="source">The files: a path or a list of them, as DuckDB writes texts.</param>
    public static string DuckDbCsv(Dataset dataset, string source) =>
        $"FROM read_csv({source}, hive_partitioning = false, header = true, types = "
        + $"{{{Join(dataset, column => $"'{column.Name}': '{DuckDbType(column.Type)}'")}}});";

    /// <summary>pandas, one CSV file. An empty cell is the only thing that is unknown: a text such as NA stays one.</summary>
    /// <param name="dataset">The table.</param>
    /// <param name="source">The file, as Python says it: a path in quotes or a variable.</param>
    public static string Pandas(Dataset dataset, string source)
    {
        string[] times = [.. dataset.Columns.Where(IsTime).Select(column => $"\"{column.Name}\"")];
        return $"pandas.read_csv({source}, encoding=\"utf-8-sig\", keep_default_na=False, na_values=[\"\"], "
            + $"parse_dates=[{string.Join(", ", times)}], "
            + $"dtype={{{Join(dataset, column => $"\"{column.Name}\": \"{PandasType(column.Type)}\"", column => !IsTime(column))}}})";
    }

    /// <summary>R, CSV.</summary>
    /// <param name="dataset">The table.</param>
    /// <param name="source">The files, as R says them: a path in quotes or a vector.</param>
    public static string R(Dataset dataset, string source) =>
        $"readr::read_csv({source}, na = \"\", col_types = readr::cols("
        + $"{Join(dataset, column => $"{column.Name} = readr::{RType(column.Type)}()")}))";

    /// <summary>Power Query (Excel, Power BI), one CSV file.</summary>
    /// <param name="dataset">The table.</param>
    /// <param name="source">The file's bytes, as Power Query says them, such as <c>File.Contents("…")</c>.</param>
    public static string PowerQuery(Dataset dataset, string source) =>
        $"Table.TransformColumnTypes(Table.PromoteHeaders(Csv.Document({source}, [Encoding = 65001])), "
        + $"{{{Join(dataset, column => $"{{\"{column.Name}\", {PowerQueryType(column.Type)}}}")}}}, \"en-US\")";

    // The file of the centre, or the only one.
    private static string PathOf(Dataset dataset) => string.Join('/', new[]
    {
        dataset.Name, IsInPath(dataset, "year") ? "year=2024" : null,
        IsInPath(dataset, ColumnFactory.FirstLevel) ? $"{ColumnFactory.FirstLevel}={UnitCode.Country}" : null,
        dataset.Name == ForecastTables.History.Name ? "2024-09" : dataset.Name,
    }.OfType<string>());

    // What has a province stands in folders by year and province; the units, of all years, by province alone.
    private static bool IsInPath(Dataset dataset, string column) =>
        dataset.Columns.Any(info => info.Name == ColumnFactory.FirstLevel) && dataset.Columns.Any(info => info.Name == column);

    private static bool IsTime(ColumnInfo column) => column.Type is ColumnType.Date or ColumnType.Instant;

    private static string Join(Dataset dataset, Func<ColumnInfo, string> text, Func<ColumnInfo, bool>? which = null) =>
        string.Join(", ", dataset.Columns.Where(which ?? (_ => true)).Select(text));

    private static string DuckDbType(ColumnType type) => type switch
    {
        ColumnType.Integer => "INTEGER",
        ColumnType.Decimal => $"DECIMAL({Cell.Precision}, {Cell.Scale})",
        ColumnType.Number => "DOUBLE",
        ColumnType.Boolean => "BOOLEAN",
        ColumnType.Date => "DATE",
        ColumnType.Instant => "TIMESTAMPTZ",
        _ => "VARCHAR",
    };

    private static string PandasType(ColumnType type) => type switch
    {
        ColumnType.Integer => "Int64",
        ColumnType.Decimal or ColumnType.Number => "float64",
        ColumnType.Boolean => "boolean",
        _ => "string",
    };

    private static string RType(ColumnType type) => type switch
    {
        ColumnType.Integer => "col_integer",
        ColumnType.Decimal or ColumnType.Number => "col_double",
        ColumnType.Boolean => "col_logical",
        ColumnType.Date => "col_date",
        ColumnType.Instant => "col_datetime",
        _ => "col_character",
    };

    private static string PowerQueryType(ColumnType type) => type switch
    {
        ColumnType.Integer => "Int64.Type",
        ColumnType.Decimal or ColumnType.Number => "type number",
        ColumnType.Boolean => "type logical",
        ColumnType.Date => "type date",
        ColumnType.Instant => "type datetimezone",
        _ => "type text",
    };
}
