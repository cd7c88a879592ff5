using System.Globalization;

namespace YouthFunctions.Reports.Batch.NumberFormats;

/// <summary>Days as spreadsheets number them.</summary>
internal static class SerialDate
{
    private const int LastDay = 2_958_465; // 9999-12-31

    /// <summary>The instant of a number; null outside 1900 to 9999. In the system of 1900 day 60 is a 29 February that
    /// never was, kept for old programs; what lies before it is a day later than the count says.</summary>
    public static DateTime? FromSerial(double number, bool is1904)
    {
        if (double.IsNaN(number) || number < 0 || number >= LastDay + 1)
            return null;
        var (day, fraction) = ((int)Math.Floor(number), number - Math.Floor(number));
        if (!is1904 && day is 0 or 60)
            return null;
        var start = is1904 ? new DateTime(1904, 1, 1) : day > 60 ? new DateTime(1899, 12, 30) : new DateTime(1899, 12, 31);
        if (start > DateTime.MaxValue.AddDays(-day - 1))
            return null;
        return start.AddDays(day).AddSeconds(Math.Min(86_399, Math.Round(fraction * 86_400)));
    }

    /// <summary>The instant of a cell of type <c>d</c>; null when it is none.</summary>
    public static DateTime? Parse(ReadOnlySpan<char> text) => DateTime.TryParseExact(
        text, ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF"], CultureInfo.InvariantCulture,
        DateTimeStyles.None, out var day) ? day : null;
}
