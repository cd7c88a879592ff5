using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Runtime;

namespace YouthFunctions.Plan;

/// <summary>When a month opens, is due and closes; days are days in Asia/Ho_Chi_Minh.</summary>
/// <param name="DueDay">The last day on time, in the month after (1 to 28).</param>
/// <param name="CloseDay">The last day taken at all, in the month after (<paramref name="DueDay"/> to 28).</param>
/// <param name="HeldOpenYears">Years whose months never close, for trials.</param>
public sealed record ReportingCalendar(int DueDay, int CloseDay, IReadOnlyCollection<int> HeldOpenYears)
{
    /// <summary>Due on the 5th and closed after the 20th of the next month.</summary>
    public static ReportingCalendar Default { get; } = new(5, 20, []);

    /// <summary>The approved reopenings of closed months.</summary>
    public IReadOnlyList<Reopening> Reopenings { get; init; } = [];

    /// <summary>The last day on which a report of the month is on time.</summary>
    public DateOnly Due(Month month) => month.Plus(1).FirstDay.AddDays(DueDay - 1);

    /// <summary>The last day on which a report of the month is taken.</summary>
    public DateOnly Closes(Month month) => month.Plus(1).FirstDay.AddDays(CloseDay - 1);

    /// <summary>Whether the month takes reports at <paramref name="instant"/>.</summary>
    public MonthState StateOf(Month month, DateTimeOffset instant)
    {
        var day = VietNamTime.DayAt(instant);
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
        var day = VietNamTime.DayAt(instant);
        return state == MonthState.Closed
            && Reopenings.Any(
                reopening => reopening.Month == month && day <= reopening.Until && path.Any(unit => unit.Code == reopening.Unit))
            ? MonthState.Late
            : state;
    }
}
