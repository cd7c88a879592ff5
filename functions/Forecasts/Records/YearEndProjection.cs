namespace YouthFunctions.Forecasts.Records;

/// <summary>What a year is expected to end with: amounts in the indicator's unit of measure, ratios as shares 0..1.</summary>
/// <param name="Point">The expected year-end.</param>
/// <param name="Basis">Which model or fallback made it.</param>
public sealed record YearEndProjection(double Point, string Basis)
{
    /// <summary>The 80 % prediction interval; null in a forecast that was kept without one.</summary>
    public PredictionInterval? Interval80 { get; init; }

    /// <summary>The 95 % prediction interval; null in a forecast that was kept without one.</summary>
    public PredictionInterval? Interval95 { get; init; }

    /// <summary>The probability of meeting the target, 0..1; null without a target.</summary>
    public double? Probability { get; init; }
}
