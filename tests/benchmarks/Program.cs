using System.Globalization;
using YouthFunctions.Benchmarks;
using YouthFunctions.Benchmarks.Load;

// Ours beside DuckDB over the same rows; ends with 1 when results differ. "storage" runs the recompute and the export of
// the whole country on the emulator, which takes some minutes.
//   dotnet run -c Release --project tests/benchmarks [-- sums|files|storage [rounds]]
// And the load of docs/scale.md: a due day and a night of 1, 10, 100 and 1,000 times the country, simulated.
//   dotnet run -c Release --project tests/benchmarks -- load
if (args is ["load"])
{
    await LoadTable.PrintAsync();
    return 0;
}

// And the forecast of the whole country, or of so many units: -- forecast [units]
if (args is ["forecast"] or ["forecast", _])
{
    ForecastTimes.Run(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : ForecastTimes.CountryUnits);
    return 0;
}

// And first reports posted one by one, beside a bare Kestrel with one insert: -- intake [rounds [spread]]
if (args is ["intake", ..])
{
    await IntakeBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5, args is [_, _, "spread"]);
    return 0;
}

if (args is [IntakeServers.Step, var server, var emulator])
    return await IntakeServers.ServeAsync(server, emulator);

if (args is [var step and ("recompute" or "export" or "export-again" or "forecast"), var connectionString, var calls])
    return await StorageRun.StepAsync(step, connectionString, int.Parse(calls, CultureInfo.InvariantCulture));

var what = args.Length > 0 ? args[0] : "all";
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3;
var different = what is "all" or "sums" ? RollupBenchmark.Run(rounds) : 0;
different += what is "all" or "files" ? await FileFormatBenchmark.RunAsync(rounds) : 0;
different += what is "all" or "storage" ? await StorageRun.RunAsync() : 0;
return different == 0 ? 0 : 1;
