using YouthFunctions.Forecasting.Distributions;

namespace YouthFunctions.Forecasting.Backtesting;

/// <summary>What scoring needs of one forecast; 72 bytes instead of the whole.</summary>
internal readonly record struct ScoreInput(
    double Total, double Point, double Q025, double Q10, double Q50, double Q90, double Q975, double Meeting, bool HasTarget, bool Met,
    short Year, SeriesTraits Traits)
{
    /// <summary>Whether the total lies within the 80 % interval.</summary>
    public bool IsWithin80 => Total >= Q10 && Total <= Q90;

    /// <summary>Whether the total lies within the 95 % interval.</summary>
    public bool IsWithin95 => Total >= Q025 && Total <= Q975;

    public static ScoreInput Create(BacktestRow row, YearForecast forecast) => new(
        row.Total, forecast.Point, forecast.Q025, forecast.Q10, forecast.Median, forecast.Q90, forecast.Q975,
        forecast.ProbabilityOfMeeting ?? double.NaN, row.LastTotal > 0, row.Total >= row.Target,
        (short)row.Year, row.Traits);
}
