using YouthFunctions.Forecasting.Panel;

namespace YouthFunctions.Forecasting.Candidates;

/// <summary>
/// Exponential smoothing with a damped trend and an additive season (ETS(A,Ad,A): Hyndman and Athanasopoulos, Forecasting: Principles
/// and Practice, 3rd edition, sections 8.2 and 8.3; Gardner and McKenzie 1985), on logs or fourth roots, so that seasons are nearly
/// multiples. A grid of constants runs side by side; at each month the one with the least discounted absolute error so far serves.
/// Runs forward only, so no month knows a later one.
/// </summary>
internal sealed class DampedSmoothing
{
    // A trend loses a tenth a month: half of it is gone after seven. The constants of the trend are shares of those of the level.
    private const double Damping = 0.9;

    private static readonly (double Level, double Trend, double Season)[] Grid =
    [
        .. from level in (double[])[0.03, 0.1, 0.25, 0.5, 0.8]
           from trend in (double[])[0, 0.02, 0.1]
           from season in (double[])[0.05, 0.25]
           select (level, trend, season),
    ];

    // How much of a trend has been added after one, two ... twelve months.
    private static readonly double[] TrendAfter =
        [.. Enumerable.Range(1, 12).Select(months => Damping * (1 - Math.Pow(Damping, months)) / (1 - Damping))];

    private readonly ValueScale _scale;
    private readonly double[] _levels = new double[Grid.Length];
    private readonly double[] _trends = new double[Grid.Length];
    private readonly double[] _errors = new double[Grid.Length];
    private readonly double[] _seasons = new double[Grid.Length * 12];

    /// <param name="scale">On which values are smoothed.</param>
    /// <param name="firstYear">Twelve values, which set level and season.</param>
    public DampedSmoothing(ValueScale scale, double[] firstYear)
    {
        _scale = scale;
        double[] scaled = [.. firstYear.Select(scale.From)];
        var level = scaled.Average();
        Array.Fill(_levels, level);
        for (var i = 0; i < _seasons.Length; i++)
            _seasons[i] = scaled[i % 12] - level;
    }

    /// <summary>rest[y][k]: the sum forecast for months k+1..12 of year y, known the first k; NaN without a year before that brought
    /// something.</summary>
    /// <param name="history">The series.</param>
    /// <param name="scaleOf">The scale, told by the first such year.</param>
    public static double[][] Rests(NodeHistory history, Func<double[], ValueScale> scaleOf)
    {
        var years = history.Node.Years;
        var rests = new double[years.Length][];
        DampedSmoothing? smoothing = null;
        for (var year = 0; year < years.Length; year++)
        {
            rests[year] = new double[12];
            if (smoothing is null)
            {
                Array.Fill(rests[year], double.NaN);
                if (history.Total(year) > 0)
                    smoothing = new DampedSmoothing(scaleOf(history.Past(year)!), history.Past(year)!);
                continue;
            }

            for (var k = 0; k < 12; k++)
            {
                rests[year][k] = smoothing.Rest(k);
                smoothing.Update(k, years[year][k]);
            }
        }

        return rests;
    }

    /// <summary>The sum forecast for the months after the first <paramref name="k"/> of a year.</summary>
    public double Rest(int k)
    {
        var best = 0;
        for (var i = 1; i < _errors.Length; i++)
            best = _errors[i] < _errors[best] ? i : best;
        var sum = 0.0;
        for (var month = k; month < 12; month++)
            sum += _scale.To(_levels[best] + (_trends[best] * TrendAfter[month - k]) + _seasons[(best * 12) + month]);
        return sum;
    }

    /// <summary>Learns from a month, 0 for January; an unknown value (not finite) teaches nothing.</summary>
    public void Update(int month, double value)
    {
        if (!double.IsFinite(value))
            return;
        var scaled = _scale.From(value);
        double[] levels = _levels, trends = _trends, errors = _errors, seasons = _seasons;
        for (var i = 0; i < Grid.Length; i++)
        {
            var (alpha, beta, gamma) = Grid[i];
            var (trend, season) = (Damping * trends[i], (i * 12) + month);
            var expected = levels[i] + trend;
            var error = scaled - expected - seasons[season];
            errors[i] = (SeasonalSmoothing.ErrorDiscount * errors[i]) + Math.Abs(error);
            levels[i] = expected + (alpha * error);
            trends[i] = trend + (alpha * beta * error);
            seasons[season] += gamma * (1 - alpha) * error;
        }
    }
}
