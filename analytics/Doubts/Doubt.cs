namespace YouthFunctions.Analytics.Doubts;

/// <summary>What a value is out of proportion to.</summary>
public enum DoubtReason
{
    /// <summary>The unit's own months.</summary>
    History,

    /// <summary>Its target of the year.</summary>
    Target,

    /// <summary>The young people who live there.</summary>
    Population,

    /// <summary>What units beside it bring.</summary>
    Siblings,

    /// <summary>A ratio's two parts seem to be exchanged.</summary>
    PartsExchanged,

    /// <summary>It looks like the year so far, sent as the month.</summary>
    YearToDateAsMonth,
}

/// <summary>That a value should be confirmed. It says nothing about whether it is right.</summary>
/// <param name="Reason">What it is out of proportion to.</param>
/// <param name="Low">The least value of the month that would not be doubted, in the indicator's
/// unit of measure (of a ratio: of the doubted part).</param>
/// <param name="High">The largest one; null where nothing bounds it.</param>
public sealed record Doubt(DoubtReason Reason, decimal Low, decimal? High)
{
    /// <summary>Whether <see cref="Low"/> and <see cref="High"/> speak of a ratio's denominator.</summary>
    public bool IsOfDenominator { get; init; }
}
