using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Plan;
using YouthFunctions.Reports.Records;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.Reports.Rules;

/// <summary>Year-to-date figures never fall from month to month, whichever month is written last.</summary>
public static class YearToDateCheck
{
    /// <summary>The faults that a report would bring into its unit's year; those that were there before are not its own.</summary>
    /// <param name="draft">The new report.</param>
    /// <param name="plan">The plan of the year.</param>
    /// <param name="reported">What the unit's current reports say of an indicator in a month; null for nothing.</param>
    /// <param name="pointerTo">Where the value of an indicator stands in what was sent.</param>
    public static IEnumerable<Fault> Faults(
        ReportDraft draft, YearPlan plan, Func<Month, IndicatorCode, ReportedValue?> reported, Func<IndicatorCode, string> pointerTo)
    {
        foreach (var indicator in plan.Indicators.Where(indicator => indicator.OverTime == OverTime.Sum))
        {
            if (!draft.Values.TryGetValue(indicator.Code, out var value))
                continue;
            var before = FindDecreases(plan.Year, month => reported(month, indicator.Code)).Select(fall => fall.Month).ToHashSet();
            foreach (var (month, reached) in FindDecreases(
                plan.Year, month => month == draft.Period ? value : reported(month, indicator.Code)))
            {
                if (month == draft.Period)
                    yield return ReportFaults.YearToDateFalls(pointerTo(indicator.Code), reached);
                else if (!before.Contains(month))
                    yield return ReportFaults.YearToDateExceedsLater(pointerTo(indicator.Code), month);
            }
        }
    }

    /// <summary>Where a parent's figure stands for all below it, one that counts from January would say again what those below have said
    /// of the months in which the parent was silent: it must state the month alone.</summary>
    /// <param name="draft">The new report of a unit that has units below it.</param>
    /// <param name="plan">The plan of the year.</param>
    /// <param name="pointerTo">Where the value of an indicator stands in what was sent.</param>
    public static IEnumerable<Fault> FaultsOfParent(ReportDraft draft, YearPlan plan, Func<IndicatorCode, string> pointerTo) =>
        plan.Indicators
            .Where(indicator => indicator is { OverTime: OverTime.Sum, OverUnits: OverUnits.ParentReplaces }
                && draft.Values.TryGetValue(indicator.Code, out var value) && value.IsYearToDate)
            .Select(indicator => ReportFaults.YearToDateOfParent(pointerTo(indicator.Code)));

    /// <summary>What a unit's current reports say.</summary>
    public static Func<Month, IndicatorCode, ReportedValue?> ReportedValues(IEnumerable<Report> reports)
    {
        var months = reports.Where(report => !report.IsWithdrawn).ToDictionary(report => report.Period, report => report.MarkedValues);
        return (month, code) => months.TryGetValue(month, out var values) && values.TryGetValue(code, out var value) ? value : null;
    }

    private static IEnumerable<(Month Month, decimal Reached)> FindDecreases(int year, Func<Month, ReportedValue?> reported)
    {
        var reached = 0m;
        foreach (var month in Month.OfYear(year))
        {
            if (reported(month) is not { } value)
                continue;
            if (value.IsYearToDate && value.Measure.Numerator < reached)
                yield return (month, reached);
            reached = value.IsYearToDate ? Math.Max(reached, value.Measure.Numerator) : reached + value.Measure.Numerator;
        }
    }
}
