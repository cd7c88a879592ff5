namespace YouthFunctions.Analytics.Doubts;

/// <summary>What a month's amount can be held against. What is doubted itself is no evidence and is left out, as null.</summary>
/// <param name="Month">The month of the amount, 1 to 12.</param>
/// <param name="ThisYear">The unit's twelve months of the year, January first; null where unknown, and in the month itself.</param>
/// <param name="Earlier">Its twelve months in each of the years before, the latest year first; may be empty.</param>
public sealed record FlowEvidence(int Month, IReadOnlyList<decimal?> ThisYear, IReadOnlyList<IReadOnlyList<decimal?>> Earlier)
{
    /// <summary>The unit's target of the year; null when none is set.</summary>
    public decimal? Target { get; init; }

    /// <summary>How many people live there of whom the indicator speaks; null where unknown, or where
    /// it does not count what people do.</summary>
    public decimal? Population { get; init; }

    /// <summary>The largest month that any unit beside it has had; null where unknown.</summary>
    public decimal? SiblingMonth { get; init; }

    /// <summary>The smallest amount that makes a difference: 1 for counts, a million for VND.</summary>
    public decimal Step { get; init; } = 1;

    /// <summary>How many months the amount stands for, from 1: more after silent months, when it came as a year-to-date figure.</summary>
    public int MonthsCovered { get; init; } = 1;
}

/// <summary>What a month's ratio can be held against.</summary>
/// <param name="Month">The month of the ratio, 1 to 12.</param>
/// <param name="ThisYear">The unit's twelve months of the year; null where unknown or doubted, and in the month itself.</param>
/// <param name="LastYear">Its twelve months of the year before; may be empty.</param>
/// <param name="IsLevel">Whether the latest month stands for the year so far; otherwise months add up.</param>
public sealed record RatioEvidence(int Month, IReadOnlyList<RatioParts?> ThisYear, IReadOnlyList<RatioParts?> LastYear, bool IsLevel)
{
    /// <summary>How many people live there of whom the denominator could be a part; null where unknown.</summary>
    public decimal? Population { get; init; }

    /// <summary>The largest denominator that any unit beside it has stated; null where unknown.</summary>
    public decimal? SiblingDenominator { get; init; }
}

/// <summary>The two parts of a ratio as written, whichever is the greater.</summary>
public readonly record struct RatioParts(decimal Numerator, decimal Denominator);
