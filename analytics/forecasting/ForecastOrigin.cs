using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Intervals;
using YouthFunctions.Forecasting.Training;

namespace YouthFunctions.Forecasting;

/// <summary>What the distribution of a node's year-end depends on beside its point: where the year stands.</summary>
/// <param name="K">Months known, 0 to 12.</param>
/// <param name="Gaps">Months up to k without a value.</param>
/// <param name="Years">Past years at hand.</param>
/// <param name="Open">The share of the year that is unknown.</param>
/// <param name="Known">What is reported so far.</param>
/// <param name="Offset">Added to both sides of a ratio so that zeros have logs.</param>
/// <param name="LargestMonth">The largest month that was ever seen; 0 where nothing ever came.</param>
/// <param name="Kind">With which errors those of the node are compared.</param>
/// <param name="IsLeaf">Whether it is a series as given.</param>
/// <param name="IsCount">Whether everything reported is a whole number.</param>
internal readonly record struct ForecastOrigin(
    int K, int Gaps, int Years, double Open, double Known, double Offset, double LargestMonth, ErrorKind Kind, bool IsLeaf, bool IsCount)
{
    // On the two panels of docs/forecast-accuracy.md one total in 320 lay above three times (health-vn; tourism one in five
    // thousand), and 95 % intervals are half as wide with this limit and hold as many.
    private const double MonthsLikeTheLargest = 3;

    /// <summary>Where a row stands.</summary>
    public static ForecastOrigin Create(TrainingRow row) => new(
        row.K, row.Gaps, row.Years, row.Open, row.Known, row.Offset, row.LargestMonth, PastError.KindOf(row), row.Node.IsLeaf,
        row.Node.IsCount);

    /// <summary>Whether the whole year is known: it ended as it was reported.</summary>
    public bool IsOver => K == 12 && Gaps == 0;

    /// <summary>What serves a series without a past year.</summary>
    public string PooledBasis => Gaps < K ? ForecastBasis.PooledShare : ForecastBasis.PooledLevel;

    /// <summary>What the year-end cannot be below: what is reported, by the series or by the caller.</summary>
    public double Floor(TargetQuestion? question) => Math.Max(Known, IsLeaf ? question?.KnownYearToDate ?? 0 : 0);

    /// <summary>The distribution of the year-end.</summary>
    /// <param name="point">Its point.</param>
    /// <param name="usualError">How large its error usually is.</param>
    /// <param name="intervals">Past errors.</param>
    /// <param name="question">Target and floor; null for none.</param>
    /// <param name="basis">By which method it was forecast.</param>
    public YearForecast Forecast(double point, double usualError, ConformalIntervals intervals, TargetQuestion? question, string basis)
    {
        var stratum = intervals.For(Kind, K, usualError);
        var distribution = Distribution.Logarithmic(
            stratum.Errors, point, Offset, UncertainShare(question) * usualError, Floor(question), Limit(point, question), IsCount);
        double tail80 = (1 - stratum.Level80) / 2, tail95 = (1 - stratum.Level95) / 2;

        // Where past years all ended on one side, the point would lie outside its own interval.
        var middle = distribution.Nearest(point);
        double Low(double tail) => Math.Min(middle, distribution.Quantile(tail));
        double High(double tail) => Math.Max(middle, distribution.Quantile(1 - tail));
        return new YearForecast(
            point, Low(tail95), Low(tail80), distribution.Quantile(0.5), High(tail80), High(tail95),
            question?.Target is { } target ? distribution.ProbabilityOfAtLeast(target) : null, basis, distribution);
    }

    /// <summary>
    /// What the year-end will not be above: all open months, and what reports are missing of the others, at three times the largest one
    /// that was ever seen. Without it errors of other series put the upper end where no series of this size has been.
    /// </summary>
    private double Limit(double point, TargetQuestion? question)
    {
        if (Years == 0 || LargestMonth == 0)
            return double.PositiveInfinity;
        var open = 12 - K + Gaps + ((K - Gaps) * MissingShare(question));
        return Math.Max(point, Floor(question) + (MonthsLikeTheLargest * LargestMonth * open));
    }

    /// <summary>
    /// The share of the year whose errors are to be expected: the open months, and half of what reports are missing of the others
    /// (what is missing was in part filled from what is known). None when the whole year is known.
    /// </summary>
    private double UncertainShare(TargetQuestion? question) => IsOver ? 0 : Open + ((1 - Open) * MissingShare(question) / 2);

    /// <summary>The share of reports that are missing up to now, 0 to 1.</summary>
    private static double MissingShare(TargetQuestion? question) => 1 - Math.Clamp(question?.Completeness ?? 1, 0, 1);
}
