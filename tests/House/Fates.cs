namespace YouthFunctions.Tests.House;

/// <summary>What becomes of a storage call on a bad line.</summary>
internal enum Fate
{
    /// <summary>It is carried out and answered.</summary>
    Good,

    /// <summary>It never arrives.</summary>
    NeverSent,

    /// <summary>It is carried out, and the answer is lost.</summary>
    AnswerLost,

    /// <summary>It is carried out, and answered 503.</summary>
    Busy,
}

/// <summary>Draws fates; the same seed draws the same ones in the same order.</summary>
/// <param name="failures">The share of calls that fail, 0 to 1.</param>
/// <param name="seed">Of the draw.</param>
internal sealed class Fates(double failures, int seed)
{
    private readonly Random _chance = new(seed);
    private readonly Lock _lock = new();

    /// <summary>The next call's.</summary>
    public Fate Next()
    {
        lock (_lock)
            return _chance.NextDouble() >= failures ? Fate.Good : (Fate)_chance.Next(1, 4);
    }
}
