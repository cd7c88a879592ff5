using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;
using YouthFunctions.Reports.Records;

namespace YouthFunctions.Collecting;

/// <summary>One figure of a report, and what it is held against.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Value">What was reported; null for nothing.</param>
/// <param name="LastMonth">What the unit reported of the month before; null for nothing.</param>
/// <param name="YearToDate">What its own reports of the year come to, this month with them.</param>
/// <param name="Target">Its target of the year; null for none.</param>
/// <param name="Siblings">The least, middle and largest figure of the units beside it; null where fewer than three are known.</param>
/// <param name="Doubt">Why it is doubted; null for not.</param>
public sealed record CollectedFigure(
    Indicator Indicator, ReportedValue? Value, ReportedValue? LastMonth, Measure YearToDate, decimal? Target,
    (decimal Least, decimal Middle, decimal Largest)? Siblings, ValueDoubt? Doubt);
