using YouthFunctions.Exports.Datasets;

namespace YouthFunctions.Exports;

/// <summary>What happened to a row between two snapshots.</summary>
/// <param name="Table">Of which table.</param>
/// <param name="Change">added, corrected, withdrawn or re-forecast.</param>
/// <param name="Before">The former row; null when added.</param>
/// <param name="After">The later row; null when withdrawn.</param>
public readonly record struct ChangeRow(Dataset Table, string Change, Cell[]? Before, Cell[]? After)
{
    /// <summary>A value that both rows share.</summary>
    public Cell SharedValue(string column) => (After ?? Before) is { } row ? Value(row, column) : default;

    /// <summary>A value of the former row.</summary>
    public Cell OldValue(string column) => Before is { } row ? Value(row, column) : default;

    /// <summary>A value of the later row.</summary>
    public Cell NewValue(string column) => After is { } row ? Value(row, column) : default;

    private Cell Value(Cell[] row, string column)
    {
        for (var ordinal = 0; ordinal < row.Length; ordinal++)
            if (Table.Columns[ordinal].Name == column)
                return row[ordinal];
        return default;
    }
}
