namespace YouthFunctions.Plan.Editing;

/// <summary>The large activities of a year.</summary>
/// <param name="Year">The year.</param>
/// <param name="Activities">In the order of their days.</param>
public sealed record ActivityCalendar(int Year, IReadOnlyList<Activity> Activities);
