using System.Globalization;

namespace YouthFunctions.Analytics.Values;

/// <summary>
/// An exact quantity that adds up: an amount (a count or money), or the numerator and denominator of a ratio. A ratio
/// is kept in its two parts so that a sum of measures is the ratio of the sums and never a mean of ratios.
/// The default value is "nothing known", which is not zero.
/// </summary>
public readonly record struct Measure
{
    private readonly bool _known;

    private Measure(decimal numerator, decimal? denominator)
    {
        Numerator = numerator;
        Denominator = denominator;
        _known = true;
    }

    /// <summary>Nothing is known: a value left out of a report, or a month without one.</summary>
    public static Measure Unknown => default;

    /// <summary>Whether there is a value. Zero is one.</summary>
    public bool IsKnown => _known;

    /// <summary>The amount of a flow, or the numerator of a ratio; 0 while unknown.</summary>
    public decimal Numerator { get; }

    /// <summary>The denominator of a ratio; null for an amount.</summary>
    public decimal? Denominator { get; }

    /// <summary>The amount, or numerator / denominator (null where the denominator is 0 or nothing is known).</summary>
    public decimal? Value => !_known ? null : Denominator switch
    {
        null => Numerator,
        0 => null,
        { } denominator => Numerator / denominator,
    };

    /// <summary>An amount in the indicator's unit of measure.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative.</exception>
    public static Measure Amount(decimal amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        return new Measure(amount, null);
    }

    /// <summary>A ratio in its two parts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A part is negative, or the numerator is the greater.</exception>
    public static Measure Ratio(decimal numerator, decimal denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(numerator);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(numerator, denominator);
        return new Measure(numerator, denominator);
    }

    /// <summary>The sum; what is unknown adds nothing.</summary>
    /// <exception cref="InvalidOperationException">One is an amount and the other a ratio.</exception>
    public static Measure operator +(Measure left, Measure right)
    {
        if (!left._known)
            return right;
        if (!right._known)
            return left;
        if (left.Denominator.HasValue != right.Denominator.HasValue)
            throw new InvalidOperationException("An amount and a ratio do not add up.");
        return new Measure(left.Numerator + right.Numerator, left.Denominator + right.Denominator);
    }

    /// <summary>What is left without a part; all of it for an unknown part, unknown where the part is all there is.</summary>
    /// <param name="part">A part of this measure, of the same kind.</param>
    public Measure Without(Measure part) => !part._known ? this
        : part == this ? Unknown
        : Denominator is { } denominator && part.Denominator is { } less ? Ratio(Numerator - part.Numerator, denominator - less)
        : Amount(Numerator - part.Numerator);

    /// <inheritdoc cref="op_Addition"/>
    public static Measure Add(Measure left, Measure right) => left + right;

    /// <summary><c>12</c>, <c>3/4</c> or <c>?</c>.</summary>
    public override string ToString() => !_known ? "?" : Denominator is { } denominator
        ? string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{denominator}")
        : Numerator.ToString(CultureInfo.InvariantCulture);
}
