namespace YouthFunctions.Analytics.Forecasting;

/// <summary>Gives points to rows: the candidate mix, corrected by trees where enough years could train them.</summary>
internal sealed class PointModel
{
    private const int LeastRows = 200;
    private readonly TreeForecaster? _trees;

    private PointModel(TreeForecaster? trees, TreeTrainer trainer, int rows)
    {
        _trees = trees;
        Trainer = trees is null ? nameof(TreeTrainer.None) : trainer.ToString();
        Rows = rows;
    }

    /// <summary>The library that trained it.</summary>
    public string Trainer { get; }

    /// <summary>What stands in <see cref="YearForecast.Basis"/>.</summary>
    public string Basis => _trees is null ? ForecastBasis.Candidates : ForecastBasis.Trees;

    /// <summary>Training rows.</summary>
    public int Rows { get; }

    /// <summary>Trains on the complete years before <paramref name="year"/> that have a year before them.</summary>
    public static PointModel Train(RowSource source, int year, ForecastOptions options, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (options.Trainer == TreeTrainer.None)
            return new PointModel(null, options.Trainer, 0);
        var rows = source.TrainingRows(year, options, cancellation);
        if (rows.Length < LeastRows)
            return new PointModel(null, options.Trainer, rows.Length);
        try
        {
            return new PointModel(Fit(rows, options, cancellation), options.Trainer, rows.Length);
        }
        catch (Exception error) when (options.Trainer == TreeTrainer.LightGbm && NativeLibraryMissing(error))
        {
            var managed = options with { Trainer = TreeTrainer.FastTree };
            return new PointModel(Fit(rows, managed, cancellation), managed.Trainer, rows.Length);
        }
    }

    /// <summary>One point a row, not below what is known.</summary>
    public double[] Predict(OriginRow[] rows)
    {
        if (_trees is null)
            return [.. rows.Select(row => row.Base)];
        var corrections = _trees.Predict([.. rows.Select(row => row.Features)]);
        return [.. rows.Select((row, i) => row.Years > 0 && row.K is > 0 and < 12 ? row.Corrected(corrections[i]) : row.Base)];
    }

    private static TreeForecaster Fit(OriginRow[] rows, ForecastOptions options, CancellationToken cancellation) => TreeForecaster.Train(
        [.. rows.Select(row => row.Features)], [.. rows.Select(row => row.ScaledLog(row.Total))], [.. rows.Select(row => row.Open)],
        new TreeShape(), options, options.Seed, cancellation);

    private static bool NativeLibraryMissing(Exception error) =>
        error is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException
        || (error.InnerException is { } inner && NativeLibraryMissing(inner));
}
