namespace YouthFunctions.Analytics.Values;

/// <summary>The values of consecutive months, gaps explicit (null is "not known", never zero).</summary>
public sealed class MonthlySeries
{
    private readonly double[] _values; // NaN is unknown: half of what nullable values take, and a country has hundreds of thousands

    /// <param name="first">The month of the first value.</param>
    /// <param name="values">One value a month; null where nothing is known; never negative or not finite.</param>
    /// <exception cref="ArgumentException">A value is negative or not finite.</exception>
    public MonthlySeries(Month first, IEnumerable<double?> values)
    {
        First = first;
        _values =
        [
            .. values.Select(value => value is null ? double.NaN
                : double.IsFinite(value.Value) && value >= 0 ? value.Value
                : throw new ArgumentException("A monthly value is a finite number, zero or more.", nameof(values))),
        ];
    }

    /// <summary>The month of the first value.</summary>
    public Month First { get; }

    /// <summary>The month after the last value.</summary>
    public Month End => First.Plus(_values.Length);

    /// <summary>The value of a month; null when unknown or outside the series.</summary>
    public double? this[Month month]
    {
        get
        {
            var index = month.MonthsSince(First);
            return index < 0 || index >= _values.Length || double.IsNaN(_values[index]) ? null : _values[index];
        }
    }
}
