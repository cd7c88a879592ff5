using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Rollups.Years;

namespace YouthFunctions.Forecasts.Projection;

/// <summary>What is reported of an indicator of a unit with everything below it.</summary>
/// <param name="Latest">The cell of December: the year to date.</param>
/// <param name="HasOwnDoubt">Whether a value of the unit itself awaits confirmation.</param>
/// <param name="Months">The counts of the twelve months.</param>
public sealed record ReportedIndicator(RollupCell Latest, bool HasOwnDoubt, IReadOnlyList<ReportCounts> Months)
{
    /// <summary>Nothing is, and nothing was expected.</summary>
    public static ReportedIndicator Nothing { get; } = new(RollupCell.Empty, false, new ReportCounts[12]);

    /// <summary>That of a rollup.</summary>
    public static ReportedIndicator Create(UnitYear rollup, IndicatorCode indicator)
    {
        var months = rollup.Total.Months(indicator);
        var counts = new ReportCounts[12];
        for (var month = 0; month < 12; month++)
            counts[month] = new ReportCounts(months[month].Expected, months[month].Reported, months[month].DoubtedValues);
        return new ReportedIndicator(months[11], rollup.Own[indicator, 12].DoubtedToDate.IsKnown, counts);
    }

    /// <summary>The counts of a month, 1 to 12; of none for 0.</summary>
    public ReportCounts CountsOf(int month) => month == 0 ? default : Months[month - 1];

    /// <summary>In how many of the first months anything was reported.</summary>
    public int MonthsReported(int months) => Months.Take(months).Count(month => month.Reported > 0);

    /// <summary>The share, 0 to 1, of the expected reports of the first months that came and are not doubted; 1 where none is
    /// expected.</summary>
    public double Completeness(int months)
    {
        var expected = Months.Take(months).Sum(month => month.Expected);
        return expected == 0
            ? 1
            : (double)Months.Take(months).Sum(month => Math.Min(month.Expected, Math.Max(0, month.Reported - month.Doubted))) / expected;
    }
}
