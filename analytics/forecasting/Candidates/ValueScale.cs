namespace YouthFunctions.Forecasting.Candidates;

/// <summary>The scale on which a series is smoothed: logs of values raised by an offset, or fourth roots.</summary>
internal readonly record struct ValueScale
{
    // A fifth of a usual month gives zeros a log that is not far off.
    private const double OffsetOfMonth = 0.2;

    // Keeps the exponential finite.
    private const double LargestLog = 40;

    private readonly double _offset;

    private ValueScale(double offset) => _offset = offset;

    /// <summary>Fourth roots, which stand zeros.</summary>
    public static ValueScale FourthRoot => default;

    /// <summary>Logs, raised by a share of a usual month.</summary>
    /// <param name="year">Twelve values with a sum above 0.</param>
    public static ValueScale Log(double[] year) => new(OffsetOfMonth * year.Average());

    /// <summary>A value, 0 or more, on the scale.</summary>
    public double From(double value) => _offset > 0 ? Math.Log(value + _offset) : Math.Sqrt(Math.Sqrt(value));

    /// <summary>The value of a number on the scale, at least 0.</summary>
    public double To(double scaled)
    {
        if (_offset > 0)
            return Math.Max(0, Math.Exp(Math.Min(scaled, LargestLog)) - _offset);
        var root = Math.Max(0, scaled);
        return root * root * root * root;
    }
}
