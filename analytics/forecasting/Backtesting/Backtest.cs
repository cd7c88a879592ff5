using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Training;

namespace YouthFunctions.Forecasting.Backtesting;

/// <summary>
/// Replays the forecast on past years: for every test year a model that knows the years before only, for every month k
/// a forecast from the months up to k.
/// </summary>
public static class Backtest
{
    /// <summary>The test years of a panel: every year from the first one on that has a year before.</summary>
    /// <exception cref="ArgumentException">The panel has no such year.</exception>
    public static IReadOnlyList<int> TestYears(ForecastPanel panel, BacktestOptions options)
    {
        var first = options.FirstTestYear ?? BacktestOptions.FirstTestYearOf(panel);
        if (panel.LastYear <= panel.FirstYear || first > panel.LastYear || first <= panel.FirstYear)
        {
            throw new ArgumentException(
                $"A test year needs a year before it: the data have {panel.FirstYear}-{panel.LastYear}, the first test year is {first}.",
                nameof(options));
        }

        return [.. Enumerable.Range(first, panel.LastYear - first + 1)];
    }

    /// <summary>Forecasts every test year; rows come year by year, k by k, leaves before parents.</summary>
    /// <param name="panel">The data; ratios are not tested.</param>
    /// <param name="options">What to test.</param>
    /// <param name="progress">Told the share done, 0 to 1.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static IEnumerable<BacktestRow> Run(
        ForecastPanel panel, BacktestOptions options, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        var years = TestYears(panel, options);
        var training = options.Training ?? new ForecastOptions();
        TrainingRun? shared = options.History is null ? new TrainingRun(new RowSource(panel, training.Threads), training) : null;
        for (var i = 0; i < years.Count; i++)
        {
            var run = shared ?? new TrainingRun(
                new RowSource(panel.Between(years[i] - options.History!.Value, years[i]), training.Threads), training);
            var tested = new BacktestYear(run, years[i], options.TargetRatio, cancellation);
            progress?.Report((i + 0.6) / years.Count);
            for (var k = 1; k <= 11; k++)
            {
                foreach (var row in tested.Month(k))
                    yield return row;
                progress?.Report((i + 0.6 + (0.4 * k / 11)) / years.Count);
            }

            run.Forget(before: years[i] - training.CalibrationYears);
        }
    }
}
