using System.Globalization;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Exports.Formats;
using YouthFunctions.Exports.Publishing;
using YouthFunctions.Exports.Tables;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Records;
using YouthFunctions.Rollups.Summing;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Units;

namespace YouthFunctions.Benchmarks;

/// <summary>
/// The rollups of every unit of the country for a year, as CSV and as Parquet, beside the same rows written by DuckDB out
/// of its own memory. The rows are made before, on both sides; the disk is the same.
/// </summary>
internal static class FileFormatBenchmark
{
    /// <returns>How many sums of a column differ between the files.</returns>
    public static async Task<int> RunAsync(int rounds)
    {
        var country = new Country(communes: true, seed: 20240915);
        var parts = RowsOf(country);
        var folder = Directory.CreateTempSubdirectory("files-race-");
        try
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"\n{parts.Sum(part => part.Length)} rows of {RollupTables.Rollups.Columns.Count} columns"));
            using var duck = new DuckDbFiles(folder.FullName);
            Measurement.Best(1, () => duck.Load(parts)).Print("rows into DuckDB's table");
            foreach (var format in new[] { "csv", "parquet" })
            {
                var path = Path.Combine(folder.FullName, $"ours.{format}");
                var ours = Measurement.Best(rounds, () => Write(parts, path, format).GetAwaiter().GetResult());
                var theirs = Measurement.Best(rounds, () => duck.Write(format, threads: 1));
                ours.Print($"{format}, ours, one thread, {new FileInfo(path).Length >> 20} MiB");
                theirs.Print($"{format}, DuckDB, one thread, {duck.Size(format) >> 20} MiB", ours);
            }

            var both = Measurement.Best(rounds, () => Task.WhenAll(
                Task.Run(() => Write(parts, Path.Combine(folder.FullName, "ours.csv"), "csv")),
                Task.Run(() => Write(parts, Path.Combine(folder.FullName, "ours.parquet"), "parquet"))).GetAwaiter().GetResult());
            var duckBoth = Measurement.Best(rounds, () =>
            {
                duck.Write("csv", Environment.ProcessorCount);
                duck.Write("parquet", Environment.ProcessorCount);
            });
            both.Print("both, ours, a thread a format");
            duckBoth.Print($"both, DuckDB, {Environment.ProcessorCount} threads", both);
            return duck.Differences();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // As the export makes them: a province at a time, the centre last.
    private static List<RollupRow[]> RowsOf(Country country)
    {
        var tree = country.Basis.Tree;
        var reportingYear = new ReportingYear(country.Plan, null!, null!, []);
        var register = new UnitRegister([tree]);
        var provinces = new Dictionary<UnitCode, UnitYear>();
        var parts = new List<RollupRow[]>();
        foreach (var top in tree.Children(UnitCode.Country).Select(province => province.Code).Append(UnitCode.Country))
        {
            var here = top == UnitCode.Country ? provinces : [];
            Report[] reports = top == UnitCode.Country ? [] :
                [.. tree.SubTree(top).SelectMany(unit => country.Rows.GetValueOrDefault(unit.Code, []))
                    .Select(row => ReportEntity.FromEntity(row))];
            YearSums.Add(country.Basis, top, reports, new Dictionary<UnitCode, OwnRollup>(), here, default);
            provinces[top] = here[top];
            parts.Add([.. new YearRows(reportingYear, tree, register, top, [], here).Rollups]);
        }

        return parts;
    }

    private static async Task Write(List<RollupRow[]> parts, string path, string format)
    {
        await using var stream = File.Create(path);
        if (format == "csv")
        {
            await using var csv = new CsvFile<RollupRow>(RollupTables.Rollups, stream);
            foreach (var rows in parts)
                await csv.WriteAsync(rows, default);
            return;
        }

        using var parquet = new ParquetFile<RollupRow>(RollupTables.Rollups, stream);
        foreach (var rows in parts)
            parquet.Write(rows);
        parquet.Complete();
    }
}
