using System.Globalization;
using Sylvan.Data.Csv;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Plan;

/// <summary>Young people and children of a province.</summary>
/// <param name="Youth">Of 15 to 29 years.</param>
/// <param name="Children">Of 5 to 14 years.</param>
public sealed record Population(decimal Youth, decimal Children)
{
    /// <summary>The year whose provinces the shipped figures name.</summary>
    public const int Year = 2024;

    /// <summary>The number that an indicator's default allocation follows.</summary>
    public decimal Weight(AllocationWeights weights) => weights switch
    {
        AllocationWeights.Youth => Youth,
        AllocationWeights.Children => Children,
        _ => Youth + Children,
    };

    /// <summary>Reads the shipped population of the provinces.</summary>
    public static IReadOnlyDictionary<UnitCode, Population> Read(string path)
    {
        using var csv = CsvDataReader.Create(path);
        var (code, youth, children) = (csv.GetOrdinal("code"), csv.GetOrdinal("youth_15_29"), csv.GetOrdinal("children_5_14"));
        var provinces = new Dictionary<UnitCode, Population>();
        while (csv.Read())
            provinces[UnitCode.Parse(csv.GetString(code))] = new Population(Number(csv.GetString(youth)), Number(csv.GetString(children)));
        return provinces;
    }

    /// <summary>The basis of an allocation by population; below the provinces shares are even.</summary>
    public static AllocationBasis Basis(YearPlan plan, IReadOnlyDictionary<UnitCode, Population> provinces) => new(
        "population",
        plan.Indicators.ToDictionary(
            indicator => indicator.Code,
            indicator => (IReadOnlyDictionary<UnitCode, decimal>)provinces.ToDictionary(
                pair => pair.Key, pair => pair.Value.Weight(indicator.Weights))));

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
