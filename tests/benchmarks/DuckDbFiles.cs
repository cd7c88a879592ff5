using System.Globalization;
using DuckDB.NET.Data;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Formats;
using YouthFunctions.Exports.Tables;

namespace YouthFunctions.Benchmarks;

/// <summary>DuckDB with the rows in its memory, writing them with the types, the compression and the row groups of ours.</summary>
internal sealed class DuckDbFiles : IDisposable
{
    private readonly DuckDBConnection _duck = new("DataSource=:memory:");
    private readonly string _folder;

    public DuckDbFiles(string folder)
    {
        _folder = folder;
        _duck.Open();
        Run("create table rollups("
            + $"{string.Join(", ", RollupTables.Rollups.Columns.Select(column => $"{column.Name} {TypeOf(column.Type)}"))})");
    }

    public void Load(IEnumerable<RollupRow[]> parts)
    {
        using var appender = _duck.CreateAppender("rollups");
        foreach (var row in parts.SelectMany(part => part))
        {
            var line = appender.CreateRow();
            foreach (var column in RollupTables.Rollups.Read)
                Append(line, column.Info.Type, column.Read(row));
            line.EndRow();
        }
    }

    public void Write(string format, int threads)
    {
        Run(string.Create(CultureInfo.InvariantCulture, $"set threads = {threads}"));
        Run(format == "csv"
            ? $"copy rollups to '{DuckDbType("csv")}' (format csv, header)"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"copy rollups to '{DuckDbType("parquet")}' (format parquet, compression zstd, row_group_size "
                    + $"{ParquetFile<RollupRow>.RowGroup})"));
    }

    public long Size(string format) => new FileInfo(DuckDbType(format)).Length;

    /// <summary>In how many columns and formats our files differ from DuckDB's table.</summary>
    public int Differences()
    {
        var types = string.Join(", ", RollupTables.Rollups.Columns.Select(column => $"'{column.Name}': '{TypeOf(column.Type)}'"));
        var different = 0;
        foreach (var file in new[] { $"read_csv('{Path.Combine(_folder, "ours.csv")}', types = {{{types}}})",
            $"read_parquet('{Path.Combine(_folder, "ours.parquet")}')" })
            foreach (var column in RollupTables.Rollups.Columns)
            {
                // A sum of hashes does not depend on the order of the rows.
                string Print(string table) =>
                    Single($"select cast(sum(hash({column.Name}::{TypeOf(column.Type)}, unit, month, indicator)::hugeint) as varchar) from "
                        + $"{table}");
                if (Print(file) == Print("rollups"))
                    continue;
                Console.WriteLine($"  {column.Name} differs in {file[..12]}");
                different++;
            }

        return different;
    }

    public void Dispose() => _duck.Dispose();

    private string DuckDbType(string format) => Path.Combine(_folder, $"duckdb.{format}");

    private static string TypeOf(ColumnType type) => type switch
    {
        ColumnType.Integer => "integer",
        ColumnType.Decimal => string.Create(CultureInfo.InvariantCulture, $"decimal({Cell.Precision}, {Cell.Scale})"),
        ColumnType.Boolean => "boolean",
        ColumnType.Date => "date",
        _ => "varchar",
    };

    private static void Append(IDuckDBAppenderRow line, ColumnType type, Cell cell)
    {
        if (!cell.IsKnown)
            line.AppendNullValue();
        else if (type == ColumnType.Integer)
            line.AppendValue((int)cell.Whole);
        else if (type == ColumnType.Decimal)
            line.AppendValue(cell.Exact);
        else if (type == ColumnType.Boolean)
            line.AppendValue(cell.Whole != 0);
        else if (type == ColumnType.Date)
            line.AppendValue(cell.Date);
        else
            line.AppendValue(cell.Text);
    }

    private string Single(string sql)
    {
        using var command = _duck.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!;
    }

    private void Run(string sql)
    {
        using var command = _duck.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
