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
/// <param name="ForecastSeconds">Processor seconds to train on and forecast a unit's indicators.</param>
/// <param name="ForecastBytes">Memory that the forecast holds for a unit.</param>
/// <param name="TreeBytes">Memory that a unit takes in the register, whatever the program does.</param>
/// <param name="RowBytes">A unit's year as stored: report rows and rollup row.</param>
internal sealed record UnitCosts(double RollUpSeconds, double ForecastSeconds, double ForecastBytes, double TreeBytes, double RowBytes)
{
    private const int ForecastUnits = 1500;

    /// <summary>Measures it.</summary>
    public static UnitCosts Measure()
    {
        var tree = Tree(); // first, while there is little else in memory
        var (forecastSeconds, forecastBytes) = Forecast();
        var country = new Country(communes: true, seed: 20240915);
        var units = country.Basis.Tree.Count;
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var reports = InProcessRollup.Read(country);
        InProcessRollup.Compute(country.Basis, reports, 1);
        var packed = InProcessRollup.Write(country.Basis, reports);
        var rollUp = (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalSeconds;
        var rows = country.Rows.Values.Sum(months => months.Sum(row => row.Sum(pair => pair.Key.Length + Size(pair.Value))))
            + (2.0 * packed);
        return new UnitCosts(rollUp / units, forecastSeconds, forecastBytes, tree, rows / units);
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

    private static (double Seconds, double Bytes) Forecast()
    {
        var series = ForecastTimes.Series(ForecastUnits);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var panel = new ForecastPanel(series);
        var model = YearEndForecaster.Train(panel, 2024, new ForecastOptions(1) { Months = [8] });
        var questions = series.ToDictionary(
            panelSeries => (panelSeries.Id, panelSeries.Indicator),
            panelSeries => new TargetQuestion(panelSeries.Id, panelSeries.Indicator, 1000));
        var forecasts = model.Predict(panel, 2024, 8, questions);
        var seconds = (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalSeconds;
        var bytes = GC.GetTotalMemory(forceFullCollection: false) - before;
        GC.KeepAlive((panel, forecasts, model));
        return (seconds / ForecastUnits, (double)bytes / ForecastUnits);
    }

    private static double Size(object value) => value switch
    {
        string text => 2.0 * text.Length, // as tables count text
        byte[] bytes => bytes.Length,
        _ => 8,
    };
}
