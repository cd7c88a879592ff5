using YouthFunctions.Plan;

namespace YouthFunctions.Demo;

/// <summary>A week of the demo.</summary>
/// <param name="Day">Its Monday, or the last day that is played.</param>
/// <param name="SentUntil">Reports of days up to this one are sent before.</param>
/// <param name="IsForecast">Whether sums, forecasts and briefs are made on its day.</param>
public sealed record DemoWeek(DateOnly Day, DateOnly SentUntil, bool IsForecast)
{
    /// <summary>The weeks up to a day. Forecasts are made on each Monday from the first due day on that knows more than the last one:
    /// another report, or a month that is due. What a Monday says is said again when the last day follows within the week.</summary>
    /// <param name="until">The last day.</param>
    /// <param name="reportDays">The days on which reports are sent.</param>
    /// <param name="isFast">The last day's forecast only.</param>
    public static IEnumerable<DemoWeek> UpTo(DateOnly until, IReadOnlyCollection<DateOnly> reportDays, bool isFast)
    {
        var year = DemoRun.FirstDay.Year;
        var (lastSent, lastDue) = (0, 0);
        for (var day = FirstMonday(new DateOnly(year, 1, 1)); day < until; day = day.AddDays(7))
        {
            var sentUntil = day.AddDays(-1);
            var (sent, due) = (reportDays.Count(reportDay => reportDay <= sentUntil), ReportingCalendar.Default.MonthsDue(year, day));
            var isForecast = !isFast && day > DemoRun.FirstDay && until >= day.AddDays(7) && (sent > lastSent || due > lastDue);
            if (isForecast)
                (lastSent, lastDue) = (sent, due);
            yield return new DemoWeek(day, sentUntil, isForecast);
        }

        yield return new DemoWeek(until, until, IsForecast: true);
    }

    private static DateOnly FirstMonday(DateOnly day) => day.AddDays((8 - (int)day.DayOfWeek) % 7);
}
