using YouthFunctions.Forecasting.Distributions;

namespace YouthFunctions.Forecasting.Calibration;

/// <summary>
/// How far trees moved a point of a past year that they did not know, how far it should have gone, and how far from the same base the
/// methods lie that know this series only (NaN for none); all in logs.
/// </summary>
internal readonly record struct PastCorrection(int Year, int K, double Made, double Needed, double Local);

/// <summary>
/// How far the corrections by trees are followed, a factor for each month. Trees that look for the middle of hopeless rows
/// too move the others less than is right, most of all late in the year; past years, out of sample, tell by how much
/// (<see cref="YearlyChoice"/>). Corrections are left as they are unless three of four years, of four at least, would have had them
/// larger (or smaller), and then go only so far.
/// </summary>
internal sealed class CorrectionScale
{
    private const int LeastYears = 4;

    // Three of four years lie above the lower quartile of their factors, and below the upper one.
    private const double LowerQuartile = 0.25;
    private const double UpperQuartile = 0.75;

    // 0.80 to 1.50 in steps of 0.05, around the 1.00 to 1.15 that the trials of docs/forecast-accuracy.md ended at.
    private static readonly double[] Factors = [.. Enumerable.Range(0, 15).Select(i => 0.8 + (0.05 * i))];

    private readonly double[] _factorOfMonth = [.. Enumerable.Repeat(1.0, 13)];

    public CorrectionScale(IEnumerable<PastCorrection> past)
    {
        var ofTrees = past.GroupBy(correction => correction.Year).Where(year => year.Any(correction => correction.Made != 0))
            .SelectMany(year => year);
        var choice = new YearlyChoice(ofTrees, Factors, (correction, factor) => correction.Needed - (factor * correction.Made), usual: 1);
        for (var k = 1; k <= 11; k++)
        {
            var factors = choice.BestOfYears(k);
            if (factors.Length >= LeastYears)
                _factorOfMonth[k] = AgreedFactor(factors);
        }
    }

    private CorrectionScale(double[] factorOfMonth) => _factorOfMonth = factorOfMonth;

    /// <summary>Writes the factors.</summary>
    public void Write(BinaryWriter parameters) => parameters.WriteDoubles(_factorOfMonth);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static CorrectionScale Read(BinaryReader parameters) => new(parameters.ReadDoubles());

    /// <summary>The factor after k months, 0 to 12; 1 leaves corrections as they are.</summary>
    public double Factor(int k) => _factorOfMonth[k];

    private static double AgreedFactor(double[] sorted)
    {
        double low = Quantiles.At(sorted, LowerQuartile), high = Quantiles.At(sorted, UpperQuartile);
        return low > 1 ? low : high < 1 ? high : 1;
    }
}
