namespace YouthFunctions.Exports.Datasets;

/// <summary>A column and how it is read from a row.</summary>
public sealed record Column<TRow>(ColumnInfo Info, Func<TRow, Cell> Read);
