using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Exports.Datasets;

/// <summary>One value of a row; unknown is not zero and not the empty text. Carries no object but texts, so that
/// millions of them cost no memory.</summary>
public readonly record struct Cell
{
    /// <summary>The digits of a decimal column.</summary>
    public const int Precision = 28;

    /// <summary>The digits after the point of a decimal column.</summary>
    public const int Scale = 8;

    private Cell(string? text, decimal exact, long whole, bool isKnown) => (Text, Exact, Whole, IsKnown) = (text, exact, whole, isKnown);

    /// <summary>Whether there is a value.</summary>
    public bool IsKnown { get; }

    /// <summary>The value of a code or text column.</summary>
    public string? Text { get; }

    /// <summary>The value of a decimal column.</summary>
    public decimal Exact { get; }

    /// <summary>The value of a number column.</summary>
    public double Number => BitConverter.Int64BitsToDouble(Whole);

    /// <summary>The value of an integer column, 0 or 1 of a boolean, the day number of a date, the UTC ticks of an
    /// instant, the bits of a number.</summary>
    public long Whole { get; }

    /// <summary>The value of a date column.</summary>
    public DateOnly Date => DateOnly.FromDayNumber((int)Whole);

    /// <summary>The value of an instant column.</summary>
    public DateTime Instant => new(Whole, DateTimeKind.Utc);

    /// <summary>A text or code.</summary>
    public static implicit operator Cell(string? text) => new(text, 0, 0, text is not null);

    /// <summary>An exact number; trailing zeros do not matter.</summary>
    /// <exception cref="OverflowException">It has more decimals than a column holds: rounding would be silent.</exception>
    public static implicit operator Cell(decimal? exact)
    {
        if (exact is not { } value)
            return default;
        var plain = value.Scale == 0 ? value : value / 1.0000000000000000000000000000m;
        return plain.Scale <= Scale
            ? new(null, plain, 0, true)
            : throw new OverflowException($"A decimal column holds {Scale} decimals, and a value has {plain.Scale}.");
    }

    /// <summary>A floating-point number.</summary>
    public static implicit operator Cell(double? number) =>
        number is { } value ? new(null, 0, BitConverter.DoubleToInt64Bits(value), true) : default;

    /// <summary>A whole number.</summary>
    public static implicit operator Cell(int? whole) => whole is { } value ? new(null, 0, value, true) : default;

    /// <summary>A whole number.</summary>
    public static implicit operator Cell(int whole) => new(null, 0, whole, true);

    /// <summary>True or false.</summary>
    public static implicit operator Cell(bool truth) => new(null, 0, truth ? 1 : 0, true);

    /// <summary>A calendar day.</summary>
    public static implicit operator Cell(DateOnly day) => new(null, 0, day.DayNumber, true);

    /// <summary>An instant; what is finer than a millisecond is cut off.</summary>
    public static implicit operator Cell(DateTimeOffset instant) =>
        new(null, 0, instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMillisecond), true);

    /// <summary>A unit's code.</summary>
    public static implicit operator Cell(UnitCode unit) => unit.ToString();

    /// <summary>A unit's code, or nothing.</summary>
    public static implicit operator Cell(UnitCode? unit) => unit?.ToString();

    /// <summary>An indicator's code.</summary>
    public static implicit operator Cell(IndicatorCode indicator) => indicator.ToString();
}
