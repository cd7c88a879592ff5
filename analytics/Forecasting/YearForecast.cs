namespace YouthFunctions.Analytics.Forecasting;

/// <summary>The distribution of a year-end value as seen after k months.</summary>
/// <param name="Point">The forecast that adds up over the hierarchy.</param>
/// <param name="Q025">2.5 % quantile, never below what is already reported (flows).</param>
/// <param name="Q10">10 % quantile.</param>
/// <param name="Median">50 % quantile.</param>
/// <param name="Q90">90 % quantile.</param>
/// <param name="Q975">97.5 % quantile.</param>
/// <param name="ProbabilityOfMeeting">P(year-end value ≥ target), 0 to 1; null without a target.</param>
/// <param name="Basis">What served, see <see cref="ForecastBasis"/>.</param>
/// <param name="Quantiles">The residual distribution as a whole, for other targets: ask <see cref="Distribution.ProbabilityOfAtLeast"/>.</param>
public sealed record YearForecast(
    double Point, double Q025, double Q10, double Median, double Q90, double Q975,
    double? ProbabilityOfMeeting, string Basis, Distribution Quantiles)
{
    /// <summary>Whether the year is over and its value known.</summary>
    public bool IsCertain => Basis == ForecastBasis.Reported;

    /// <summary>The value of a year that is over.</summary>
    /// <param name="value">The value.</param>
    /// <param name="target">The target; null for none.</param>
    public static YearForecast Certain(double value, double? target)
    {
        var distribution = Distribution.Certain(value);
        double? meeting = target is { } goal ? distribution.ProbabilityOfAtLeast(goal) : null;
        return new(value, value, value, value, value, value, meeting, ForecastBasis.Reported, distribution);
    }

    /// <summary>The same forecast where the year-end cannot be below a value any more; itself where it never was.</summary>
    /// <param name="floor">What is reached.</param>
    /// <param name="target">The target; null for none.</param>
    public YearForecast AtLeast(double floor, double? target) => Q025 >= floor && Point >= floor ? this : this with
    {
        Point = Math.Max(Point, floor),
        Q025 = Math.Max(Q025, floor),
        Q10 = Math.Max(Q10, floor),
        Median = Math.Max(Median, floor),
        Q90 = Math.Max(Q90, floor),
        Q975 = Math.Max(Q975, floor),
        ProbabilityOfMeeting = target <= floor ? 1 : ProbabilityOfMeeting,
    };
}

/// <summary>The names a forecast's basis can take.</summary>
public static class ForecastBasis
{
    /// <summary>Gradient-boosted trees on the series' own history and its group.</summary>
    public const string Trees = "trees";

    /// <summary>The middle of the simple candidates: no trees could be trained.</summary>
    public const string Candidates = "simple-candidates";

    /// <summary>No history of its own: the seasonal share of the indicator elsewhere.</summary>
    public const string PooledShare = "pooled-seasonal-share";

    /// <summary>Nothing known at all: the usual size of the group's series.</summary>
    public const string PooledLevel = "pooled-level";

    /// <summary>A level (ratio): the latest value and the usual change until December.</summary>
    public const string LevelChange = "level-change";

    /// <summary>No forecast: the year is over, this is what was reported.</summary>
    public const string Reported = "reported";

    /// <summary>The sum of the children's forecasts.</summary>
    public const string Sum = "sum-of-children";
}

/// <summary>What the caller knows and asks about one series.</summary>
/// <param name="SeriesId">The series, or the parent's labels joined by <c>/</c>.</param>
/// <param name="Indicator">The indicator.</param>
/// <param name="Target">The year-end target; null when there is none.</param>
/// <param name="KnownYearToDate">A floor for a flow (the total already reported, by rollup); null when only the series tells.</param>
/// <param name="Completeness">Share of expected reports that are in, 0 to 1. Below 1 widens the interval.</param>
public sealed record TargetQuestion(
    string SeriesId, string Indicator, double? Target, double? KnownYearToDate = null, double Completeness = 1);

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

    internal IReadOnlyList<int> MonthsOrAll => Months ?? AllMonths;
}
