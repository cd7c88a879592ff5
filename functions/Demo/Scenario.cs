using System.Text.Json;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Storage;

namespace YouthFunctions.Demo;

/// <summary>What the demo plays. Only the simulator and the tests read it; the forecast never does.</summary>
/// <param name="Seed">Everything random derives from it.</param>
/// <param name="Year">The year played; three years before it are the history.</param>
/// <param name="Growth">What a unit brings in the year for each unit of last year.</param>
/// <param name="LateShare">Share of reports that come after the due day.</param>
/// <param name="MissingShare">Share of reports that never come.</param>
/// <param name="YearToDateShare">Share of units that report year to date ("lũy kế").</param>
/// <param name="FallsBehind">Who falls behind with what.</param>
/// <param name="Silent">Who stops reporting.</param>
public sealed record Scenario(
    int Seed, int Year, double Growth, double LateShare, double MissingShare, double YearToDateShare,
    IReadOnlyList<FallingBehind> FallsBehind, IReadOnlyList<Silence> Silent)
{
    /// <summary>The scenario that the product ships.</summary>
    public static Scenario Shipped() => JsonSerializer.Deserialize<Scenario>(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Demo", "scenario-2024.json")), StoredJson.Options)!;

    /// <summary>Every unit and indicator that is made to fall behind, among the units that report.</summary>
    public IReadOnlySet<(UnitCode Unit, IndicatorCode Indicator)> Behind(UnitTree tree) => FallsBehind
        .SelectMany(behind => (behind.WithBelow ? tree.SubTree(behind.Unit) : [tree[behind.Unit]])
            .Where(unit => unit.Level is UnitLevel.Province or UnitLevel.District)
            .Select(unit => (unit.Code, behind.Indicator)))
        .ToHashSet();
}
