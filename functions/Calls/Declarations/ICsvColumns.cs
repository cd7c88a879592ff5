namespace YouthFunctions.Calls.Declarations;

/// <summary>A reader of CSV files that says which columns it looks for: by this very list it finds them.</summary>
public interface ICsvColumns
{
    /// <summary>The columns, in the order in which a file is best written.</summary>
    static abstract IReadOnlyList<CsvColumn> Columns { get; }
}
