using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Summaries.Charts;

/// <summary>A year as it adds up: months known of each year, the fan from the last known month to December, the target.</summary>
/// <param name="Year">The year.</param>
/// <param name="Values">Year to date at the end of each month; null where unknown.</param>
public sealed record YearLine(int Year, IReadOnlyList<double?> Values)
{
    /// <summary>The line of an indicator in a rollup; months after the last report are unknown.</summary>
    public static YearLine From(int year, Rollup total, IndicatorCode indicator)
    {
        var cells = total.Months(indicator).ToArray();
        var last = Array.FindLastIndex(cells, cell => cell.Reported > 0);
        return new YearLine(
            year, [.. cells.Select((cell, index) => index <= last && cell.YearToDate.Value is { } value ? (double?)value : null)]);
    }
}
