using System.Diagnostics;
using System.Globalization;
using YouthFunctions.Benchmarks;

// The full recompute of a year of the whole country, side by side with DuckDB over the same rows. Storage is left out:
// reading rows into reports and packing rollups into rows are timed apart. Ends with 1 when the sums differ.
//   dotnet run -c Release --project tests/benchmarks [-- rounds]
var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 3;
var different = 0;
foreach (var communes in new[] { false, true })
{
    var country = new Country(communes, seed: 20240915);
    var read = Best(1, () => Ours.Read(country), out var reports);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"\n{country.Rows.Count} units report, {reports.Values.Sum(months => months.Length)} reports, {reports.Values.Sum(months => months.Sum(month => month.Values.Count))} values"));
    Print("rows into reports (of the storage read)", read, null);
    using var duck = new Duck();
    Print("reports into DuckDB's tables", Best(1, () => Done(() => duck.Load(country, reports)), out _), null);
    foreach (var threads in new[] { 1, Environment.ProcessorCount }.Distinct())
    {
        var ours = Best(rounds, () => Ours.Compute(country.Basis, reports, threads), out var totals);
        var theirs = Best(rounds, () => Done(() => duck.Compute(threads)), out _);
        Print($"sums, ours, {threads} thread(s)", ours, null);
        Print($"sums, DuckDB, {threads} thread(s)", theirs, ours / theirs);
        different += duck.Differences(totals);
    }

    Print("rollups into rows (of the storage write)", Best(1, () => Ours.Write(country.Basis, reports), out var bytes), null);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  a packed total takes {bytes / reports.Count} bytes; peak memory {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB; cells that differ: {different}"));
}

return different == 0 ? 0 : 1;

static TimeSpan Best<T>(int rounds, Func<T> work, out T result)
{
    var best = TimeSpan.MaxValue;
    result = default!;
    for (var round = 0; round < rounds; round++)
    {
        var started = Stopwatch.GetTimestamp();
        result = work();
        var took = Stopwatch.GetElapsedTime(started);
        best = took < best ? took : best;
    }

    return best;
}

static bool Done(Action work)
{
    work();
    return true;
}

static void Print(string what, TimeSpan took, double? ratio) => Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture, $"  {what,-42} {took.TotalMilliseconds,9:0} ms{(ratio is null ? "" : $"   ours / DuckDB = {ratio:0.00}")}"));
