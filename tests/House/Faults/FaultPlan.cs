namespace YouthFunctions.Tests.House.Faults;

/// <summary>Which storage call meets which fate. A plan is asked once a call, in turn, retries too.</summary>
public sealed class FaultPlan
{
    private readonly Func<int, Fate> _fateOf;
    private readonly string _name;

    private FaultPlan(string name, Func<int, Fate> fateOf) => (_name, _fateOf) = (name, fateOf);

    /// <summary>All goes well.</summary>
    public static FaultPlan None { get; } = new("no fault", _ => Fate.Good);

    /// <summary>One fate at a call, and at those after it.</summary>
    /// <param name="number">The call, 1 for the first.</param>
    /// <param name="fate">What becomes of it.</param>
    /// <param name="times">How many calls in a row; the SDK tries a call four times, so that five outlast it.</param>
    public static FaultPlan At(int number, Fate fate, int times = 1) =>
        new($"{fate} at call {number}, {times} times", call => call >= number && call < number + times ? fate : Fate.Good);

    /// <summary>Fates drawn at random; the same seed draws the same ones in the same order.</summary>
    /// <param name="seed">Of the draw.</param>
    /// <param name="share">The share of calls that do not go well, 0 to 1.</param>
    /// <param name="fates">Those to draw from; each is as likely as the other.</param>
    public static FaultPlan Random(int seed, double share, IReadOnlyList<Fate> fates)
    {
        var chance = new Random(seed);
        var guard = new Lock();
        return new FaultPlan($"seed {seed}", _ =>
        {
            lock (guard)
                return chance.NextDouble() >= share ? Fate.Good : fates[chance.Next(fates.Count)];
        });
    }

    /// <summary>The fate of a call.</summary>
    /// <param name="number">1 for the first.</param>
    public Fate Of(int number) => _fateOf(number);

    /// <inheritdoc/>
    public override string ToString() => _name;
}
