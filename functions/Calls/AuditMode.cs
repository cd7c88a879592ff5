namespace YouthFunctions.Calls;

/// <summary>How it is kept who changed what. The pipeline sees to it, so that no handler can forget.</summary>
public enum AuditMode
{
    /// <summary>Nothing is changed.</summary>
    None,

    /// <summary>An entry of the audit trail, begun before the handler runs and completed after: without it nothing is changed.</summary>
    Entry,

    /// <summary>The revision of the report is the entry: it says who, when and why in the very row that it is, and is sealed by
    /// the next. A second row would make each report dearer and tell nothing more.</summary>
    Revision,
}
