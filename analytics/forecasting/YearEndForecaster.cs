using System.Collections.Frozen;
using System.IO.Compression;
using System.Text.Json;
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

    // From so many own years on, errors of elsewhere tell nothing more.
    private const int YearsWithoutPrior = 3;

    // Another number for whatever changes what is written, or what features and candidates mean.
    private const int FormatVersion = 2;
    private const string ParametersEntry = "parameters.bin";
    private const string CardEntry = "card.json";

    // On the two panels of docs/forecast-accuracy.md one total in 320 lay above three times (health-vn; tourism one in five
    // thousand), and 95 % intervals are half as wide with this limit and hold as many.
    private const double MonthsLikeTheLargest = 3;

    // The demo's country has a third of them, the whole one ten times as many.
    private const int MostNodeYearsReplayed = 250_000;

    private readonly PointModel _model;
    private readonly CalibratedParameters _parameters;
    private readonly ConformalIntervals _intervals;
    private readonly LevelForecaster _levels;
    private readonly ForecastOptions _options;

    private YearEndForecaster(
        PointModel model, CalibratedParameters parameters, ConformalIntervals intervals, LevelForecaster levels, ForecastOptions options,
        ModelCard card)
    {
        _model = model;
        _parameters = parameters;
        _intervals = intervals;
        _levels = levels;
        _options = options;
        Card = card;
    }

    /// <summary>What was trained on what.</summary>
    public ModelCard Card { get; }

    /// <summary>Trains for a forecast year; values of that year and later are not looked at.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static YearEndForecaster Train(
        ForecastPanel panel, int forecastYear, ForecastOptions options, CancellationToken cancellation = default)
    {
        var history = panel.Between(int.MinValue, forecastYear - 1);
        return Train(new TrainingRun(new RowSource(history, options.Threads), options), forecastYear, cancellation);
    }

    /// <summary>Writes the model as a zip archive: <c>card.json</c>, the trees as ML.NET writes them, and what was learned beside
    /// them. It predicts for the months that it was trained for (<see cref="ForecastOptions.Months"/>).</summary>
    public void Save(Stream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        using var content = new MemoryStream(); // an archive takes one file after the other, and trees are files of their own
        using var parameters = new BinaryWriter(content);
        parameters.Write(FormatVersion);
        _model.Write(parameters, archive);
        _parameters.Write(parameters, archive);
        _intervals.Write(parameters, _options.Months ?? [.. Enumerable.Range(0, 13)]);
        _levels.Write(parameters);
        parameters.Flush();
        content.Position = 0;
        using (var entry = archive.CreateEntry(ParametersEntry, CompressionLevel.Fastest).Open())
            content.CopyTo(entry);
        using var card = archive.CreateEntry(CardEntry, CompressionLevel.Fastest).Open();
        JsonSerializer.Serialize(card, new StoredCard(_options, Card), JsonSerializerOptions.Web);
    }

    /// <summary>Reads a model that was saved; it forecasts what the saved one would.</summary>
    /// <exception cref="InvalidDataException">It is no such archive, or one of another version.</exception>
    public static YearEndForecaster Load(Stream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        using var content = new MemoryStream();
        using (var entry = Entry(archive, ParametersEntry))
            entry.CopyTo(content);
        content.Position = 0;
        using var parameters = new BinaryReader(content);
        if (parameters.ReadInt32() != FormatVersion)
            throw new InvalidDataException("The model was saved by another version.");
        var (model, calibrated) = (PointModel.Read(parameters, archive), CalibratedParameters.Read(parameters, archive));
        var (intervals, levels) = (ConformalIntervals.Read(parameters), LevelForecaster.Read(parameters));
        using var card = Entry(archive, CardEntry);
        var stored = JsonSerializer.Deserialize<StoredCard>(card, JsonSerializerOptions.Web)!;
        return new YearEndForecaster(model, calibrated, intervals, levels, stored.Options, stored.Card);
    }

    private static Stream Entry(ZipArchive archive, string name) =>
        archive.GetEntry(name)?.Open() ?? throw new InvalidDataException($"The archive has no {name}.");

    /// <summary>
    /// What to say as <see cref="ForecastOptions.Months"/> of a model that is kept: with month <paramref name="k"/> all that the same
    /// trees serve, so that the next months need no training; of a very large panel k alone, because past years are replayed for
    /// each. Null (all months) outside of 1 to 11.
    /// </summary>
    public static IReadOnlyList<int>? MonthsToTrain(ForecastPanel panel, int k) =>
        k is < 1 or > 11 ? null
        : (panel.Leaves.Length + panel.Parents.Length) * (long)panel.YearCount <= MostNodeYearsReplayed ? PointModel.MonthsServedWith(k)
        : [k];

    internal static YearEndForecaster Train(TrainingRun run, int forecastYear, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var years = run.CalibrationYears(forecastYear);
        var past = years.Select(year => run.Calibration(year, cancellation)).ToArray();
        var model = run.ModelBefore(forecastYear, cancellation);
        var history = run.Source.Panel.Between(int.MinValue, forecastYear - 1);
        var card = new ModelCard(
            model.Trainer, history.FirstYear, forecastYear - 1, model.Rows, run.Options.Seed, history.Hash(), years,
            CalibrationMonth.Score(past))
        {
            Features = model.Importance(),
        };
        var parameters = run.ParametersBefore(forecastYear, cancellation);
        var errors = CalibrationYear.Errors(past, parameters.ErrorSize, run.Options, cancellation);
        var prior = past.Length < YearsWithoutPrior && !parameters.ErrorSize.IsLearned ? PriorErrors.Shipped : null;
        return new YearEndForecaster(
            model, parameters, new ConformalIntervals([.. errors], prior), new LevelForecaster(history, forecastYear), run.Options, card);
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
        var rows = new RowSource(panel, _options.Threads).At(year, k, cancellation);
        var flows = Predict(rows, panel, questions, cancellation: cancellation);
        return new PanelForecasts([.. panel.Nodes.Select(node => new NodeForecast(
            node.Name, node.Indicator, node.Level, node.IsLeaf,
            node.Kind == SeriesKind.Flow
                ? flows[node.Index]
                : _levels.Predict(node, year, k, questions.GetValueOrDefault((node.Name, node.Indicator)))))]);
    }

    /// <summary>Forecasts by node of the leaves asked for (all where none are named) and of every parent, which sums those.</summary>
    internal Dictionary<int, YearForecast> Predict(
        TrainingRow[] rows, ForecastPanel panel, IReadOnlyDictionary<(string SeriesId, string Indicator), TargetQuestion> questions,
        IReadOnlySet<int>? requested = null, CancellationToken cancellation = default)
    {
        TargetQuestion? Question(PanelNode node) => questions.GetValueOrDefault((node.Name, node.Indicator));
        var points = _parameters.Points(rows, _model.Predict(rows));
        double[] floors = [.. rows.Select(row => Floor(row, Question(row.Node)))];
        for (var i = 0; i < rows.Length; i++)
            points[i] = IsOver(rows[i]) ? floors[i] : Math.Max(points[i], floors[i]);
        var usualErrors = _parameters.ErrorSize.Predict(rows);
        points = Reconciler.Reconcile(rows, points, usualErrors, floors, _parameters.Combination);
        if (requested is not null)
        {
            var kept = Enumerable.Range(0, rows.Length).Where(i => !rows[i].Node.IsLeaf || requested.Contains(rows[i].Node.Index))
                .ToArray();
            (points, usualErrors) = ([.. kept.Select(i => points[i])], [.. kept.Select(i => usualErrors[i])]);
            rows = [.. kept.Select(i => rows[i])];
            points = Reconciler.SumLeaves(rows, points);
        }

        var made = new YearForecast[rows.Length];
        DedicatedThreads.For(
            rows.Length, _options.Threads,
            i => made[i] = Forecast(rows[i], points[i], usualErrors[i], _intervals, Question(rows[i].Node), BasisOf(rows[i])),
            cancellation);
        var forecasts = new Dictionary<int, YearForecast>();
        var rowOfNode = new Dictionary<int, int>();
        for (var i = 0; i < rows.Length; i++)
        {
            var node = rows[i].Node;
            rowOfNode[node.Index] = i;
            forecasts[node.Index] = made[i];
        }

        // A parent of one leaf has no row of its own.
        foreach (var parent in panel.Parents.Where(parent => parent.Leaves.Length == 1 && rowOfNode.ContainsKey(parent.Leaves[0])))
        {
            var leaf = rowOfNode[parent.Leaves[0]];
            forecasts[parent.Index] = Forecast(
                rows[leaf], points[leaf], usualErrors[leaf], _intervals, Question(parent) ?? Question(rows[leaf].Node), ForecastBasis.Sum);
        }

        return forecasts;
    }

    private string BasisOf(TrainingRow row) => !row.Node.IsLeaf ? ForecastBasis.Sum : row.Years > 0 ? _model.Basis : row.Basis;

    internal static YearForecast Forecast(
        TrainingRow row, double point, double usualError, ConformalIntervals intervals, TargetQuestion? question, string basis)
    {
        var stratum = intervals.For(PastError.KindOf(row), row.K, usualError);
        var distribution = Distribution.Logarithmic(
            stratum.Errors, point, row.Offset, UncertainShare(row, question) * usualError, Floor(row, question),
            Limit(row, point, question), row.Node.IsCount);
        double tail80 = (1 - stratum.Level80) / 2, tail95 = (1 - stratum.Level95) / 2;

        // Where past years all ended on one side, the point would lie outside its own interval.
        var middle = distribution.Nearest(point);
        double Low(double tail) => Math.Min(middle, distribution.Quantile(tail));
        double High(double tail) => Math.Max(middle, distribution.Quantile(1 - tail));
        return new YearForecast(
            point, Low(tail95), Low(tail80), distribution.Quantile(0.5), High(tail80), High(tail95),
            question?.Target is { } target ? distribution.ProbabilityOfAtLeast(target) : null, basis, distribution);
    }

    /// <summary>What the year-end cannot be below: what is reported, by the series or by the caller.</summary>
    private static double Floor(TrainingRow row, TargetQuestion? question) =>
        Math.Max(row.Known, row.Node.IsLeaf ? question?.KnownYearToDate ?? 0 : 0);

    /// <summary>
    /// What the year-end will not be above: all open months, and what reports are missing of the others, at three times the largest one
    /// that was ever seen. Without it errors of other series put the upper end where no series of this size has been.
    /// </summary>
    private static double Limit(TrainingRow row, double point, TargetQuestion? question)
    {
        if (row.Years == 0 || row.LargestMonth == 0)
            return double.PositiveInfinity;
        var open = 12 - row.K + row.Gaps + ((row.K - row.Gaps) * MissingShare(question));
        return Math.Max(point, Floor(row, question) + (MonthsLikeTheLargest * row.LargestMonth * open));
    }

    /// <summary>
    /// The share of the year whose errors are to be expected: the open months, and half of what reports are missing of the others
    /// (what is missing was in part filled from what is known). None when the whole year is known.
    /// </summary>
    private static double UncertainShare(TrainingRow row, TargetQuestion? question) => IsOver(row) ? 0
        : row.Open + ((1 - row.Open) * MissingShare(question) / 2);

    /// <summary>Whether the whole year is known: it ended as it was reported.</summary>
    private static bool IsOver(TrainingRow row) => row.K == 12 && row.Gaps == 0;

    /// <summary>The share of reports that are missing up to now, 0 to 1.</summary>
    private static double MissingShare(TargetQuestion? question) => 1 - Math.Clamp(question?.Completeness ?? 1, 0, 1);

    /// <summary>The card as it lies in the archive, with how was trained.</summary>
    private sealed record StoredCard(ForecastOptions Options, ModelCard Card);
}
