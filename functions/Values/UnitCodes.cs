using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Values;

/// <summary>The codes of the organisation's units. Only together with a month does a code name one unit: reorganisations give codes
/// again.</summary>
/// <remarks>In the program a <c>Country</c> is the unit above all others, and a <c>Province</c> one of the level below it, by whose units
/// data is divided, whatever the organisation calls them.</remarks>
public static class UnitCodes
{
    extension(UnitCode code)
    {
        /// <summary>The unit above all others.</summary>
        public static UnitCode Country => UnitScheme.Current.Codes.Root;

        /// <summary>The level, which the shape of the code tells.</summary>
        /// <exception cref="InvalidOperationException">The code was never set.</exception>
        public UnitLevel Level => new(code.Depth);

        /// <exception cref="FormatException">The text has the shape of no level.</exception>
        public static UnitCode Parse(ReadOnlySpan<char> text) => UnitScheme.Current.Codes.Parse(text);

        /// <summary>Reads a code; false when the text has the shape of no level.</summary>
        public static bool TryParse(ReadOnlySpan<char> text, out UnitCode result) => UnitScheme.Current.Codes.TryParse(text, out result);
    }

    /// <summary>The unit of the level below the top that a unit is or belongs to; null for the top.</summary>
    public static UnitCode? ProvinceOf(this UnitTree tree, UnitCode code) => tree.AncestorAt(code, UnitLevel.First.Depth);
}
