using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Analytics.Rollups;

/// <summary>What the years before say about the months of a year, for one indicator of one unit.</summary>
/// <param name="CumulativeShare">By month, January first: the part of the year-end's figure that was usually reached by
/// then, 0 to 1 for flows; null where no year before has a year-end above zero.</param>
/// <param name="LastYear">By month: what the same month of the year before brought, and its year to date.</param>
public sealed record Pace(IReadOnlyList<decimal?> CumulativeShare, IReadOnlyList<(Measure Amount, Measure YearToDate)> LastYear)
{
    /// <summary>The pace of an indicator from the totals of the years before.</summary>
    /// <param name="indicator">Which.</param>
    /// <param name="yearsBefore">The year before first; null for a year of which nothing is known.</param>
    /// <remarks>A share is the sum of the years' figures by the month over the sum of their year-ends, so that a big year
    /// counts for more than a small one.</remarks>
    public static Pace FromYears(IndicatorCode indicator, IReadOnlyList<Rollup?> yearsBefore)
    {
        static decimal? YearToDate(Rollup year, IndicatorCode indicator, int month) => year[indicator, month].YearToDate.Value;
        var years = yearsBefore.OfType<Rollup>().Where(year => YearToDate(year, indicator, 12) is > 0).ToArray();
        var yearEnds = years.Sum(year => YearToDate(year, indicator, 12) ?? 0);
        var last = yearsBefore.Count > 0 ? yearsBefore[0] : null;
        var months = Enumerable.Range(1, 12);
        return new Pace(
            [.. months.Select(
                month => yearEnds == 0 ? (decimal?)null : years.Sum(year => YearToDate(year, indicator, month) ?? 0) / yearEnds)],
            [.. months.Select(month => last is null ? default : (last[indicator, month].Amount, last[indicator, month].YearToDate))]);
    }
}
