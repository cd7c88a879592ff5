namespace YouthFunctions.Analytics.Forecasting;

/// <summary>What the past years, each forecast by a model that did not know it, tell about a model's points.</summary>
/// <param name="Amplitude">How far its corrections are followed.</param>
/// <param name="Spread">How large its errors will be.</param>
/// <param name="Trust">How far parents believe their own forecasts.</param>
internal sealed record PastLessons(Amplitude Amplitude, SpreadModel Spread, DirectTrust Trust)
{
    public static PastLessons Of(IReadOnlyList<CalibrationYear> past, ForecastOptions options, CancellationToken cancellation) => new(
        new Amplitude(past.SelectMany(year => year.Moves)),
        SpreadModel.Train(past, options, cancellation),
        new DirectTrust(past.SelectMany(year => year.Parents)));
}
