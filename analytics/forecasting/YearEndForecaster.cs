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

    internal ForecastCombination Combination => _parameters.Combination;

    internal int? Threads => _options.Threads;

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
        MonthsToTrain(panel.Leaves.Length + panel.Parents.Length, panel.YearCount, k);

    /// <inheritdoc cref="MonthsToTrain(ForecastPanel, int)"/>
    public static IReadOnlyList<int>? MonthsToTrain(PanelTotals whole, int k) =>
        MonthsToTrain(whole.Nodes, whole.LastYear - whole.FirstYear + 1, k);

    private static IReadOnlyList<int>? MonthsToTrain(long nodes, int years, int k) =>
        k is < 1 or > 11 ? null : nodes * years <= MostNodeYearsReplayed ? PointModel.MonthsServedWith(k) : [k];

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
        var forecasts = Predict(rows, panel, questions, cancellation: cancellation);
        foreach (var (node, forecast) in PredictLevels(panel, year, k, questions))
            forecasts[node] = forecast;
        return PanelForecasts.Create(panel.Nodes, forecasts);
    }

    /// <summary>Forecasts by node of the leaves asked for (all where none are named) and of every parent, which sums those.</summary>
    internal Dictionary<int, YearForecast> Predict(
        TrainingRow[] rows, ForecastPanel panel, IReadOnlyDictionary<(string SeriesId, string Indicator), TargetQuestion> questions,
        IReadOnlySet<int>? requested = null, CancellationToken cancellation = default)
    {
        var (origins, points, usualErrors, floors) = Predict(rows, questions);
        points = Reconciler.Reconcile(rows, points, usualErrors, floors, _parameters.Combination);
        if (requested is not null)
        {
            var kept = Enumerable.Range(0, rows.Length).Where(i => !rows[i].Node.IsLeaf || requested.Contains(rows[i].Node.Index))
                .ToArray();
            (points, usualErrors) = ([.. kept.Select(i => points[i])], [.. kept.Select(i => usualErrors[i])]);
            (rows, origins) = ([.. kept.Select(i => rows[i])], [.. kept.Select(i => origins[i])]);
            points = Reconciler.SumLeaves(rows, points);
        }

        return Forecast(panel, [.. rows.Select(row => row.Node)], origins, points, usualErrors, questions, cancellation);
    }

    /// <summary>The point of each row by itself, at least its floor, and how large its error usually is.</summary>
    internal SinglePoints Predict(TrainingRow[] rows, IReadOnlyDictionary<(string SeriesId, string Indicator), TargetQuestion> questions)
    {
        var points = _parameters.Points(rows, _model.Predict(rows));
        ForecastOrigin[] origins = [.. rows.Select(ForecastOrigin.Create)];
        double[] floors = [.. rows.Select((row, i) => origins[i].Floor(Question(questions, row.Node)))];
        for (var i = 0; i < rows.Length; i++)
            points[i] = origins[i].IsOver ? floors[i] : Math.Max(points[i], floors[i]);
        return new SinglePoints(origins, points, _parameters.ErrorSize.Predict(rows), floors);
    }

    /// <summary>The distributions of nodes of which the points are reconciled, by node; those of parents of one leaf too.</summary>
    internal Dictionary<int, YearForecast> Forecast(
        ForecastPanel panel, PanelNode[] nodes, ForecastOrigin[] origins, double[] points, double[] usualErrors,
        IReadOnlyDictionary<(string SeriesId, string Indicator), TargetQuestion> questions, CancellationToken cancellation)
    {
        var made = new YearForecast[nodes.Length];
        DedicatedThreads.For(
            nodes.Length, _options.Threads,
            i => made[i] = Forecast(origins[i], points[i], usualErrors[i], Question(questions, nodes[i]), BasisOf(origins[i])),
            cancellation);
        var forecasts = new Dictionary<int, YearForecast>();
        var positionOfNode = new Dictionary<int, int>();
        for (var i = 0; i < nodes.Length; i++)
        {
            positionOfNode[nodes[i].Index] = i;
            forecasts[nodes[i].Index] = made[i];
        }

        // A parent of one leaf has no row of its own.
        foreach (var parent in panel.Parents.Where(parent => parent.LeafCount == 1 && positionOfNode.ContainsKey(parent.Leaves[0])))
        {
            var leaf = positionOfNode[parent.Leaves[0]];
            forecasts[parent.Index] = Forecast(
                origins[leaf], points[leaf], usualErrors[leaf], Question(questions, parent) ?? Question(questions, nodes[leaf]),
                ForecastBasis.Sum);
        }

        return forecasts;
    }

    /// <summary>The distribution of one node.</summary>
    internal YearForecast Forecast(ForecastOrigin origin, double point, double usualError, TargetQuestion? question, string basis) =>
        origin.Forecast(point, usualError, _intervals, question, basis);

    /// <summary>The forecasts of levels, which have no parents, by node.</summary>
    internal IEnumerable<(int Node, YearForecast Forecast)> PredictLevels(
        ForecastPanel panel, int year, int k, IReadOnlyDictionary<(string SeriesId, string Indicator), TargetQuestion> questions) =>
        panel.Leaves.Where(leaf => leaf.Kind == SeriesKind.Level)
            .Select(leaf => (leaf.Index, _levels.Predict(leaf, year, k, Question(questions, leaf))));

    private static TargetQuestion? Question(
        IReadOnlyDictionary<(string SeriesId, string Indicator), TargetQuestion> questions, PanelNode node) =>
        questions.GetValueOrDefault((node.Name, node.Indicator));

    private string BasisOf(ForecastOrigin origin) =>
        !origin.IsLeaf ? ForecastBasis.Sum : origin.Years > 0 ? _model.Basis : origin.PooledBasis;

    /// <summary>Points of rows before they are made to add up.</summary>
    internal readonly record struct SinglePoints(
        ForecastOrigin[] Origins, double[] Points, double[] UsualErrors, double[] Floors);

    /// <summary>The card as it lies in the archive, with how was trained.</summary>
    private sealed record StoredCard(ForecastOptions Options, ModelCard Card);
}
