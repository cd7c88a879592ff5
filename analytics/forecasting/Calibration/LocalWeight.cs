using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Training;

namespace YouthFunctions.Forecasting.Calibration;

/// <summary>
/// How much the methods that know one series only (<see cref="TrainingRow.Local"/>) count beside the trees that learned from all, a weight
/// for each month: a forecast combination (Bates and Granger 1969) in logs. On smooth series they count more than half, on wild ones
/// little. Past years, out of sample, tell (<see cref="YearlyChoice"/>): the weight is what three of four of them would have had at least.
/// </summary>
internal sealed class LocalWeight
{
    // Three of four years lie above it; of fewer than four it is the least.
    private const double LowerQuartile = 0.25;

    // Where no past year tells: what served best on the two panels of docs/forecast-accuracy.md.
    private const double UsualWeight = 0.2;

    // A series that has left its level is told by its own last months, the more the farther it has gone: on health-vn, where 240 rows lie
    // below -2.5, what knows this series only was off by .03 (in logs) where the trees were off by .66. Series that rose come back
    // more often than series that fell.
    private static readonly (double From, double To, double Weight) Fallen = (1, 2.5, 0.95);
    private static readonly (double From, double To, double Weight) Risen = (1.5, 3, 0.6);

    private static readonly double[] Weights = [.. Enumerable.Range(0, 9).Select(i => i / 10.0)];

    private readonly double[] _weightOfMonth = [.. Enumerable.Repeat(UsualWeight, 13)];

    public LocalWeight(IEnumerable<PastCorrection> past, CorrectionScale scale)
    {
        var told = past.Where(correction => double.IsFinite(correction.Local) && correction.Made != 0);
        var choice = new YearlyChoice(told, Weights, (correction, weight) => Error(correction, scale, weight), usual: 0);
        for (var k = 1; k <= 11; k++)
        {
            if (choice.BestOfYears(k) is { Length: > 0 } weights)
                _weightOfMonth[k] = Quantiles.At(weights, LowerQuartile);
        }
    }

    private LocalWeight(double[] weightOfMonth) => _weightOfMonth = weightOfMonth;

    /// <summary>Writes the weights.</summary>
    public void Write(BinaryWriter parameters) => parameters.WriteDoubles(_weightOfMonth);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static LocalWeight Read(BinaryReader parameters) => new(parameters.ReadDoubles());

    /// <summary>The weight after k months, 0 to 12, of a series that has left its level so far (<see cref="LevelShift"/>).</summary>
    public double Weight(int k, double shift = 0)
    {
        var usual = _weightOfMonth[k];
        var (from, to, weight) = shift < 0 ? Fallen : Risen;
        var far = Math.Clamp((Math.Abs(shift) - from) / (to - from), 0, 1);
        return usual + (far * Math.Max(0, weight - usual));
    }

    private static double Error(PastCorrection past, CorrectionScale scale, double weight) =>
        past.Needed - ((1 - weight) * scale.Factor(past.K) * past.Made) - (weight * past.Local);
}
