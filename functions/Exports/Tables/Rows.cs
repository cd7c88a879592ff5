using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Plan;
using YouthFunctions.Reports.Records;

namespace YouthFunctions.Exports.Tables;

/// <summary>One indicator of a unit in a month, with everything below it.</summary>
/// <param name="RowUnit">The unit.</param>
/// <param name="Month">The month.</param>
/// <param name="Indicator">Which.</param>
/// <param name="Own">What the unit's own reports come to.</param>
/// <param name="Total">Own part and everything below.</param>
/// <param name="IsSimulated">Whether a simulated report is in the total.</param>
public sealed record RollupRow(
    RowUnit RowUnit, Month Month, IndicatorCode Indicator, RollupCell Own, RollupCell Total, bool IsSimulated) : IUnitRow;

/// <summary>How complete the reports of a unit and everything below are in a month.</summary>
/// <param name="RowUnit">The unit.</param>
/// <param name="Month">The month.</param>
/// <param name="Expected">Units expected to report.</param>
/// <param name="Reported">Expected units that did; the fewest over the indicators.</param>
/// <param name="ValuesExpected">Values expected: units times indicators.</param>
/// <param name="ValuesReported">Values reported.</param>
/// <param name="ValuesOnTime">Values reported by the due day.</param>
public readonly record struct CompletenessRow(
    RowUnit RowUnit, Month Month, int Expected, int Reported, int ValuesExpected, int ValuesReported, int ValuesOnTime) : IUnitRow;

/// <summary>An observation as statistical offices exchange it.</summary>
/// <param name="Structure">The dataflow's id.</param>
/// <param name="Area">REF_AREA: the unit's code.</param>
/// <param name="Indicator">INDICATOR.</param>
/// <param name="Component">COMPONENT: which part of the figure.</param>
/// <param name="Period">TIME_PERIOD.</param>
/// <param name="Value">OBS_VALUE.</param>
/// <param name="UnitOfMeasure">UNIT_MEASURE.</param>
/// <param name="IsDoubted">Whether a part of the value awaits confirmation: OBS_STATUS.</param>
/// <param name="IsSimulated">Whether the demo made any of it: SIMULATED.</param>
public readonly record struct SdmxRow(
    string Structure, UnitCode Area, IndicatorCode Indicator, string Component, string Period, decimal Value, string UnitOfMeasure,
    bool IsDoubted, bool IsSimulated);

/// <summary>A column, for the data dictionary.</summary>
public readonly record struct DictionaryRow(Dataset Table, int Position, ColumnInfo Column);

/// <summary>A forecast of an indicator of a unit.</summary>
/// <param name="RowUnit">The unit.</param>
/// <param name="UnitForecast">The unit's forecasts of a day.</param>
/// <param name="Forecast">The indicator's.</param>
public readonly record struct ForecastRow(RowUnit RowUnit, UnitForecast UnitForecast, IndicatorForecast Forecast) : IUnitRow;

/// <summary>A unit's target.</summary>
/// <param name="RowUnit">The unit.</param>
/// <param name="Indicator">Of which indicator.</param>
/// <param name="Target">An amount, or a share 0..1.</param>
/// <param name="Basis">What the shares followed.</param>
public readonly record struct TargetRow(RowUnit RowUnit, Indicator Indicator, decimal Target, string Basis) : IUnitRow;

/// <summary>An indicator of a year's plan.</summary>
public readonly record struct IndicatorRow(int Year, Indicator Indicator);

/// <summary>A unit in one of the trees.</summary>
/// <param name="From">The first month of the tree.</param>
/// <param name="To">The last month of the tree; null while it is in force.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Province">Its province; null for the centre.</param>
public readonly record struct UnitRow(Month From, Month? To, Unit Unit, UnitCode? Province);

/// <summary>Which unit went into which.</summary>
/// <param name="Day">The first day of the later tree.</param>
/// <param name="Old">A unit of the earlier tree.</param>
/// <param name="New">An heir of the later one.</param>
/// <param name="Share">The heir's share of what the old unit did, above 0, at most 1.</param>
public readonly record struct SuccessionRow(DateOnly Day, Unit Old, Unit New, double Share);

/// <summary>A value of a revision of a report.</summary>
/// <param name="RowUnit">The reporting unit.</param>
/// <param name="Report">The revision.</param>
/// <param name="IsCurrent">Whether no later revision is known.</param>
/// <param name="Indicator">Which; null in the only row of a withdrawal.</param>
/// <param name="Value">What was said of it.</param>
public readonly record struct ReportRow(RowUnit RowUnit, Report Report, bool IsCurrent, IndicatorCode? Indicator, ReportedValue? Value)
    : IUnitRow;
