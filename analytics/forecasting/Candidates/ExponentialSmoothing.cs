using YouthFunctions.Forecasting.Panel;

namespace YouthFunctions.Forecasting.Candidates;

/// <summary>
/// Exponential smoothing with an additive season (Holt-Winters without trend) on square roots, which stands zeros and
/// is indifferent to the unit of measure. A small grid of constants runs side by side; at each month the one with the
/// least discounted absolute error so far serves. Runs forward only, so no month knows a later one.
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
        var states = Array.Empty<State>();
        for (var y = 0; y < years.Length; y++)
        {
            rests[y] = new double[12];
            if (states.Length == 0)
            {
                Array.Fill(rests[y], double.NaN);
                if (history.Past(y) is { } first)
                    states = [.. Grid.Select(constants => new State(first, constants.Level, constants.Season))];
                continue;
            }

            for (var k = 0; k < 12; k++)
            {
                rests[y][k] = states.MinBy(state => state.Error)!.Rest(k);
                foreach (var state in states)
                    state.Take(k, years[y][k]);
            }
        }

        return rests;
    }

    private sealed class State
    {
        private readonly double _alpha, _gamma;
        private readonly double[] _season = new double[12];
        private double _level;

        public State(double[] firstYear, double alpha, double gamma)
        {
            _alpha = alpha;
            _gamma = gamma;
            _level = firstYear.Average(Math.Sqrt);
            for (var m = 0; m < 12; m++)
                _season[m] = Math.Sqrt(firstYear[m]) - _level;
        }

        public double Error { get; private set; }

        public double Rest(int k)
        {
            var sum = 0.0;
            for (var m = k; m < 12; m++)
            {
                var root = Math.Max(0, _level + _season[m]);
                sum += root * root;
            }

            return sum;
        }

        public void Take(int month, double value)
        {
            if (!double.IsFinite(value))
                return;
            var error = Math.Sqrt(value) - _level - _season[month];
            Error = (0.98 * Error) + Math.Abs(error);
            _level += _alpha * error;
            _season[month] += _gamma * (1 - _alpha) * error;
        }
    }
}
