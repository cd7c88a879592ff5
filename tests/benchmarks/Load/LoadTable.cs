using System.Globalization;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Backups;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Forecasts;
using YouthFunctions.Hosting;
using YouthFunctions.Rollups.Summing;
using YouthFunctions.Units;

namespace YouthFunctions.Benchmarks.Load;

/// <summary>The tables of docs/scale.md.</summary>
internal static class LoadTable
{
    private static readonly int[] Scales = [1, 10, 100, 1000];

    private sealed record Line(string What, double Limit, string Unit, Func<int, double> Value)
    {
        /// <summary>The load at which the limit is met, between the scales that were simulated.</summary>
        public double BreaksAt()
        {
            var (lower, before) = (0.0, 0.0);
            foreach (var scale in Scales)
            {
                var value = Value(scale);
                if (value > Limit)
                    return before <= 0
                        ? scale * Limit / value
                        : lower * Math.Pow(scale / lower, Math.Log(Limit / before) / Math.Log(value / before));
                (lower, before) = (scale, value);
            }

            return double.PositiveInfinity;
        }
    }

    /// <summary>Measures, simulates and prints.</summary>
    public static async Task PrintAsync()
    {
        var costs = UnitCosts.Measure();
        var export = await ExportCosts.MeasureAsync();
        Write($"Measured here: rollup {costs.RollUpSeconds * 1000:0.00} ms, forecast {costs.ForecastSeconds * 1000:0.0} ms and ");
        Write($"{costs.ForecastBytes / 1024:0} KiB after a training of {costs.TrainingSeconds:0} s ");
        Write($"and {costs.TrainingBytes / 1e9:0.0} GB, ");
        Write($"register {costs.TreeBytes:0} bytes, ");
        WriteLine($"stored {costs.RowBytes / 1024:0.0} KiB, each a unit");
        Write(export.Tables, "Export: tables of a province");
        Write(export.Month, "Export: month of forecasts of a province");
        Write(export.CountryTables, "Export: the country's rollups of version 1");
        Write(export.CountryMonth, "Export: the country's month of forecasts of version 1");
        var tree = UnitRegister.Shipped(OrganisationFolder.Shipped).TreeOf(new Month(2024, 12));
        var units = (double)tree.Count;
        var day = new DueDay(tree, costs);
        var days = Scales.ToDictionary(scale => scale, scale => day.Run(scale, shards: false, burst: false));
        var sharded = Scales.ToDictionary(scale => scale, scale => day.Run(scale, shards: true, burst: false));
        var bursts = Scales.ToDictionary(scale => scale, scale => day.Run(scale, shards: true, burst: true));
        var largest = tree.Children(UnitCode.Country).Max(province => tree.SubTree(province.Code).Count()) / units;
        Line[] lines =
        [
            new("Forecast: memory of the training", Limits.InstanceGb, "GB",
                s => (costs.TrainingBytes + (Math.Min(units * s, Limits.UnitsLearnedFrom) * costs.ForecastBytes)) / 1e9),
            new("Forecast: time of the training", Limits.PartSeconds, "s", _ => costs.TrainingSeconds),
            new("Forecast: memory of its largest part", Limits.InstanceGb, "GB",
                s => Math.Max(Limits.UnitsInPart, units * s * largest) * (costs.ForecastBytes + Limits.HistoryBytes) / 1e9),
            new("Forecast: time of its largest part", Limits.PartSeconds, "s",
                s => Math.Max(Limits.UnitsInPart, units * s * largest) * costs.ForecastSeconds),
            new("Backup: time of its largest part", Limits.PartSeconds, "s",
                s => units * s * largest * Limits.ReportsAUnit / 1000 * Limits.PageSeconds),
            new("CheckRollups: time of its largest part", Limits.PartSeconds, "s",
                s => units * s * largest * (costs.RollUpSeconds + (Limits.ReportsAUnit / 1000 * Limits.PageSeconds))),
            new("Export: memory of the largest province's tables", Limits.InstanceGb, "GB",
                s => export.Tables.GbOf(units * s * largest)),
            new("Export: time of the largest part's tables", Limits.RunSeconds, "s",
                s => export.Tables.SecondsOf(Math.Max(Limits.UnitsInPart, units * s * largest))
                    + (Math.Max(Limits.UnitsInPart, units * s * largest) * Limits.ReportsAUnit / 1000 * Limits.PageSeconds)),
            new("Export: memory of the largest part's month of forecasts", Limits.InstanceGb, "GB",
                s => export.Month.GbOf(Math.Max(Limits.UnitsInPart, units * s * largest))),
            new("Export: time of the largest part's month of forecasts", Limits.RunSeconds, "s",
                s => export.Month.SecondsOf(Math.Max(Limits.UnitsInPart, units * s * largest))),
            new("Export: memory of the country's files of version 1", Limits.InstanceGb, "GB",
                s => Math.Max(export.CountryTables.GbOf(units * s), export.CountryMonth.GbOf(units * s))),
            new("Export: time of the country's rollups of version 1", Limits.RunSeconds, "s",
                s => export.CountryTables.SecondsOf(units * s)),
            new("Export: time of the country's month of forecasts of version 1", Limits.RunSeconds, "s",
                s => export.CountryMonth.SecondsOf(units * s)),
            new("RollUp on the due day: longest run", Limits.RollUpSeconds, "s", s => days[s].LongestRollUp),
            new("RollUp by province: longest run", Limits.RollUpSeconds, "s", s => sharded[s].LongestRollUp),
            new("Logs of the due day", Limits.LogGb, "GB", s => units * s * Limits.LogGbARequest * (0.5 + 2)),
            new("Register of units: memory of every instance", Limits.InstanceGb, "GB", s => units * s * costs.TreeBytes / 1e9),
            new("Due day: instances at the busiest second", Limits.Instances, "",
                s => days[s].PeakReports * Limits.SecondsAReport / Limits.RequestsAtOnce),
            new("Due day: busiest partition", Limits.Partition, "rows/s", s => days[s].PeakPartition),
            new("Due day: account", Limits.Account, "calls/s", s => days[s].PeakAccount),
            new("All of it within ten minutes: longest wait", 30, "s", s => bursts[s].LongestWait),
            new("All of it within ten minutes: busiest partition", Limits.Partition, "rows/s", s => bursts[s].PeakPartition),
            new("Tables of a year", 500_000, "GB", s => units * s * costs.RowBytes / 1e9),
        ];
        WriteLine($"| figure | limit | 1× | 10× | 100× | 1,000× | breaks at |");
        WriteLine($"|---|---:|---:|---:|---:|---:|---:|");
        foreach (var line in lines.OrderBy(line => line.BreaksAt()))
        {
            var cells = string.Join(" | ", Scales.Select(scale => Cell(line, scale)));
            var breaksAt = double.IsInfinity(line.BreaksAt()) ? "not" : Short(line.BreaksAt()) + "×";
            WriteLine($"| {line.What} | {Short(line.Limit)} {line.Unit} | {cells} | {breaksAt} |");
        }

        var lags = Scales.Select(scale =>
            $"{scale}× {days[scale].LongestLag / 60:0} min ({sharded[scale].LongestLag / 60:0} by province)");
        WriteLine($"\nLongest time from a report to its rollup on the due day: {string.Join(", ", lags)}.");
    }

    private static string Cell(Line line, int scale) =>
        line.Value(scale) is var value && value > line.Limit ? $"**{Short(value)}**" : Short(value);

    private static string Short(double value) => value switch
    {
        >= 1000 => value.ToString("#,##0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 0.1 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.###", CultureInfo.InvariantCulture),
    };

    private static void Write(StepCost cost, string what) => WriteLine(
        $"{what}: {Each(cost)}, {cost.Seconds:0.0} s and {cost.Bytes / 1e6:0} MB for itself");

    private static string Each(StepCost cost) => string.Create(
        CultureInfo.InvariantCulture, $"{cost.SecondsAUnit * 1000:0.0} ms and {cost.BytesAUnit / 1024:0} KiB a unit");

    private static void Write(FormattableString text) => Console.Write(text.ToString(CultureInfo.InvariantCulture));

    private static void WriteLine(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
