using System.IO.Compression;
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

    // Errors below it are of one size: their logs would run to minus infinity.
    private const double SmallestError = 0.02;

    // A guard: sizes from 0.011 to 20, half of the smallest error that is learned and as much as an error is allowed to be.
    private const double LeastLog = -4.5;
    private const double MostLog = 3;

    private static readonly TreeShape Shape = new(Stages: 1, Trees: 60, Leaves: 15, LeastRows: 80, Width: double.PositiveInfinity);
    private const string EntryName = "error-sizes";

    private readonly BoostedTrees? _trees;

    private ErrorSizeModel(BoostedTrees? trees) => _trees = trees;

    /// <summary>Whether trees tell it.</summary>
    public bool IsLearned => _trees is not null;

    /// <summary>Learns from past years; not from so few that they would not do without one of them (<see cref="LeavingOut"/>).</summary>
    public static ErrorSizeModel Train(IReadOnlyList<CalibrationYear> past, ForecastOptions options, CancellationToken cancellation)
    {
        int[] counts = [.. past.Select(year => WithHistory(year).Count())];
        return counts.Sum() - counts.DefaultIfEmpty().Max() < LeastRows || options.Trainer == TreeTrainer.None
            ? new ErrorSizeModel(null)
            : Learn(past, options, cancellation);
    }

    /// <summary>Learns from the other years: what the one left out would have been told.</summary>
    public static ErrorSizeModel LeavingOut(
        CalibrationYear leftOut, IReadOnlyList<CalibrationYear> past, ForecastOptions options, CancellationToken cancellation) =>
        Learn(past.Where(year => year != leftOut), options, cancellation);

    private static IEnumerable<CalibratedRow> WithHistory(CalibrationYear year) => year.Rows.Where(calibrated => calibrated.Row.Years > 0);

    private static ErrorSizeModel Learn(IEnumerable<CalibrationYear> years, ForecastOptions options, CancellationToken cancellation)
    {
        var rows = years.SelectMany(WithHistory).ToArray();
        double[] labels =
            [.. rows.Select(past => Math.Log(Math.Max(SmallestError, Math.Abs(PastError.ScaledError(past.Row, past.Point)))))];
        var managed = options with { Trainer = TreeTrainer.FastTree };
        return new ErrorSizeModel(
            BoostedTrees.Train([.. rows.Select(past => past.Row.Features)], labels, Shape, managed, options.Seed, cancellation));
    }

    /// <summary>Writes whether there are trees, and the trees to files of their own.</summary>
    public void Write(BinaryWriter parameters, ZipArchive archive)
    {
        parameters.Write(IsLearned);
        _trees?.Save(archive, EntryName);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ErrorSizeModel Read(BinaryReader parameters, ZipArchive archive) =>
        new(parameters.ReadBoolean() ? BoostedTrees.Load(archive, EntryName) : null);

    /// <summary>The usual error of each row, above 0.</summary>
    public double[] Predict(TrainingRow[] rows)
    {
        if (_trees is null)
            return [.. rows.Select(row => Math.Min(row.UsualError, row.LargestUsualError))];
        var logs = _trees.Predict([.. rows.Select(row => row.Features)]);
        return [.. rows.Select((row, i) => Math.Min(
            row.Years > 0 ? Math.Exp(Math.Clamp(logs[i], LeastLog, MostLog)) : row.UsualError, row.LargestUsualError))];
    }
}
