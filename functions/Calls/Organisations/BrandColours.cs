using System.Globalization;
using System.Text.RegularExpressions;

namespace YouthFunctions.Calls.Organisations;

/// <summary>Whether the colours of an organisation can be read by everybody.</summary>
internal static partial class BrandColours
{
    // Contrast of text, Web Content Accessibility Guidelines 2.2, criterion 1.4.3 (AA).
    private const double LeastContrast = 4.5;

    /// <summary>White words, or a white page.</summary>
    public const string White = "#ffffff";

    /// <summary>The page where the reader's screen is dark: <c>--paper</c> of charts.css.</summary>
    public const string DarkPaper = "#1a212b";

    /// <summary>What is wrong with a colour on a paper; null when nothing is.</summary>
    public static string? Fault(string field, string? colour, string paper) => colour is null || !HexColour().IsMatch(colour)
        ? $"{field} needs a colour such as #0b4f9e."
        : Contrast(colour, paper) is < LeastContrast and var contrast
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{field} {colour} on {paper} has a contrast of {contrast:0.0}; it needs {LeastContrast} to be read by all.")
        : null;

    private static double Contrast(string first, string second)
    {
        var (one, other) = (Luminance(first), Luminance(second));
        return (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);
    }

    // Relative luminance of sRGB, as the guidelines define it.
    private static double Luminance(string colour)
    {
        double Part(int place)
        {
            var value = int.Parse(colour.AsSpan(place, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Part(1)) + (0.7152 * Part(3)) + (0.0722 * Part(5));
    }

    [GeneratedRegex("^#[0-9a-f]{6}$", RegexOptions.IgnoreCase)]
    private static partial Regex HexColour();
}
