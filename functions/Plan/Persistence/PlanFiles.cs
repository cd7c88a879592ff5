using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Organisations;
using YouthFunctions.Storage;

namespace YouthFunctions.Plan.Persistence;

/// <summary>The plans and figures among an organisation's files.</summary>
/// <param name="Plans">By year.</param>
/// <param name="Provinces">Population by province; empty where it is not known.</param>
/// <param name="Activities">Large activities by year.</param>
/// <param name="HeldOpenYears">Years whose months never close unless the stored calendar says otherwise; for local trials.</param>
public sealed record PlanFiles(
    IReadOnlyDictionary<int, YearPlan> Plans, IReadOnlyDictionary<UnitCode, Population> Provinces,
    IReadOnlyDictionary<int, IReadOnlyList<Activity>> Activities, IReadOnlyCollection<int> HeldOpenYears)
{
    // Written by people: what is missing or mistyped is said, and not taken for nothing.
    private static readonly JsonSerializerOptions Json = new(StoredJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>Reads the files in a directory.</summary>
    /// <exception cref="OrganisationException">A file is not what it should be; names every fault.</exception>
    public static PlanFiles Read(string directory, IReadOnlyCollection<int> heldOpenYears)
    {
        var faults = new List<string>();
        var files = Read(directory, heldOpenYears, faults);
        return faults.Count == 0 ? files : throw new OrganisationException(directory, faults);
    }

    /// <summary>Reads the files in a directory, as far as they can be read.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="heldOpenYears">Years whose months never close.</param>
    /// <param name="faults">Takes what is wrong with them.</param>
    public static PlanFiles Read(string directory, IReadOnlyCollection<int> heldOpenYears, List<string> faults)
    {
        var plans = ReadYears<YearPlan>(directory, "plan-", faults);
        foreach (var (year, plan) in plans.Where(pair => pair.Value.Year != pair.Key))
            faults.Add($"plan-{year}.json is of the year {plan.Year}.");
        if (plans.Count == 0)
            faults.Add("There is no plan, such as plan-2026.json: later ones are made of it.");
        return new PlanFiles(
            plans,
            Organisation.Current.Population is { } population
                ? Population.Read(Path.Combine(directory, population.File), faults)
                : new Dictionary<UnitCode, Population>(),
            ReadYears<IReadOnlyList<Activity>>(directory, "activities-", faults), heldOpenYears);
    }

    private static Dictionary<int, T> ReadYears<T>(string directory, string prefix, List<string> faults) where T : class
    {
        var years = new Dictionary<int, T>();
        foreach (var path in Directory.EnumerateFiles(directory, $"{prefix}*.json").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(path);
            try
            {
                if (!int.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var year))
                    faults.Add($"{name}.json: its name ends with a year, such as {prefix}2026.json.");
                else if (JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), Json) is { } read)
                    years[year] = read;
                else
                    faults.Add($"{name}.json holds nothing.");
            }
            catch (JsonException error)
            {
                faults.Add($"{name}.json cannot be read: {error.Message}");
            }
        }

        return years;
    }
}
