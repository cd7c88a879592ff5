using System.Diagnostics;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Forecasts;
using YouthFunctions.Hosting;
using YouthFunctions.Units;

namespace YouthFunctions.Benchmarks.Load;

/// <summary>What one unit costs this program, measured on the machine it runs on; storage apart.</summary>
/// <param name="RollUpSeconds">Processor seconds to read a unit's year of reports, sum it and pack its row.</param>
/// <param name="TrainingSeconds">Processor seconds to train, however many the units: a sample stands for all.</param>
/// <param name="TrainingBytes">The process's peak meanwhile, without what it holds for units.</param>
/// <param name="ForecastSeconds">Processor seconds to forecast a unit's indicators.</param>
/// <param name="ForecastBytes">Memory that the forecast holds for a unit.</param>
/// <param name="TreeBytes">Memory that a unit takes in the register, whatever the program does.</param>
/// <param name="RowBytes">A unit's year as stored: report rows and rollup row.</param>
internal sealed record UnitCosts(
    double RollUpSeconds, double TrainingSeconds, double TrainingBytes, double ForecastSeconds, double ForecastBytes, double TreeBytes,
    double RowBytes)
{
    private const int ForecastUnits = 1500;

    /// <summary>Measures it.</summary>
    public static UnitCosts Measure()
    {
        var tree = Tree(); // first, while there is little else in memory
        var forecast = Forecast();
        var country = new Country(communes: true, seed: 20240915);
        var units = country.Basis.Tree.Count;
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var reports = InProcessRollup.Read(country);
        InProcessRollup.Compute(country.Basis, reports, 1);
        var packed = InProcessRollup.Write(country.Basis, reports);
        var rollUp = (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalSeconds;
        var rows = country.Rows.Values.Sum(months => months.Sum(row => row.Sum(pair => pair.Key.Length + Size(pair.Value))))
            + (2.0 * packed);
        return forecast with { RollUpSeconds = rollUp / units, TreeBytes = tree, RowBytes = rows / units };
    }

    private static double Tree()
    {
        const int copies = 10;
        var path = Path.Combine(OrganisationFolder.Shipped, "units-2024.csv");
        _ = UnitRegister.ReadTree(new Month(2021, 1), path);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var trees = Enumerable.Range(0, copies).Select(_ => UnitRegister.ReadTree(new Month(2021, 1), path)).ToArray();
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(trees);
        return (double)bytes / copies / trees[0].Count;
    }

    private static UnitCosts Forecast()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var series = ForecastTimes.Series(ForecastUnits);
        var started = Process.GetCurrentProcess().TotalProcessorTime;
        var panel = new ForecastPanel(series);
        var prepared = Process.GetCurrentProcess().TotalProcessorTime;
        var model = YearEndForecaster.Train(panel, 2024, new ForecastOptions(1) { Months = [8] });
        var trained = Process.GetCurrentProcess().TotalProcessorTime;
        var questions = series.ToDictionary(
            panelSeries => (panelSeries.Id, panelSeries.Indicator),
            panelSeries => new TargetQuestion(panelSeries.Id, panelSeries.Indicator, 1000));
        var forecasts = model.Predict(panel, 2024, 8, questions);
        var done = Process.GetCurrentProcess();
        var bytes = (double)(GC.GetTotalMemory(forceFullCollection: true) - before);
        GC.KeepAlive((series, panel, forecasts, model));
        return new UnitCosts(
            0, (trained - prepared).TotalSeconds, Math.Max(0, done.PeakWorkingSet64 - bytes),
            (prepared - started + done.TotalProcessorTime - trained).TotalSeconds / ForecastUnits, bytes / ForecastUnits, 0, 0);
    }

    private static double Size(object value) => value switch
    {
        string text => 2.0 * text.Length, // as tables count text
        byte[] bytes => bytes.Length,
        _ => 8,
    };
}
