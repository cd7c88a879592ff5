using System.Diagnostics;
using System.Globalization;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Hosting;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Units;

namespace YouthFunctions.Benchmarks;

/// <summary>What the forecast of the whole country takes: training and inference, a series each.</summary>
internal static class ForecastTimes
{
    /// <summary>Communes, districts, provinces and the centre of 2024.</summary>
    public const int CountryUnits = 10_806;

    private const int Year = 2024;
    private const int MonthsKnown = 8;

    /// <summary>Trains and forecasts, and prints both.</summary>
    public static void Run(int units)
    {
        var series = Series(units);
        Measurement.Best(1, () => new ForecastPanel(series), out var panel).Print($"panel of {series.Count} series");
        var trained = Measurement.Best(
            1, () => YearEndForecaster.Train(panel, Year, new ForecastOptions(1) { Months = [MonthsKnown] }), out var model);
        Print("training", trained, series.Count);
        var questions = series.ToDictionary(
            panelSeries => (panelSeries.Id, panelSeries.Indicator),
            panelSeries => new TargetQuestion(panelSeries.Id, panelSeries.Indicator, 1000));
        Print("inference", Measurement.Best(1, () => model.Predict(panel, Year, MonthsKnown, questions), out _), series.Count);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {model.Card.Trainer}, {model.Card.Rows} training rows; peak memory {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} "
                + $"MiB"));
    }

    /// <summary>Seasonal series with noise: 19 indicators a unit, three full years and the first months of 2024.</summary>
    public static List<PanelSeries> Series(int units)
    {
        var random = new Random(1);
        var series = new List<PanelSeries>();
        foreach (var indicator in PlanFiles.Read(OrganisationFolder.Shipped, []).Plans[Year].Indicators
            .Where(indicator => indicator.PartOf is null))
            for (var unit = 0; unit < units; unit++)
            {
                if (indicator.Kind == IndicatorKind.Ratio)
                {
                    var start = 0.3 * random.NextDouble();
                    var shares = Enumerable.Range(0, (3 * 12) + MonthsKnown)
                        .Select(month => (double?)Math.Min(1, start + (0.05 * (1 + (month % 12)) * (0.7 + (0.6 * random.NextDouble())))));
                    series.Add(new PanelSeries(
                        $"u{unit}", [], indicator.Code.ToString(), new MonthlySeries(new Month(Year - 3, 1), shares), SeriesKind.Level));
                    continue;
                }

                var level = Math.Exp(3 * random.NextDouble());
                var values = Enumerable.Range(0, (3 * 12) + MonthsKnown)
                    .Select(month => (double?)Math.Round(
                        10 * level * (1 + (0.8 * Math.Sin(2 * Math.PI * (month - 3) / 12))) * (0.7 + (0.6 * random.NextDouble()))));
                series.Add(new PanelSeries(
                    $"u{unit}", ["all", $"p{unit % 63}"], indicator.Code.ToString(), new MonthlySeries(new Month(Year - 3, 1), values),
                    SeriesKind.Flow));
            }

        return series;
    }

    private static void Print(string what, Measurement measurement, int series)
    {
        measurement.Print(what);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"    a series: {measurement.Wall.TotalMicroseconds / series:0} µs, {measurement.Cpu.TotalMicroseconds / series:0} µs of CPU"));
    }
}
