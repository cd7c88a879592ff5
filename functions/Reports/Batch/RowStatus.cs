namespace YouthFunctions.Reports.Batch;

/// <summary>What became of a row.</summary>
public enum RowStatus
{
    /// <summary>It is a new revision.</summary>
    Stored,

    /// <summary>It would be one, if this were no trial.</summary>
    Valid,

    /// <summary>It was stored before, or changes nothing.</summary>
    Unchanged,

    /// <summary>A row of the template that was not filled in.</summary>
    Skipped,

    /// <summary>Another revision is current than the row says.</summary>
    Conflict,

    /// <summary>It breaks rules, or cannot be read.</summary>
    Refused,
}
