using YouthFunctions.Analytics.Units;
using YouthFunctions.Plan;

namespace YouthFunctions.Demo.Story;

/// <summary>A target over the weeks that were played, and how it ended.</summary>
/// <param name="Unit">Whose.</param>
/// <param name="Indicator">Of what.</param>
/// <param name="Target">The target.</param>
/// <param name="End">How the year ended, which no forecast knew.</param>
public sealed record WatchedTarget(Unit Unit, Indicator Indicator, double Target, double End)
{
    /// <summary>The day on which it was first called lagging, and the probability then; null when it never was.</summary>
    public (DateOnly Day, double Probability)? Flag { get; set; }

    /// <summary>What last year's pace foretold on each day, as a share of the target: what is reached, times last year's end over what it
    /// had then.</summary>
    public IList<(DateOnly Day, double Share)> ByLastYearsPace { get; } = [];

    /// <summary>Whether the last 80 % interval held the end; null without an interval.</summary>
    public bool? WasHeld { get; set; }

    /// <summary>Whether the year ended short of it.</summary>
    public bool IsMissed => !Indicator.Direction.IsMetBy(End, Target);

    /// <summary>The first day on which last year's pace foretold less than a share of the target; null for none.</summary>
    public DateOnly? NaiveFlag(double share) => ByLastYearsPace.Where(look => look.Share < share).Select(look => (DateOnly?)look.Day)
        .FirstOrDefault();

    /// <summary>The least share of the target that last year's pace ever foretold.</summary>
    public double LeastNaive => ByLastYearsPace.Count == 0 ? double.PositiveInfinity : ByLastYearsPace.Min(look => look.Share);
}
