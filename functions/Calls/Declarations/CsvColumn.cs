namespace YouthFunctions.Calls.Declarations;

/// <summary>A column that a reader of a CSV file looks for.</summary>
/// <param name="Name">Its name in the first line.</param>
/// <param name="Meaning">What stands in it.</param>
/// <param name="IsRequired">Whether a file without it is refused.</param>
public sealed record CsvColumn(string Name, string Meaning, bool IsRequired)
{
    /// <summary>The names of those without which a file is refused, for a sentence.</summary>
    public static string Required(IEnumerable<CsvColumn> columns) =>
        string.Join(", ", columns.Where(column => column.IsRequired).Select(column => column.Name));
}
