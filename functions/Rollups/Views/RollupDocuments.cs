using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Rollups.Views;

/// <summary>Makes the documents of rollups.</summary>
internal static class RollupDocuments
{
    /// <summary>The last month with a figure of the indicator; null before the first. A figure and not a count of reports
    /// decides: on another tree a divided unit counts with one of its heirs only, and all of them have figures.</summary>
    public static int? LatestMonth(Rollup total, IndicatorCode indicator)
    {
        for (var month = 12; month >= 1; month--)
            if (total[indicator, month].Amount.IsKnown)
                return month;
        return null;
    }

    /// <summary>The twelve months with what the years before say of them.</summary>
    public static IReadOnlyList<MonthDocument> Months(Rollup total, IndicatorCode indicator, Pace? pace) =>
        [.. Enumerable.Range(1, 12).Select(month =>
        {
            var cell = total[indicator, month];
            return new MonthDocument(
                month, MeasureDocument.From(cell.Amount), MeasureDocument.From(cell.YearToDate), cell.Expected, cell.Reported, cell.OnTime,
                pace?.CumulativeShare[month - 1], pace is null ? null : MeasureDocument.From(pace.LastYear[month - 1].Amount),
                pace is null ? null : MeasureDocument.From(pace.LastYear[month - 1].YearToDate))
            {
                Doubted = MeasureDocument.From(cell.Doubted),
                DoubtedValues = cell.DoubtedValues == 0 ? null : cell.DoubtedValues,
            };
        })];
}
