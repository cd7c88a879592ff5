using System.Collections.Frozen;
using YouthFunctions.Forecasting.Calibration;
using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Intervals;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Reconciliation;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Forecasting.Trees;

namespace YouthFunctions.Forecasting;

/// <summary>
/// Forecasts the year-end value of every node of a panel after k months: one global model for all series, conformal
/// intervals, and points that add up over the hierarchy. Trained on complete years before the forecast year only.
/// </summary>
public sealed class YearEndForecaster
{
    private static readonly FrozenDictionary<(string, string), TargetQuestion> NoQuestions =
        FrozenDictionary<(string, string), TargetQuestion>.Empty;

    private readonly PointModel _points;
    private readonly CalibratedParameters _lessons;
    private readonly ConformalIntervals _conformal;
    private readonly LevelForecaster _levels;
    private readonly ForecastOptions _options;

    private YearEndForecaster(PointModel points, CalibratedParameters lessons, ConformalIntervals conformal, LevelForecaster levels, ForecastOptions options, ModelCard card)
    {
        _points = points;
        _lessons = lessons;
        _conformal = conformal;
        _levels = levels;
        _options = options;
        Card = card;
    }

    /// <summary>What was trained on what.</summary>
    public ModelCard Card { get; }

    /// <summary>Trains for a forecast year; values of that year and later are not looked at.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static YearEndForecaster Train(ForecastPanel panel, int forecastYear, ForecastOptions options, CancellationToken cancellation = default) =>
        Train(new TrainingRun(new RowSource(panel.Between(int.MinValue, forecastYear - 1), options.Threads), options), forecastYear, cancellation);

    internal static YearEndForecaster Train(TrainingRun run, int forecastYear, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var years = run.CalibrationYears(forecastYear);
        var past = years.Select(year => run.Calibration(year, cancellation)).ToArray();
        var points = run.ModelBefore(forecastYear, cancellation);
        var history = run.Source.Panel.Between(int.MinValue, forecastYear - 1);
        var card = new ModelCard(
            points.Trainer, history.FirstYear, forecastYear - 1, points.Rows, run.Options.Seed, history.Hash(), years, CalibrationMonth.Of(past));
        var lessons = run.LessonsBefore(forecastYear, cancellation);
        return new YearEndForecaster(
            points, lessons, new ConformalIntervals([.. CalibrationYear.Errors(past, lessons.ErrorSize, run.Options, cancellation)]),
            new LevelForecaster(history), run.Options, card);
    }

    /// <summary>
    /// The distribution of the year-end value of every node, from the months 1 to <paramref name="k"/> of
    /// <paramref name="year"/> and the years before; later values in the panel are not looked at.
    /// </summary>
    /// <param name="panel">Histories and the current year.</param>
    /// <param name="year">A year of the panel.</param>
    /// <param name="k">Months known, 0 to 12.</param>
    /// <param name="questions">Targets and floors by series (or parent name) and indicator; may lack some.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InvalidOperationException">Trained for months of another part of the year only.</exception>
    public PanelForecasts Predict(
        ForecastPanel panel, int year, int k, IReadOnlyDictionary<(string SeriesId, string Indicator), TargetQuestion>? questions = null,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, panel.FirstYear);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, panel.LastYear);
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, 12);
        questions ??= NoQuestions;
        var flows = Predict(new RowSource(panel, _options.Threads).At(year, k, cancellation), panel, questions);
        return new PanelForecasts([.. panel.Nodes.Select(node => new NodeForecast(
            node.Name, node.Indicator, node.Level, node.IsLeaf,
            node.Kind == SeriesKind.Flow ? flows[node.Index] : _levels.Predict(node, year, k, questions.GetValueOrDefault((node.Name, node.Indicator)))))]);
    }

    /// <summary>Forecasts by node of the leaves asked for (all where none are named) and of every parent, which sums those.</summary>
    internal Dictionary<int, YearForecast> Predict(
        TrainingRow[] rows, ForecastPanel panel, IReadOnlyDictionary<(string SeriesId, string Indicator), TargetQuestion> questions, IReadOnlySet<int>? asked = null)
    {
        TargetQuestion? Question(PanelNode node) => questions.GetValueOrDefault((node.Name, node.Indicator));
        var points = _lessons.CorrectionScale.Points(rows, _points.Predict(rows));
        double[] floors = [.. rows.Select(row => Math.Max(row.Known, row.Node.IsLeaf ? Question(row.Node)?.KnownYearToDate ?? 0 : 0))];
        for (var i = 0; i < rows.Length; i++)
            points[i] = Math.Max(points[i], floors[i]);
        var spreads = _lessons.ErrorSize.Predict(rows);
        points = Reconciler.Points(rows, points, spreads, floors, _lessons.Combination);
        if (asked is not null)
        {
            bool Asked(TrainingRow row) => !row.Node.IsLeaf || asked.Contains(row.Node.Index);
            (points, spreads) = ([.. points.Where((_, i) => Asked(rows[i]))], [.. spreads.Where((_, i) => Asked(rows[i]))]);
            rows = [.. rows.Where(Asked)];
            points = Reconciler.Sums(rows, points);
        }

        var forecasts = new Dictionary<int, YearForecast>();
        var rowOf = new Dictionary<int, int>();
        for (var i = 0; i < rows.Length; i++)
        {
            var node = rows[i].Node;
            rowOf[node.Index] = i;
            forecasts[node.Index] = Forecast(rows[i], points[i], spreads[i], _conformal, Question(node), !node.IsLeaf ? ForecastBasis.Sum : rows[i].Years > 0 ? _points.Basis : rows[i].Basis);
        }

        foreach (var parent in panel.Parents.Where(parent => parent.Leaves.Length == 1 && rowOf.ContainsKey(parent.Leaves[0])))
        {
            var leaf = rowOf[parent.Leaves[0]];
            forecasts[parent.Index] = Forecast(
                rows[leaf], points[leaf], spreads[leaf], _conformal, Question(parent) ?? Question(rows[leaf].Node), ForecastBasis.Sum);
        }

        return forecasts;
    }

    internal static YearForecast Forecast(
        TrainingRow row, double point, double spread, ConformalIntervals conformal, TargetQuestion? question, string basis)
    {
        var floor = Math.Max(row.Known, row.Node.IsLeaf ? question?.KnownYearToDate ?? 0 : 0);
        var unsure = row.K == 12 && row.Gaps == 0 ? 0 : row.Open + ((1 - row.Open) * (1 - Math.Clamp(question?.Completeness ?? 1, 0, 1)) / 2);
        var stratum = conformal.For(PastError.KindOf(row), row.K, spread);
        var distribution = Distribution.Logarithmic(stratum.Errors, point, row.Offset, unsure * spread, floor);
        double low80 = (1 - stratum.Level80) / 2, low95 = (1 - stratum.Level95) / 2;

        // Where past years all ended on one side, the point would lie outside its own interval.
        double Low(double share) => Math.Min(point, distribution.Quantile(share));
        double High(double share) => Math.Max(point, distribution.Quantile(1 - share));
        return new YearForecast(
            point, Low(low95), Low(low80), distribution.Quantile(0.5), High(low80), High(low95),
            question?.Target is { } target ? distribution.ProbabilityOfAtLeast(target) : null, basis, distribution);
    }
}
