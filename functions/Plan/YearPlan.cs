using System.Text.Json.Serialization;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Plan;

/// <summary>Whether more or less of an indicator is better.</summary>
public enum Direction
{
    /// <summary>The target is a floor.</summary>
    HigherIsBetter,

    /// <summary>The target is a ceiling.</summary>
    LowerIsBetter,
}

/// <summary>What a province's share of a national target follows while there is no result of last year.</summary>
public enum AllocationWeights
{
    /// <summary>People of 15 to 29 years.</summary>
    Youth,

    /// <summary>Children of 5 to 14 years.</summary>
    Children,

    /// <summary>Both.</summary>
    YouthAndChildren,
}

/// <summary>One measurable indicator of a year's plan.</summary>
/// <param name="Code">Stable over the years.</param>
/// <param name="Group">The group of the programme it belongs to, from 1.</param>
/// <param name="Name">As in the published programme.</param>
/// <param name="UnitOfMeasure">Of an amount, or of a ratio's two parts.</param>
/// <param name="Kind">Flow or ratio.</param>
/// <param name="OverTime">How months make the year to date.</param>
/// <param name="OverUnits">How own part and children make a total.</param>
/// <param name="Direction">Which way is better.</param>
/// <param name="IsMoney">Whether amounts are VND.</param>
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

/// <summary>What the organisation set out to do in a year. Immutable.</summary>
/// <param name="Year">The calendar year.</param>
/// <param name="Theme">The year's theme.</param>
/// <param name="Source">Where the plan was published.</param>
/// <param name="ReportingLevels">The levels whose units are expected to report each month; others may.</param>
/// <param name="Indicators">In the order of the programme.</param>
public sealed record YearPlan(
    int Year, Text Theme, string Source, IReadOnlyList<UnitLevel> ReportingLevels, IReadOnlyList<Indicator> Indicators)
{
    /// <summary>The rules of all indicators.</summary>
    [JsonIgnore]
    public IReadOnlyList<IndicatorRule> Rules { get; } = [.. Indicators.Select(indicator => indicator.Rule)];

    /// <summary>The indicator of a code; null when the plan has none.</summary>
    public Indicator? Find(IndicatorCode code) => Indicators.FirstOrDefault(indicator => indicator.Code == code);

    /// <summary>Whether units of a level are expected to report.</summary>
    public bool Expects(UnitLevel level) => ReportingLevels.Contains(level);
}
