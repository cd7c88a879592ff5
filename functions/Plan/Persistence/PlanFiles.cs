using System.Globalization;
using System.Text.Json;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Storage;

namespace YouthFunctions.Plan.Persistence;

/// <summary>The plans and figures that the product ships.</summary>
/// <param name="Plans">By year.</param>
/// <param name="Provinces">Population by province.</param>
/// <param name="Activities">Large activities by year.</param>
/// <param name="HeldOpenYears">Years whose months never close unless the stored calendar says otherwise; for local trials.</param>
public sealed record PlanFiles(
    IReadOnlyDictionary<int, YearPlan> Plans, IReadOnlyDictionary<UnitCode, Population> Provinces,
    IReadOnlyDictionary<int, IReadOnlyList<Activity>> Activities, IReadOnlyCollection<int> HeldOpenYears)
{
    /// <summary>Reads the shipped files from a directory.</summary>
    public static PlanFiles Read(string directory, IReadOnlyCollection<int> heldOpenYears) => new(
        Directory.EnumerateFiles(directory, "plan-*.json")
            .Select(path => JsonSerializer.Deserialize<YearPlan>(File.ReadAllBytes(path), StoredJson.Options)!)
            .ToDictionary(plan => plan.Year),
        Population.Read(Path.Combine(directory, "population-2024.csv")),
        Directory.EnumerateFiles(directory, "activities-*.json").ToDictionary(
            path => int.Parse(Path.GetFileNameWithoutExtension(path).AsSpan("activities-".Length), CultureInfo.InvariantCulture),
            path => JsonSerializer.Deserialize<IReadOnlyList<Activity>>(File.ReadAllBytes(path), StoredJson.Options)!),
        heldOpenYears);
}
