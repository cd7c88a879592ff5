namespace YouthFunctions.Forecasting.Backtesting;

/// <summary>What was unusual about a series when it was forecast, from what was known then; none, or several.</summary>
[Flags]
public enum SeriesTraits
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>At most three years before.</summary>
    Short = 1,

    /// <summary>The same value in every month of the two years before.</summary>
    Constant = 2,

    /// <summary>At least half of the months of the three years before brought nothing, and some month did bring something.</summary>
    Intermittent = 4,

    /// <summary>Nothing came in the year before, and something has come since.</summary>
    Revived = 8,

    /// <summary>The year to date is below half of last year's.</summary>
    Shrinking = 16,

    /// <summary>The year to date is more than twice last year's, which was not nothing.</summary>
    Growing = 32,
}
