using YouthFunctions.Forecasting.Panel;

namespace YouthFunctions.Forecasting.Candidates;

/// <summary>
/// Exponential smoothing with an additive season and no trend (ETS(A,N,A): Hyndman and Athanasopoulos, Forecasting: Principles
/// and Practice, 3rd edition, section 8.3) on square roots, which stands zeros and is indifferent to the unit of measure. A small
/// grid of constants runs side by side; at each month the one with the least discounted absolute error so far serves. Runs
/// forward only, so no month knows a later one.
/// </summary>
internal static class ExponentialSmoothing
{
    private static readonly (double Level, double Season)[] Grid =
        [(0.03, 0.05), (0.1, 0.05), (0.25, 0.05), (0.5, 0.05), (0.03, 0.25), (0.1, 0.25), (0.25, 0.25), (0.5, 0.25)];

    /// <summary>rest[y][k]: the sum forecast for months k+1..12 of year y, known the first k; NaN without a year before.</summary>
    public static double[][] Rests(NodeHistory history)
    {
        var years = history.Node.Years;
        var rests = new double[years.Length][];
        var models = Array.Empty<SeasonalSmoothing>();
        for (var year = 0; year < years.Length; year++)
        {
            rests[year] = new double[12];
            if (models.Length == 0)
            {
                Array.Fill(rests[year], double.NaN);
                if (history.Past(year) is { } first)
                    models = [.. Grid.Select(constants => new SeasonalSmoothing(first, constants.Level, constants.Season))];
                continue;
            }

            for (var k = 0; k < 12; k++)
            {
                rests[year][k] = models.MinBy(model => model.Error)!.Rest(k);
                foreach (var model in models)
                    model.Update(k, years[year][k]);
            }
        }

        return rests;
    }
}

/// <summary>One exponential smoothing of square roots, with its constants. The first year sets level and season.</summary>
/// <param name="firstYear">Twelve values, zero or more.</param>
/// <param name="alpha">The smoothing constant of the level, 0 to 1.</param>
/// <param name="gamma">The smoothing constant of the season, 0 to 1; it takes what the level leaves of an error.</param>
internal sealed class SeasonalSmoothing(double[] firstYear, double alpha, double gamma)
{
    // So much of the sum of absolute errors is kept from one month to the next: half of it after three years.
    internal const double ErrorDiscount = 0.98;

    private readonly double[] _season = Seasonal(firstYear);
    private double _level = firstYear.Average(Math.Sqrt);

    /// <summary>The discounted sum of absolute errors one month ahead, of square roots.</summary>
    public double Error { get; private set; }

    /// <summary>The sum forecast for the months after the first <paramref name="k"/> of a year.</summary>
    public double Rest(int k)
    {
        var sum = 0.0;
        for (var month = k; month < 12; month++)
        {
            var root = Math.Max(0, _level + _season[month]);
            sum += root * root;
        }

        return sum;
    }

    /// <summary>Learns from a month, 0 for January; an unknown value (not finite) teaches nothing.</summary>
    public void Update(int month, double value)
    {
        if (!double.IsFinite(value))
            return;
        var error = Math.Sqrt(value) - _level - _season[month];
        Error = (ErrorDiscount * Error) + Math.Abs(error);
        _level += alpha * error;
        _season[month] += gamma * (1 - alpha) * error;
    }

    private static double[] Seasonal(double[] year)
    {
        var level = year.Average(Math.Sqrt);
        return [.. year.Select(value => Math.Sqrt(value) - level)];
    }
}
