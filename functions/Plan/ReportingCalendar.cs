using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Runtime;

namespace YouthFunctions.Plan;

/// <summary>When a month opens, is due and closes; days are days in the organisation's time zone.</summary>
/// <param name="DueDay">The last day on time, in the month after (1 to 28).</param>
/// <param name="CloseDay">The last day taken at all, in the month after (<paramref name="DueDay"/> to 28).</param>
/// <param name="HeldOpenYears">Years whose months never close, for trials.</param>
public sealed record ReportingCalendar(int DueDay, int CloseDay, IReadOnlyCollection<int> HeldOpenYears)
{
    /// <summary>Due on the 5th and closed after the 20th of the next month.</summary>
    public static ReportingCalendar Default { get; } = new(5, 20, []);

    /// <summary>The approved reopenings of closed months.</summary>
    public IReadOnlyList<Reopening> Reopenings { get; init; } = [];

    // The nightly timers get two nights after the last report, so that one of them may fail.
    private const int GraceDays = 2;

    /// <summary>Whether a year is open at <paramref name="instant"/>, so that all timers work on it: from its first day until its last
    /// month closes or the last reopening of one of its months ends, whatever unit that is for, and two days more, so that what was
    /// sent last is in every figure too. A year that is held open does not end.</summary>
    public bool IsOpen(int year, DateTimeOffset instant)
    {
        var day = LocalTime.DayAt(instant);
        var last = Reopenings.Where(reopening => reopening.Month.Year == year).Select(reopening => reopening.Until)
            .Append(Closes(new Month(year, 12))).Max();
        return day >= new Month(year, 1).FirstDay && (day.DayNumber - last.DayNumber <= GraceDays || HeldOpenYears.Contains(year));
    }

    /// <summary>The last day on which a report of the month is on time.</summary>
    public DateOnly Due(Month month) => month.Plus(1).FirstDay.AddDays(DueDay - 1);

    /// <summary>How many months of a year are past their due day on a day, 0 to 12.</summary>
    public int MonthsDue(int year, DateOnly day) => Month.OfYear(year).Count(month => day > Due(month));

    /// <summary>The last day on which a report of the month is taken.</summary>
    public DateOnly Closes(Month month) => month.Plus(1).FirstDay.AddDays(CloseDay - 1);

    /// <summary>Whether the month takes reports at <paramref name="instant"/>.</summary>
    public MonthState StateOf(Month month, DateTimeOffset instant)
    {
        var day = LocalTime.DayAt(instant);
        if (day < month.FirstDay)
            return MonthState.Future;
        if (day <= Due(month))
            return MonthState.Open;
        return day <= Closes(month) || HeldOpenYears.Contains(month.Year) ? MonthState.Late : MonthState.Closed;
    }

    /// <summary>Whether the month takes reports of a unit at <paramref name="instant"/>; a reopened one takes late reports.</summary>
    /// <param name="month">The month reported.</param>
    /// <param name="instant">The instant.</param>
    /// <param name="path">The unit and all above it.</param>
    public MonthState StateOf(Month month, DateTimeOffset instant, IEnumerable<Unit> path)
    {
        var state = StateOf(month, instant);
        var day = LocalTime.DayAt(instant);
        return state == MonthState.Closed
            && Reopenings.Any(
                reopening => reopening.Month == month && day <= reopening.Until && path.Any(unit => unit.Code == reopening.Unit))
            ? MonthState.Late
            : state;
    }
}
