namespace YouthFunctions.Reports.Batch.Sheets;

/// <summary>What a column of a sheet holds.</summary>
public enum ColumnKind
{
    /// <summary>The number of the row, for people.</summary>
    Ignored,

    /// <summary>The unit's code.</summary>
    Unit,

    /// <summary>The unit's name; it must fit the code.</summary>
    Name,

    /// <summary>The month.</summary>
    Period,

    /// <summary>An amount of the month.</summary>
    Amount,

    /// <summary>An amount from January on.</summary>
    YearToDate,

    /// <summary>Of a ratio.</summary>
    Numerator,

    /// <summary>Of a ratio.</summary>
    Denominator,

    /// <summary>The revision replaced.</summary>
    Replaces,

    /// <summary>Why something is corrected.</summary>
    Reason,
}
