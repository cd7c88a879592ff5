using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Plan.Editing;

/// <summary>When the months of a year open, are due and close.</summary>
/// <param name="Year">The year.</param>
/// <param name="DueDay">The last day on time, in the month after, 1 to 28.</param>
/// <param name="CloseDay">The last day on which a report is taken, in the month after, not before the due day.</param>
/// <param name="IsHeldOpen">Whether the year's months never close, for trials.</param>
/// <param name="Months">January first.</param>
/// <param name="Reopenings">Those within the caller's reach.</param>
public sealed record YearCalendar(
    int Year, int DueDay, int CloseDay, bool IsHeldOpen, IReadOnlyList<YearCalendarMonth> Months, IReadOnlyList<Reopening> Reopenings);

/// <summary>One month of a year's calendar; its days are days in the organisation's time zone.</summary>
/// <param name="Month">The month.</param>
/// <param name="Opens">The first day on which it is reported.</param>
/// <param name="Due">The last day on time.</param>
/// <param name="Closes">The last day on which a report is taken at all.</param>
/// <param name="State">How it stands now for the caller's unit.</param>
public sealed record YearCalendarMonth(Month Month, DateOnly Opens, DateOnly Due, DateOnly Closes, MonthState State);
