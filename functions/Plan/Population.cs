using System.Globalization;
using Sylvan.Data.Csv;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Plan;

/// <summary>Young people and children of a province.</summary>
/// <param name="Youth">Of 15 to 29 years.</param>
/// <param name="Children">Of 5 to 14 years.</param>
public sealed record Population(decimal Youth, decimal Children)
{
    /// <summary>The number that an indicator's default allocation follows.</summary>
    public decimal Weight(AllocationWeights weights) => weights switch
    {
        AllocationWeights.Youth => Youth,
        AllocationWeights.Children => Children,
        _ => Youth + Children,
    };

    /// <summary>Reads the population of the provinces from a CSV file with the columns <c>code, youth_15_29, children_5_14</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="faults">Takes what is wrong with it, by line.</param>
    public static IReadOnlyDictionary<UnitCode, Population> Read(string path, List<string> faults)
    {
        var file = Path.GetFileName(path);
        var provinces = new Dictionary<UnitCode, Population>();
        try
        {
            using var csv = CsvDataReader.Create(path);
            var (code, youth, children) = (csv.GetOrdinal("code"), csv.GetOrdinal("youth_15_29"), csv.GetOrdinal("children_5_14"));
            for (var line = 2; csv.Read(); line++)
                if (!UnitCode.TryParse(csv.GetFieldSpan(code), out var unit))
                    faults.Add($"{file}, line {line}: '{csv.GetString(code)}' is no code.");
                else if (Number(csv.GetString(youth)) is not { } young || Number(csv.GetString(children)) is not { } small)
                    faults.Add($"{file}, line {line}: people are counted in whole numbers.");
                else if (!provinces.TryAdd(unit, new Population(young, small)))
                    faults.Add($"{file}, line {line}: {unit} stands twice.");
        }
        catch (Exception error) when (error is CsvFormatException or CsvMissingHeadersException or CsvRecordTooLargeException
            or CsvConfigurationException or IndexOutOfRangeException)
        {
            faults.Add($"{file} is no CSV whose first line names the columns code, youth_15_29 and children_5_14.");
        }

        return provinces;
    }

    /// <summary>The basis of an allocation by population; below the provinces shares are even.</summary>
    public static AllocationBasis Basis(YearPlan plan, IReadOnlyDictionary<UnitCode, Population> provinces) => new(
        "population",
        plan.Indicators.ToDictionary(
            indicator => indicator.Code,
            indicator => (IReadOnlyDictionary<UnitCode, decimal>)provinces.ToDictionary(
                pair => pair.Key, pair => pair.Value.Weight(indicator.Weights))));

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
