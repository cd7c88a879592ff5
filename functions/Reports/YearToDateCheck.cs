using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Hosting;
using YouthFunctions.Plan;

namespace YouthFunctions.Reports;

/// <summary>Year-to-date figures never fall from month to month, whichever month is written last.</summary>
public static class YearToDateCheck
{
    /// <summary>The faults that a report would bring into its unit's year; those that were there before are not its own.</summary>
    /// <param name="draft">The new report.</param>
    /// <param name="plan">The plan of the year.</param>
    /// <param name="others">The unit's current reports of the year; that of the draft's month is left aside.</param>
    /// <param name="at">Where the value of an indicator stands in what was sent.</param>
    public static IEnumerable<Fault> Faults(ReportDraft draft, YearPlan plan, IEnumerable<Report> others, Func<IndicatorCode, string> at)
    {
        var current = others.Where(report => !report.IsWithdrawn).ToDictionary(report => report.Period, report => report.Values);
        var next = new Dictionary<Month, IReadOnlyDictionary<IndicatorCode, ReportedValue>>(current) { [draft.Period] = draft.Values };
        foreach (var indicator in plan.Indicators.Where(indicator => indicator.OverTime == OverTime.Sum && draft.Values.ContainsKey(indicator.Code)))
        {
            var before = Falls(current, indicator.Code, plan.Year).Select(fall => fall.Month).ToHashSet();
            foreach (var (month, reached) in Falls(next, indicator.Code, plan.Year))
            {
                if (month == draft.Period)
                    yield return ReportFaults.YearToDateFalls(at(indicator.Code), reached);
                else if (!before.Contains(month))
                    yield return ReportFaults.YearToDateExceedsLater(at(indicator.Code), month);
            }
        }
    }

    private static IEnumerable<(Month Month, decimal Reached)> Falls(
        Dictionary<Month, IReadOnlyDictionary<IndicatorCode, ReportedValue>> months, IndicatorCode code, int year)
    {
        var reached = 0m;
        foreach (var month in Month.OfYear(year))
        {
            if (!months.TryGetValue(month, out var values) || !values.TryGetValue(code, out var value))
                continue;
            if (value.IsYearToDate && value.Measure.Numerator < reached)
                yield return (month, reached);
            reached = value.IsYearToDate ? Math.Max(reached, value.Measure.Numerator) : reached + value.Measure.Numerator;
        }
    }
}
