using YouthFunctions.Analytics.Values;

namespace YouthFunctions.History;

/// <summary>One value of a year before the plan.</summary>
internal readonly record struct HistoryRow(UnitCode Unit, IndicatorCode Indicator, Month Month, Measure Measure);
