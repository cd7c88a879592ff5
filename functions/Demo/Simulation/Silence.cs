using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Demo.Simulation;

/// <summary>A unit that stops reporting, whatever it does.</summary>
public sealed record Silence(UnitCode Unit, Month From);
