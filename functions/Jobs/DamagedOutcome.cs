using YouthFunctions.Calls;

namespace YouthFunctions.Jobs;

/// <summary>Names the damaged rows that a job left out: one must not keep the country's figures back, and nobody may think them
/// whole.</summary>
internal static class DamagedOutcome
{
    /// <summary>How many are named.</summary>
    public const int MaxPlacesNamed = 10;

    /// <summary>The outcome, with the places in its summary.</summary>
    /// <param name="outcome">How the job ended.</param>
    /// <param name="count">How many rows were left out.</param>
    /// <param name="places">Where they are, at least the first ones.</param>
    public static TimerOutcome WithDamagedRows(this TimerOutcome outcome, int count, IEnumerable<string> places) => count == 0
        ? outcome
        : outcome with
        {
            Summary = $"{outcome.Summary}; {count} damaged rows left out: {string.Join("; ", places.Take(MaxPlacesNamed))}"
                + (count > MaxPlacesNamed ? "; ..." : ""),
        };
}
