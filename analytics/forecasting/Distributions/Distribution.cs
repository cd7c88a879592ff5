namespace YouthFunctions.Forecasting.Distributions;

/// <summary>
/// A forecast distribution: what a point becomes under each of a set of equally likely past errors. The sorted errors
/// are shared by all forecasts of a stratum, so one distribution costs a few numbers only.
/// </summary>
public sealed class Distribution
{
    // A single outbreak long ago must not put the upper quantile of a large series at a thousand times its point:
    // at most twelve times the point, or (the offset is a fiftieth of the usual total) three usual years from nothing.
    private const double MostGrowth = 12;
    private const double MostJump = 150;

    // e to the 20 lies far above both limits: it only keeps the exponential finite.
    private const double LargestExponent = 20;

    private readonly double[] _errors;
    private readonly double _center, _offset, _scale, _floor, _ceiling, _limit;
    private readonly bool _isCount;

    private Distribution(
        double[] errors, double center, double offset, double scale, double floor, double ceiling, double limit = double.PositiveInfinity,
        bool isCount = false)
    {
        _limit = limit;
        _isCount = isCount;
        if (errors.Length == 0)
            throw new ArgumentException("A distribution needs at least one error.", nameof(errors));
        _errors = errors;
        _center = center;
        _offset = offset;
        _scale = scale;
        _floor = floor;
        _ceiling = ceiling;
    }

    /// <summary>How many errors it has.</summary>
    public int Count => _errors.Length;

    /// <summary>Errors in logs: value = (center + offset)·exp(scale·error) − offset, never below the floor.</summary>
    /// <param name="sorted">Past errors.</param>
    /// <param name="center">The point.</param>
    /// <param name="offset">Raises both sides so that zeros have logs.</param>
    /// <param name="scale">What errors are multiples of.</param>
    /// <param name="floor">No value is below it.</param>
    /// <param name="limit">Errors that would go above it end there; it is no ceiling, so what lies above keeps the probability of
    /// half an error.</param>
    /// <param name="isCount">Whether values are whole numbers: quantiles are then too, and a threshold lies half way to the number
    /// below it (the continuity correction).</param>
    internal static Distribution Logarithmic(
        double[] sorted, double center, double offset, double scale, double floor, double limit = double.PositiveInfinity,
        bool isCount = false) =>
        new(sorted, center, offset, scale, floor, double.PositiveInfinity,
            Math.Min(limit, (MostGrowth * center) + (MostJump * offset)), isCount);

    /// <summary>Changes of a share, each relative to the room there is in its direction: value = center + change·(1 − center) upwards,
    /// center + change·center downwards.</summary>
    /// <param name="sorted">Past changes, -1 to 1.</param>
    /// <param name="center">What the share is now, 0 to 1.</param>
    internal static Distribution OfShare(double[] sorted, double center) => new(sorted, center, double.PositiveInfinity, 1, 0, 1);

    /// <summary>One value and no other.</summary>
    internal static Distribution Certain(double value) => new([0], value, double.PositiveInfinity, 0, value, value);

    /// <summary>The same distribution where no value can be below one any more.</summary>
    internal Distribution AtLeast(double floor) =>
        floor <= _floor ? this : new(_errors, _center, _offset, _scale, floor, Math.Max(floor, _ceiling), _limit, _isCount);

    /// <summary>
    /// The quantile by linear interpolation between order statistics at p·(n+1) (the conformal convention; outside the
    /// sample it is the extreme value). Rises with p.
    /// </summary>
    public double Quantile(double p) => Nearest(Value(Quantiles.At(_errors, p)));

    /// <summary>The value that can be which is nearest to one: a whole number for a count.</summary>
    internal double Nearest(double value) => _isCount ? Math.Clamp(Math.Round(value), _floor, _ceiling) : value;

    /// <summary>P(value ≥ threshold): the share of errors that reach it, (count + ½) / (n + 1); 1 at or under the floor, 0 above
    /// the ceiling.</summary>
    public double ProbabilityOfAtLeast(double threshold)
    {
        if (threshold <= _floor)
            return 1;
        if (_isCount)
            threshold = Math.Max(_floor, Math.Ceiling(threshold) - 0.5);
        return threshold > _ceiling ? 0 : (_errors.Length - FirstError(value => value >= threshold) + 0.5) / (_errors.Length + 1);
    }

    /// <summary>P(value ≤ threshold), in the same way: 0 under the floor, 1 at or above the ceiling.</summary>
    public double ProbabilityOfAtMost(double threshold)
    {
        if (threshold < _floor)
            return 0;
        if (_isCount)
            threshold = Math.Floor(threshold) + 0.5;
        return threshold >= _ceiling ? 1 : (FirstError(value => value > threshold) + 0.5) / (_errors.Length + 1);
    }

    /// <summary>The index of the first error whose value is as asked; values rise with the errors.</summary>
    private int FirstError(Func<double, bool> isAsked)
    {
        int low = 0, high = _errors.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (isAsked(Value(_errors[middle])))
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    private double Value(double error)
    {
        var value = double.IsPositiveInfinity(_offset)
            ? _center + (error * (error >= 0 ? 1 - _center : _center))
            : ValueOfLog(_scale * error);
        return Math.Min(Math.Max(value, _floor), _ceiling);
    }

    private double ValueOfLog(double error) => Math.Min(
        ((_center + _offset) * Math.Exp(Math.Min(error, LargestExponent))) - _offset, _limit);
}
