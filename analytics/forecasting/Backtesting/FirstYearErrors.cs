using YouthFunctions.Forecasting.Calibration;
using YouthFunctions.Forecasting.Intervals;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Forecasting.Trees;

namespace YouthFunctions.Forecasting.Backtesting;

/// <summary>What forecasts with a single year of history missed by: the source of <see cref="PriorErrors"/>.</summary>
internal static class FirstYearErrors
{
    /// <summary>The errors of every test year of a panel, each known by the year before it alone.</summary>
    public static IReadOnlyList<PastError> Replay(ForecastPanel panel, int firstTestYear, CancellationToken cancellation) =>
    [
        .. Enumerable.Range(firstTestYear, panel.LastYear - firstTestYear + 1).SelectMany(year => ErrorsOf(panel, year, cancellation)),
    ];

    private static IEnumerable<PastError> ErrorsOf(ForecastPanel panel, int year, CancellationToken cancellation)
    {
        var options = new ForecastOptions(Trainer: TreeTrainer.None);
        var source = new RowSource(panel.Between(year - 1, year), threads: null);
        var parameters = CalibratedParameters.Estimate([], options, cancellation);
        return CalibrationYear.Replay(source, year, PointModel.Untrained, parameters, options.MonthsOrAll, cancellation)
            .Rows.Select(past => PastError.Create(past.Row, past.Point, past.UsualError));
    }
}
