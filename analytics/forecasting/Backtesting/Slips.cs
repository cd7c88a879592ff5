using System.Globalization;

namespace YouthFunctions.Forecasting.Backtesting;

/// <summary>A slip of a sender.</summary>
public enum SlipKind
{
    /// <summary>None: the value is right.</summary>
    None,

    /// <summary>One zero too many.</summary>
    Times10,

    /// <summary>Two zeros too many.</summary>
    Times100,

    /// <summary>Three zeros too many: units for thousands.</summary>
    Times1000,

    /// <summary>Two neighbouring digits exchanged.</summary>
    DigitSwap,

    /// <summary>Numerator and denominator exchanged.</summary>
    PartsExchanged,

    /// <summary>The year so far, sent as the month.</summary>
    YearToDateAsMonth,

    /// <summary>Three zeros lost: thousands for units.</summary>
    Thousandth,
}

/// <summary>Makes wrong values of right ones.</summary>
public static class Slips
{
    /// <summary>Two neighbouring digits that differ, exchanged; null where there are none.</summary>
    /// <param name="value">Zero or more; its whole part is changed.</param>
    /// <param name="random">Chooses the place.</param>
    public static decimal? DigitSwap(decimal value, Random random)
    {
        var digits = decimal.Truncate(value).ToString(CultureInfo.InvariantCulture).ToCharArray();
        var places = Enumerable.Range(0, digits.Length - 1).Where(place => digits[place] != digits[place + 1]).ToArray();
        if (places.Length == 0)
            return null;
        var index = places[random.Next(places.Length)];
        (digits[index], digits[index + 1]) = (digits[index + 1], digits[index]);
        return decimal.Parse(digits, CultureInfo.InvariantCulture);
    }

    /// <summary>A value with a slip that concerns its size alone; null for the other kinds and where the slip changes nothing.</summary>
    public static decimal? Apply(decimal value, SlipKind kind, Random random) => value == 0 ? null : kind switch
    {
        SlipKind.Times10 => value * 10,
        SlipKind.Times100 => value * 100,
        SlipKind.Times1000 => value * 1000,
        SlipKind.Thousandth => value / 1000,
        SlipKind.DigitSwap => DigitSwap(value, random),
        _ => null,
    };
}
