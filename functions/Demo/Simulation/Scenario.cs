using System.Text.Json;
using YouthFunctions.Storage;

namespace YouthFunctions.Demo.Simulation;

/// <summary>What the demo plays. Only the simulator and the tests read it; the forecast never does.</summary>
/// <remarks>
/// Spreads are standard deviations of logarithms. Those of noise, walks and shifts are estimates from the two back-test panels of
/// docs/forecast-accuracy.md (tourism: 304 series of 1998-2016; health: 463 series of 2000-2017); docs/demo.md has the figures and how
/// they were made. How reports come late or wrong cannot be learned from such panels and is assumed.
/// </remarks>
/// <param name="Seed">Everything random derives from it.</param>
/// <param name="Year">The year played.</param>
/// <param name="YearsOfHistory">How many years before it are loaded as history.</param>
/// <param name="Growth">What a unit brings in the middle in a year for each unit of the year before.</param>
/// <param name="MonthlyNoise">Of a month around its usual share: tourism 0.39 (lower quartile of its leaves), health 0.37 (median).</param>
/// <param name="YearlyWalk">Of the part of a year's change that stays: tourism 0.15, health 0.38.</param>
/// <param name="YearlyNoise">Of the part of a year's level that does not: tourism 0.20, health 0.20.</param>
/// <param name="NationalWalk">Of the yearly change that all units share: tourism 0.08, health 0.36.</param>
/// <param name="ShiftShare">Share of a unit's indicators whose level falls within the year: tourism 0.007, health 0.063.</param>
/// <param name="ProvinceShiftShare">The same of a whole province; by hand, so that gaps have a place.</param>
/// <param name="RecoveryShare">Share of falls that end within the year: tourism 0.55, health 0.23.</param>
/// <param name="LateShare">Share of reports that come a week after the due day; assumed.</param>
/// <param name="VeryLateShare">Share of reports that come six weeks after it; assumed.</param>
/// <param name="WrongShare">Share of reports with one value ten times too large, corrected two weeks later; assumed.</param>
/// <param name="YearToDateShare">Share of units that report year to date ("lũy kế"); assumed.</param>
/// <param name="Silent">Who stops reporting.</param>
public sealed record Scenario(
    int Seed, int Year, int YearsOfHistory, double Growth, double MonthlyNoise, double YearlyWalk, double YearlyNoise, double NationalWalk,
    double ShiftShare, double ProvinceShiftShare, double RecoveryShare, double LateShare, double VeryLateShare, double WrongShare,
    double YearToDateShare, IReadOnlyList<Silence> Silent)
{
    /// <summary>The scenario that the product ships.</summary>
    public static Scenario Shipped() => JsonSerializer.Deserialize<Scenario>(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Demo", "scenario-2024.json")), StoredJson.Options)!;
}
