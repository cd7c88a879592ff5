namespace YouthFunctions.Tests;

/// <summary>What the levels of the shipped organisation are called, for tests that are of it.</summary>
internal static class VietNamLevels
{
    extension(UnitLevel level)
    {
        public static UnitLevel Country => new(0);

        public static UnitLevel Province => new(1);

        public static UnitLevel District => new(2);

        public static UnitLevel Commune => new(3);
    }
}
