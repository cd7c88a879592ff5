namespace YouthFunctions.Reports.Batch.Sheets;

/// <summary>A column: what it holds and, for values, of which indicator.</summary>
public sealed record Column(ColumnKind Kind, string Indicator)
{
    /// <summary>Whether its cells are numbers.</summary>
    public bool IsNumber =>
        Kind is ColumnKind.Amount or ColumnKind.YearToDate or ColumnKind.Numerator or ColumnKind.Denominator or ColumnKind.Replaces;
}
