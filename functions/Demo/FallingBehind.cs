using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Demo;

/// <summary>A unit that brings less than usual from a month on.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Indicator">With what.</param>
/// <param name="From">The first weak month.</param>
/// <param name="Factor">What it still brings, as a share of usual, 0..1.</param>
/// <param name="WithBelow">Whether everything below falls behind too.</param>
public sealed record FallingBehind(UnitCode Unit, IndicatorCode Indicator, Month From, double Factor, bool WithBelow);
