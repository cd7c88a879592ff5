using System.Collections.Frozen;

namespace YouthFunctions.Analytics.Forecasting;

/// <summary>
/// Forecasts the year-end value of every node of a panel after k months: one global model for all series, conformal
/// intervals, and points that add up over the hierarchy. Trained on complete years before the forecast year only.
/// </summary>
public sealed class YearEndForecaster
{
    private static readonly FrozenDictionary<(string, string), TargetQuestion> NoQuestions =
        FrozenDictionary<(string, string), TargetQuestion>.Empty;

    private readonly PointModel _points;
    private readonly Conformal _conformal;
    private readonly LevelForecaster _levels;
    private readonly ForecastOptions _options;

    private YearEndForecaster(PointModel points, Conformal conformal, LevelForecaster levels, ForecastOptions options, ModelCard card)
    {
        _points = points;
        _conformal = conformal;
        _levels = levels;
        _options = options;
        Card = card;
    }

    /// <summary>What was trained on what.</summary>
    public ModelCard Card { get; }

    /// <summary>Trains for a forecast year; values of that year and later are not looked at.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static YearEndForecaster Train(ForecastPanel panel, int forecastYear, ForecastOptions options, CancellationToken cancellation = default)
    {
        var history = panel.Between(int.MinValue, forecastYear - 1);
        var source = new RowSource(history, options.Threads);
        return Train(source, forecastYear, options, (year, token) => PointModel.Train(source, year, options, token), cancellation);
    }

    internal static YearEndForecaster Train(
        RowSource source, int forecastYear, ForecastOptions options, Func<int, CancellationToken, PointModel> modelBefore, CancellationToken cancellation)
    {
        var panel = source.Panel;
        var years = Enumerable.Range(panel.FirstYear + 1, Math.Max(0, forecastYear - panel.FirstYear - 1)).TakeLast(options.CalibrationYears).ToArray();
        var errors = new List<PastError>();
        var card = new CalibrationLog();
        foreach (var year in years)
        {
            var model = modelBefore(year, cancellation);
            for (var k = 1; k <= 11; k++)
            {
                var rows = source.At(year, k, cancellation);
                var points = Points(model, rows);
                for (var i = 0; i < rows.Length; i++)
                {
                    if (!double.IsFinite(rows[i].Total))
                        continue;
                    errors.Add(new PastError(k, Kind(rows[i]), rows[i].Volatility, Error(rows[i], points[i])));
                    card.Add(rows[i], points[i]);
                }
            }
        }

        var final = modelBefore(forecastYear, cancellation);
        var levels = new LevelForecaster(panel.Between(int.MinValue, forecastYear - 1));
        return new YearEndForecaster(final, new Conformal(errors), levels, options, new ModelCard(
            final.Trainer, panel.FirstYear, forecastYear - 1, final.Rows, options.Seed, panel.Between(int.MinValue, forecastYear - 1).Hash(), years, card.Months()));
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
    public PanelForecasts Predict(
        ForecastPanel panel, int year, int k, IReadOnlyDictionary<(string SeriesId, string Indicator), TargetQuestion>? questions = null,
        CancellationToken cancellation = default) =>
        Predict(new RowSource(panel, _options.Threads), year, k, questions, cancellation);

    internal PanelForecasts Predict(
        RowSource source, int year, int k, IReadOnlyDictionary<(string SeriesId, string Indicator), TargetQuestion>? questions, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, source.Panel.FirstYear);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, source.Panel.LastYear);
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, 12);
        questions ??= NoQuestions;
        var rows = source.At(year, k, cancellation);
        var points = Points(_points, rows, questions);
        var all = new List<NodeForecast>(source.Panel.Leaves.Length + source.Panel.Parents.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            var node = rows[i].Node;
            var question = questions.GetValueOrDefault((node.Name, node.Indicator));
            all.Add(new NodeForecast(node.Name, node.Indicator, node.Level, node.IsLeaf, Forecast(rows[i], points[i], question)));
        }

        foreach (var leaf in source.Panel.Leaves.Where(leaf => leaf.Kind == SeriesKind.Level))
        {
            var forecast = _levels.Predict(leaf, year, k, questions.GetValueOrDefault((leaf.Name, leaf.Indicator)));
            all.Add(new NodeForecast(leaf.Name, leaf.Indicator, leaf.Level, true, forecast));
        }

        return new PanelForecasts(all);
    }

    private YearForecast Forecast(OriginRow row, double point, TargetQuestion? question)
    {
        var floor = Math.Max(row.Known, row.Node.IsLeaf ? question?.KnownYearToDate ?? 0 : 0);
        var unsure = row.K == 12 && row.Gaps == 0 ? 0 : row.Open + ((1 - row.Open) * (1 - Math.Clamp(question?.Completeness ?? 1, 0, 1)) / 2);
        var errors = _conformal.For(Kind(row), row.K, row.Volatility);
        var distribution = Distribution.Logarithmic(errors, point, row.Offset, unsure, floor);
        return new YearForecast(
            point, distribution.Quantile(0.025), distribution.Quantile(0.1), distribution.Quantile(0.5), distribution.Quantile(0.9), distribution.Quantile(0.975),
            question?.Target is { } target ? distribution.ProbabilityOfAtLeast(target) : null,
            row.Node.IsLeaf ? row.Years > 0 ? _points.Basis : row.Basis : ForecastBasis.Sum, distribution);
    }

    private static double[] Points(
        PointModel model, OriginRow[] rows, IReadOnlyDictionary<(string SeriesId, string Indicator), TargetQuestion>? questions = null)
    {
        var points = model.Predict(rows);
        for (var i = 0; questions is not null && i < rows.Length; i++)
        {
            if (rows[i].Node.IsLeaf && questions.GetValueOrDefault((rows[i].Node.Name, rows[i].Node.Indicator))?.KnownYearToDate is { } floor)
                points[i] = Math.Max(points[i], floor);
        }

        return Reconcile.BottomUp(rows, points);
    }

    private static double Error(OriginRow row, double point) =>
        Math.Clamp(Math.Log((row.Total + row.Offset) / (point + row.Offset)) / row.Open, -20, 20);

    private static ErrorKind Kind(OriginRow row) =>
        row.Years == 0 ? ErrorKind.WithoutHistory : row.Node.IsLeaf ? ErrorKind.Leaf : ErrorKind.Parent;
}
