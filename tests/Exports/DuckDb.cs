using System.Globalization;
using DuckDB.NET.Data;
using YouthFunctions.Exports.Datasets;

namespace YouthFunctions.Tests.Exports;

/// <summary>Another engine, to read what the product wrote.</summary>
internal sealed class DuckDb : IDisposable
{
    private readonly DuckDBConnection _connection = new("Data Source=:memory:");

    public DuckDb() => _connection.Open();

    public void Dispose() => _connection.Dispose();

    /// <summary>How a file is named in a query. CSV has no types: codes such as 01 are read as texts, as the package's schema
    /// says.</summary>
    public static string Table(string path, Dataset dataset) => path.EndsWith(".csv", StringComparison.Ordinal)
        ? $"read_csv('{path}', sample_size = -1, types = "
            + $"{{{string.Join(", ", dataset.Columns.Select(column => $"'{column.Name}': '{TypeOf(column.Type)}'"))}}})"
        : $"read_parquet('{path}')";

    /// <summary>All rows, values as invariant text, null for NULL.</summary>
    public List<string?[]> Query(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string?[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount)
                .Select(i => reader.IsDBNull(i) ? null : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))]);
        return rows;
    }

    private static string TypeOf(ColumnType type) => type switch
    {
        ColumnType.Integer => "INTEGER",
        ColumnType.Decimal => "DECIMAL(28, 8)",
        ColumnType.Number => "DOUBLE",
        ColumnType.Boolean => "BOOLEAN",
        ColumnType.Date => "DATE",
        ColumnType.Instant => "TIMESTAMPTZ",
        _ => "VARCHAR",
    };

    /// <summary>The first value.</summary>
    public string? Single(string sql) => Query(sql)[0][0];
}
