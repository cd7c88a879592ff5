namespace YouthFunctions.Forecasting.Calendar;

/// <summary>On how many days of each month an activity was held in a past year, and is held in the forecast year.</summary>
public sealed class ActivityDays
{
    private const int LongestMonth = 31;

    /// <param name="before">Days in each month of the past year; January first.</param>
    /// <param name="now">Days in each month of the forecast year.</param>
    /// <exception cref="ArgumentException">Not twelve months of 0 to 31 days each, or a year without a day.</exception>
    public ActivityDays(IReadOnlyList<int> before, IReadOnlyList<int> now)
    {
        (Before, Now) = ([.. Checked(before, nameof(before))], [.. Checked(now, nameof(now))]);
        // By shares: the same months with more days are no move.
        HasMoved = Enumerable.Range(0, Before.Length).Any(month => Before[month] * Now.Sum() != Now[month] * Before.Sum());
    }

    /// <summary>Whether another share of its days falls into any month.</summary>
    public bool HasMoved { get; }

    internal int[] Before { get; }

    internal int[] Now { get; }

    private static IReadOnlyList<int> Checked(IReadOnlyList<int> days, string name) =>
        days.Count == 12 && days.All(ofMonth => ofMonth is >= 0 and <= LongestMonth) && days.Sum() > 0 ? days
            : throw new ArgumentException("An activity has 0 to 31 days in each of twelve months, and at least one.", name);
}
