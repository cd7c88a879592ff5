using YouthFunctions.Forecasting.Intervals;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Forecasting.Trees;

namespace YouthFunctions.Forecasting.Calibration;

/// <summary>
/// How large the error of a row will be, learned by trees from past errors that were out of sample; the row's
/// volatility where there are too few of them. The two are on scales of their own: intervals compare like with like only
/// where past errors and the forecast take theirs from the same one.
/// </summary>
internal sealed class ErrorSizeModel
{
    private const int LeastRows = 2000;
    private const double Smallest = 0.02;
    private static readonly TreeShape Shape = new(Stages: 1, Trees: 60, Leaves: 15, LeastRows: 80, Width: double.PositiveInfinity);
    private readonly BoostedTrees? _trees;

    private ErrorSizeModel(BoostedTrees? trees) => _trees = trees;

    /// <summary>Whether trees tell it.</summary>
    public bool Learned => _trees is not null;

    /// <summary>Learns from past years; not from so few that they would not do without one of them (<see cref="LeavingOut"/>).</summary>
    public static ErrorSizeModel Train(IReadOnlyList<CalibrationYear> past, ForecastOptions options, CancellationToken cancellation)
    {
        int[] counts = [.. past.Select(year => Usable(year).Count())];
        return counts.Sum() - counts.DefaultIfEmpty().Max() < LeastRows || options.Trainer == TreeTrainer.None
            ? new ErrorSizeModel(null)
            : Of(past, options, cancellation);
    }

    /// <summary>Learns from the other years: what one of them would have been told.</summary>
    public static ErrorSizeModel LeavingOut(CalibrationYear one, IReadOnlyList<CalibrationYear> past, ForecastOptions options, CancellationToken cancellation) =>
        Of(past.Where(year => year != one), options, cancellation);

    private static IEnumerable<(TrainingRow Row, double Point, double Spread)> Usable(CalibrationYear year) => year.Rows.Where(one => one.Row.Years > 0);

    private static ErrorSizeModel Of(IEnumerable<CalibrationYear> years, ForecastOptions options, CancellationToken cancellation)
    {
        var rows = years.SelectMany(Usable).ToArray();
        double[] labels = [.. rows.Select(one => Math.Log(Math.Max(Smallest, Math.Abs(PastError.ErrorOf(one.Row, one.Point)))))];
        double[] even = [.. rows.Select(_ => 1.0)];
        var managed = options with { Trainer = TreeTrainer.FastTree };
        return new ErrorSizeModel(BoostedTrees.Train([.. rows.Select(one => one.Row.Features)], labels, even, Shape, managed, options.Seed, cancellation));
    }

    /// <summary>One spread a row, above 0.</summary>
    public double[] Predict(TrainingRow[] rows)
    {
        if (_trees is null)
            return [.. rows.Select(row => 0.1 + row.Volatility)];
        var logs = _trees.Predict([.. rows.Select(row => row.Features)]);
        return [.. rows.Select((row, i) => row.Years > 0 ? Math.Exp(Math.Clamp(logs[i], -4.5, 3)) : 0.1 + row.Volatility)];
    }
}
