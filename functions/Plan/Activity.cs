using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Plan;

/// <summary>A large activity of the year: a campaign or an anniversary, known in advance.</summary>
/// <param name="Name">In both languages.</param>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day, not before the first.</param>
/// <param name="Indicators">What it is expected to move; none for an activity that moves nothing measured.</param>
public sealed record Activity(Text Name, DateOnly From, DateOnly To, IReadOnlyList<IndicatorCode> Indicators)
{
    /// <summary>Whether it goes on or begins within some days from today.</summary>
    public bool IsUpcoming(DateOnly today, int days) => To >= today && From <= today.AddDays(days);
}
