using System.Text.Json.Serialization;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Plan;

/// <summary>One measurable indicator of a year's plan.</summary>
/// <param name="Code">Stable over the years.</param>
/// <param name="Group">The group of the programme it belongs to, from 1.</param>
/// <param name="Name">As in the published programme.</param>
/// <param name="UnitOfMeasure">Of an amount, or of a ratio's two parts.</param>
/// <param name="Kind">Flow or ratio.</param>
/// <param name="OverTime">How months make the year to date.</param>
/// <param name="OverUnits">How own part and children make a total.</param>
/// <param name="Direction">Which way is better.</param>
/// <param name="IsMoney">Whether amounts are money, in the organisation's currency.</param>
/// <param name="Decimals">How many decimals an amount may have; 0 for counts.</param>
/// <param name="Weights">What the default allocation follows.</param>
/// <param name="Target">National target: an amount, or a share 0..1; null where each unit's committee sets its own.</param>
public sealed record Indicator(
    IndicatorCode Code, int Group, Text Name, Text UnitOfMeasure, IndicatorKind Kind, OverTime OverTime, OverUnits OverUnits,
    Direction Direction, bool IsMoney, int Decimals, AllocationWeights Weights, decimal? Target = null)
{
    /// <summary>The indicator of which this is a part; null for a whole. Parts are reported beside their whole and add up to it.</summary>
    public IndicatorCode? PartOf { get; init; }

    /// <summary>How the indicator adds up.</summary>
    [JsonIgnore]
    public IndicatorRule Rule => new(Code, Kind, OverTime, OverUnits);
}
