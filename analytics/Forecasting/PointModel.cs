namespace YouthFunctions.Analytics.Forecasting;

/// <summary>
/// Gives points to rows: three unlike bases, each corrected by trees of its own, and the mean of their logs; the
/// candidate mix alone where too few years could train trees.
/// </summary>
internal sealed class PointModel
{
    private const int LeastRows = 200;
    private const int Many = 20_000;

    private static readonly Func<OriginRow, double>[] Bases =
    [
        row => row.Base,
        row => row.Candidates[(int)Candidate.MeanRest3],
        row => (row.Base + row.Candidates[(int)Candidate.Smoothing]) / 2,
    ];

    private readonly TreeForecaster[] _trees;

    private PointModel(TreeForecaster[] trees, TreeTrainer trainer, int rows)
    {
        _trees = trees;
        Trainer = trees.Length == 0 ? nameof(TreeTrainer.None) : trainer.ToString();
        Rows = rows;
    }

    /// <summary>The library that trained it.</summary>
    public string Trainer { get; }

    /// <summary>What stands in <see cref="YearForecast.Basis"/>.</summary>
    public string Basis => _trees.Length == 0 ? ForecastBasis.Candidates : ForecastBasis.Trees;

    /// <summary>Training rows.</summary>
    public int Rows { get; }

    /// <summary>Trains on the complete years before <paramref name="year"/> that have a year before them.</summary>
    public static PointModel Train(RowSource source, int year, ForecastOptions options, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (options.Trainer == TreeTrainer.None)
            return new PointModel([], options.Trainer, 0);
        var rows = source.TrainingRows(year, options, cancellation);
        if (rows.Length < LeastRows)
            return new PointModel([], options.Trainer, rows.Length);
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
        if (_trees.Length == 0)
            return [.. rows.Select(row => row.Base)];
        float[][] features = [.. rows.Select(row => row.Features)];
        var corrections = new double[_trees.Length][];
        Parallel.For(0, _trees.Length, member => corrections[member] = _trees[member].Predict(features));
        return [.. rows.Select((row, i) => row.Years > 0 && row.K is > 0 and < 12
            ? row.PointOf(Bases.Select((from, member) => row.CorrectedLog(corrections[member][i], from(row))).Average())
            : row.Base)];
    }

    // The members know nothing of each other: side by side they use processors that one alone leaves idle.
    private static TreeForecaster[] Fit(OriginRow[] rows, ForecastOptions options, CancellationToken cancellation)
    {
        var members = new TreeForecaster[Bases.Length];
        Parallel.For(
            0, Bases.Length, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = options.Threads ?? -1 },
            member => members[member] = Member(Share(rows, member), Bases[member], options, options.Seed + (100 * member), cancellation));
        return members;
    }

    private static TreeForecaster Member(OriginRow[] rows, Func<OriginRow, double> from, ForecastOptions options, int seed, CancellationToken cancellation) =>
        TreeForecaster.Train(
            [.. rows.Select(row => row.Features)], [.. rows.Select(row => row.ScaledLog(row.Total, from(row)))], [.. rows.Select(_ => 1.0)],
            new TreeShape(), options, seed, cancellation);

    /// <summary>Of many rows every second: the months of one year are much alike, and the members differ the more.</summary>
    private static OriginRow[] Share(OriginRow[] rows, int member) =>
        rows.Length < Many ? rows : [.. rows.Where(row => (row.Node.Index + row.Year + row.K + member) % 2 == 0)];

    private static bool NativeLibraryMissing(Exception error) =>
        error is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException
        || (error.InnerException is { } inner && NativeLibraryMissing(inner));
}
