namespace YouthFunctions.Forecasting;

/// <summary>What the caller knows and asks about one series.</summary>
/// <param name="SeriesId">The series, or the parent's labels joined by <c>/</c>.</param>
/// <param name="Indicator">The indicator.</param>
/// <param name="Target">The year-end target; null when there is none.</param>
/// <param name="KnownYearToDate">A floor for a flow (the total already reported, by rollup); null when only the series tells.</param>
/// <param name="Completeness">Share of expected reports that are in, 0 to 1. Below 1 widens the interval.</param>
public sealed record TargetQuestion(
    string SeriesId, string Indicator, double? Target, double? KnownYearToDate = null, double Completeness = 1);
