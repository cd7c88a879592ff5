namespace YouthFunctions.Forecasting.Training;

/// <summary>Which gradient-boosting library trains the trees.</summary>
public enum TreeTrainer
{
    /// <summary>ML.NET FastTree: managed, runs everywhere.</summary>
    FastTree,

    /// <summary>LightGBM: native, x64 with libgomp; FastTree serves where it does not load.</summary>
    LightGbm,

    /// <summary>No trees: the simple candidates with their own conformal intervals.</summary>
    None,
}

/// <summary>How to train.</summary>
/// <param name="Seed">Everything random derives from it.</param>
/// <param name="Trainer">The library for the trees.</param>
/// <param name="CalibrationYears">At most so many years before the forecast year give out-of-sample residuals.</param>
/// <param name="MaxTrainingRows">Above so many rows (series × years × months) a sample of the series trains.</param>
/// <param name="Threads">Threads for training and features; null means all processors.</param>
public sealed record ForecastOptions(
    int Seed = 1, TreeTrainer Trainer = TreeTrainer.FastTree, int CalibrationYears = 6, int MaxTrainingRows = 120_000, int? Threads = null)
{
    private static readonly int[] AllMonths = [.. Enumerable.Range(1, 11)];

    /// <summary>
    /// The k that will be asked for; null for all of 1 to 11. Trees are only grown for their part of the year, and past
    /// years are replayed for these months only, so a nightly run over a whole country names the current month.
    /// </summary>
    public IReadOnlyList<int>? Months { get; init; }

    /// <summary>How the trees that make points grow.</summary>
    internal TreeShape Shape { get; init; } = new();

    internal IReadOnlyList<int> MonthsOrAll => Months ?? AllMonths;
}
