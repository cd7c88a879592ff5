namespace YouthFunctions.Reports.Batch.Workbooks;

/// <summary>What a cell holds.</summary>
public enum CellKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A day, or a time of a day.</summary>
    Day,

    /// <summary>TRUE or FALSE.</summary>
    Boolean,

    /// <summary>An error such as <c>#REF!</c>, or something that no program should write.</summary>
    Error,

    /// <summary>A formula whose result the writing program did not store.</summary>
    NoResult,
}
