using System.Globalization;

namespace YouthFunctions.Exports;

/// <summary>Reads instants out of addresses.</summary>
public static class Instants
{
    /// <summary>An instant as written, or the end of a day in Viet Nam.</summary>
    public static bool TryEnd(string text, out DateTimeOffset instant)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            instant = new DateTimeOffset(day.ToDateTime(TimeOnly.MaxValue), TimeSpan.FromHours(7));
            return true;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out instant);
    }
}
