using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Demo.Simulation;

/// <summary>That a level falls from a month on: in part, and often for a time only.</summary>
/// <param name="From">The first weak month, 2 to 11.</param>
/// <param name="Until">The last weak month; 12 without recovery.</param>
/// <param name="Factor">What is still brought, as a share of usual.</param>
internal sealed record LevelShift(int From, int Until, double Factor)
{
    // Falls that stand out of the noise have a median of 0.39 of the level on both panels (exp -0.95); half of these are larger.
    private const double Mildest = 0.35;
    private const double Hardest = 1.55;

    /// <summary>The shift of a year; null for most.</summary>
    /// <param name="draws">The draws.</param>
    /// <param name="share">How often there is one.</param>
    /// <param name="recoveryShare">How often it ends within the year.</param>
    /// <param name="of">Whose level, of which indicator.</param>
    /// <param name="year">The year.</param>
    public static LevelShift? Draw(Draws draws, double share, double recoveryShare, string of, int year)
    {
        double Uniform(string what) => draws.Uniform($"shift {what} {of} {year}");
        if (Uniform("is") >= share)
            return null;
        var from = 2 + (int)(Uniform("from") * 10);
        var until = Uniform("recovers") < recoveryShare ? Math.Min(12, from + 1 + (int)(Uniform("length") * 4)) : 12;
        return new LevelShift(from, until, Math.Exp(-Mildest - (Uniform("size") * (Hardest - Mildest))));
    }

    /// <summary>What is brought in a month, as a share of usual.</summary>
    public double In(int month) => month >= From && month <= Until ? Factor : 1;
}
