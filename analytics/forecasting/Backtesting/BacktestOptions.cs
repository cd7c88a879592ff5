using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Training;

namespace YouthFunctions.Forecasting.Backtesting;

/// <summary>What to test.</summary>
/// <param name="History">Use only so many years before each test year; null for all.</param>
/// <param name="TargetRatio">The target is last year's total times this.</param>
/// <param name="FirstTestYear">The first year to forecast; null takes <see cref="FirstTestYearOf"/>.</param>
/// <param name="Training">Seed and trainer.</param>
public sealed record BacktestOptions(
    int? History = null, double TargetRatio = 1.05, int? FirstTestYear = null, ForecastOptions? Training = null)
{
    /// <summary>
    /// The ninth year of a long panel, so that eight years train; on a short one three years are left to test, but at
    /// least one year lies before them.
    /// </summary>
    public static int FirstTestYearOf(ForecastPanel panel) =>
        Math.Min(panel.LastYear, Math.Max(panel.FirstYear + 1, Math.Min(panel.FirstYear + 8, panel.LastYear - 2)));
}
