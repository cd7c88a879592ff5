using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Values;

/// <summary>
/// The organisation's own data for the analytics, which know no country: how the General Statistics Office writes the codes of units,
/// and the names of their levels. Codes of communes were given again in the reorganisation of 2025.
/// </summary>
public static class VietNamUnits
{
    /// <summary>The country <c>VN</c>, a province <c>01</c>, a district <c>01-001</c>, a commune <c>00004</c>.</summary>
    public static UnitCodeScheme Codes { get; } = new("VN", ["00", "00-000", "00000"]);

    extension(UnitCode code)
    {
        /// <summary>The centre.</summary>
        public static UnitCode Country => Codes.Root;

        /// <summary>The level, which the shape of the code tells.</summary>
        /// <exception cref="InvalidOperationException">The code was never set.</exception>
        public UnitLevel Level => (UnitLevel)code.Depth;

        /// <exception cref="FormatException">The text has none of the four shapes.</exception>
        public static UnitCode Parse(ReadOnlySpan<char> text) => Codes.Parse(text);

        /// <summary>Reads a code; false when the text has none of the four shapes.</summary>
        public static bool TryParse(ReadOnlySpan<char> text, out UnitCode result) => Codes.TryParse(text, out result);
    }

    /// <summary>The province of a unit; null for the centre.</summary>
    public static UnitCode? ProvinceOf(this UnitTree tree, UnitCode code) => tree.AncestorAt(code, (int)UnitLevel.Province);
}
