using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Forecasting.Panel;

/// <summary>What the year-end value of a series is made of.</summary>
public enum SeriesKind
{
    /// <summary>Monthly amounts that add up: the year-end value is the sum of twelve months.</summary>
    Flow,

    /// <summary>A state between 0 and 1 (a ratio of members): the year-end value is that of December.</summary>
    Level,
}

/// <summary>One series of monthly values: a leaf of the hierarchy. Parents are summed from the leaves by the panel.</summary>
/// <param name="Id">The series' name, unique together with the indicator.</param>
/// <param name="Labels">Hierarchy labels from the top down, may be empty. Every prefix of them is a parent node.</param>
/// <param name="Indicator">What is counted.</param>
/// <param name="Values">Monthly values; null where nothing is known (which is not zero).</param>
/// <param name="Kind">Flow (adds up) or level (a ratio, 0 to 1). Levels have no parents: give one series a unit.</param>
public sealed record PanelSeries(
    string Id, IReadOnlyList<string> Labels, string Indicator, MonthlySeries Values, SeriesKind Kind = SeriesKind.Flow);
