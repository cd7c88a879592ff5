using YouthFunctions.Tests.House.Faults;

namespace YouthFunctions.Tests.Sieges;

/// <summary>A fate and how many calls in a row meet it.</summary>
/// <param name="Fate">What becomes of the calls.</param>
/// <param name="Times">1 is got over by the SDK, which tries four times; 5 are not, and the stage fails.</param>
public sealed record Trouble(Fate Fate, int Times)
{
    private const int MoreThanTheSdkTries = 5;

    /// <summary>Every fate once, those that a longer outage brings also for longer than the SDK is patient, and both deaths.</summary>
    public static IReadOnlyList<Trouble> All { get; } =
    [
        .. Fates.OfTheLine.Select(fate => new Trouble(fate, 1)),
        .. new[] { Fate.NeverSent, Fate.AnswerLost, Fate.ServerError, Fate.Busy, Fate.TooMany }
            .Select(fate => new Trouble(fate, MoreThanTheSdkTries)),
        new Trouble(Fate.Death, 1), new Trouble(Fate.DeathAfterwards, 1),
    ];

    /// <summary>The plan that plays it from a call on.</summary>
    public FaultPlan From(int call) => FaultPlan.At(call, Fate, Times);

    /// <inheritdoc/>
    public override string ToString() => $"{Fate} x{Times}";
}
