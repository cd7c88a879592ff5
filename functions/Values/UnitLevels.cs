using YouthFunctions.Analytics.Units;

namespace YouthFunctions.Values;

/// <summary>The level of a unit.</summary>
public static class UnitLevels
{
    extension(Unit unit)
    {
        /// <summary>The level, which the code tells.</summary>
        public UnitLevel Level => new(unit.Code.Depth);
    }
}
