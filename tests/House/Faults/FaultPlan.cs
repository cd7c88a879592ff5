namespace YouthFunctions.Tests.House.Faults;

/// <summary>Which storage call meets which fate. A plan is asked once a call, in turn, retries too.</summary>
public sealed class FaultPlan
{
    private readonly Func<int, FaultKind> _kindOf;
    private readonly string _name;

    private FaultPlan(string name, Func<int, FaultKind> kindOf) => (_name, _kindOf) = (name, kindOf);

    /// <summary>All goes well.</summary>
    public static FaultPlan None { get; } = new("no fault", _ => FaultKind.None);

    /// <summary>One fate at a call, and at those after it.</summary>
    /// <param name="number">The call, 1 for the first.</param>
    /// <param name="fault">What becomes of it.</param>
    /// <param name="times">How many calls in a row; the SDK tries a call four times, so that five outlast it.</param>
    public static FaultPlan At(int number, FaultKind fault, int times = 1) =>
        new($"{fault} at call {number}, {times} times", call => call >= number && call < number + times ? fault : FaultKind.None);

    /// <summary>Fates drawn at random; the same seed draws the same ones in the same order.</summary>
    /// <param name="seed">Of the draw.</param>
    /// <param name="share">The share of calls that do not go well, 0 to 1.</param>
    /// <param name="kinds">Those to draw from; each is as likely as the other.</param>
    public static FaultPlan Random(int seed, double share, IReadOnlyList<FaultKind> kinds)
    {
        var chance = new Random(seed);
        var guard = new Lock();
        return new FaultPlan($"seed {seed}", _ =>
        {
            lock (guard)
                return chance.NextDouble() >= share ? FaultKind.None : kinds[chance.Next(kinds.Count)];
        });
    }

    /// <summary>The fate of a call.</summary>
    /// <param name="number">1 for the first.</param>
    public FaultKind KindOf(int number) => _kindOf(number);

    /// <inheritdoc/>
    public override string ToString() => _name;
}
