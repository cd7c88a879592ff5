namespace YouthFunctions.Exports.Datasets;

/// <summary>What a column holds, in every format.</summary>
public enum ColumnType
{
    /// <summary>A code out of a list; ASCII without anything that a spreadsheet would take for a formula.</summary>
    Code,

    /// <summary>Words; NFC.</summary>
    Text,

    /// <summary>A whole number of 32 bits.</summary>
    Integer,

    /// <summary>An exact number of at most <see cref="Cell.Scale"/> decimals.</summary>
    Decimal,

    /// <summary>A 64-bit floating-point number: forecasts only.</summary>
    Number,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A calendar day.</summary>
    Date,

    /// <summary>An instant, UTC, to the millisecond.</summary>
    Instant,
}
