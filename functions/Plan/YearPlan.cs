using System.Text.Json.Serialization;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Plan;

/// <summary>What the organisation set out to do in a year. Immutable.</summary>
/// <param name="Year">The calendar year.</param>
/// <param name="Theme">The year's theme.</param>
/// <param name="Source">Where the plan was published.</param>
/// <param name="ReportingLevels">The levels whose units are expected to report each month; others may.</param>
/// <param name="Indicators">In the order of the programme.</param>
public sealed record YearPlan(
    int Year, Text Theme, string Source, IReadOnlyList<UnitLevel> ReportingLevels, IReadOnlyList<Indicator> Indicators)
{
    /// <summary>The rules of all indicators, made when asked for: a plan with other indicators has other rules.</summary>
    [JsonIgnore]
    public IReadOnlyList<IndicatorRule> Rules => [.. Indicators.Select(indicator => indicator.Rule)];

    /// <summary>The indicator of a code; null when the plan has none.</summary>
    public Indicator? Find(IndicatorCode code) => Indicators.FirstOrDefault(indicator => indicator.Code == code);

    /// <summary>Whether units of a level are expected to report.</summary>
    public bool Expects(UnitLevel level) => ReportingLevels.Contains(level);
}
