namespace YouthFunctions.Forecasting.Backtesting;

/// <summary>
/// How often totals lay within the intervals of a group of forecasts: a year, or series of a kind. Coverage of all forecasts together
/// hides groups that are held too seldom among others that are held too often.
/// </summary>
/// <param name="Level">Level of the nodes.</param>
/// <param name="IsLeaf">Whether the nodes are the series as given.</param>
/// <param name="Group">The year, <c>flagged</c> (P(meet) so low that a unit is lagging), or a name of <see cref="SeriesTraits"/>.</param>
/// <param name="Count">Forecasts, of all months.</param>
/// <param name="Coverage80">Share of totals within the 80 % interval.</param>
/// <param name="Coverage95">Share of totals within the 95 % interval.</param>
/// <param name="Below80">Share of totals below the 80 % interval; the rest of those outside lies above it.</param>
/// <param name="MedianApe">Median of |point − total| / total where total &gt; 0.</param>
public sealed record CoverageGroup(
    int Level, bool IsLeaf, string Group, int Count, double Coverage80, double Coverage95, double Below80, double MedianApe);
