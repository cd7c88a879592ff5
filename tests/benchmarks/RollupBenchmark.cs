using System.Diagnostics;
using System.Globalization;

namespace YouthFunctions.Benchmarks;

/// <summary>The full recompute of a year of the whole country, side by side with DuckDB over the same rows. Storage is left
/// out: reading rows into reports and packing rollups into rows are timed apart.</summary>
internal static class RollupBenchmark
{
    /// <returns>How many cells of the country and its provinces differ.</returns>
    public static int Run(int rounds)
    {
        var different = 0;
        foreach (var communes in new[] { false, true })
        {
            var country = new Country(communes, seed: 20240915);
            var read = Measurement.Best(1, () => InProcessRollup.Read(country), out var reports);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"\n{country.Rows.Count} units report, {reports.Values.Sum(months => months.Length)} reports, "
                    + $"{reports.Values.Sum(months => months.Sum(month => month.Values.Count))} values"));
            read.Print("rows into reports (of the storage read)");
            using var duck = new DuckDbRollup();
            Measurement.Best(1, () => duck.Load(country, reports)).Print("reports into DuckDB's tables");
            foreach (var threads in new[] { 1, Environment.ProcessorCount }.Distinct())
            {
                var ours = Measurement.Best(rounds, () => InProcessRollup.Compute(country.Basis, reports, threads), out var totals);
                var theirs = Measurement.Best(rounds, () => duck.Compute(threads));
                ours.Print($"sums, ours, {threads} thread(s)");
                theirs.Print($"sums, DuckDB, {threads} thread(s)", ours);
                different += duck.Differences(totals);
            }

            Measurement.Best(1, () => InProcessRollup.Write(country.Basis, reports), out var bytes)
                .Print("rollups into rows (of the storage write)");
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  a packed total takes {bytes / reports.Count} bytes; peak memory {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} "
                    + $"MiB; cells that differ: {different}"));
        }

        return different;
    }
}
