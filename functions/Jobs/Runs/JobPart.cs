namespace YouthFunctions.Jobs.Runs;

/// <summary>What one part of a job is about; what does not matter to the job is null.</summary>
/// <param name="Table">A table.</param>
/// <param name="Year">A year.</param>
/// <param name="Province">A province.</param>
/// <param name="Dataset">A set of data.</param>
/// <param name="From">The first of a table's partitions (inclusive), by the ordinal order of storage; null for all from the first.</param>
/// <param name="To">The last of them (exclusive); null for all to the last.</param>
/// <param name="Month">A month of the year, such as <c>2024-09</c>.</param>
public sealed record JobPart(
    string? Table = null, int? Year = null, string? Province = null, string? Dataset = null, string? From = null, string? To = null,
    string? Month = null)
{
    /// <summary>The part in a few words, for people.</summary>
    public override string ToString() => string.Join(
        ' ',
        new[]
        {
            Table, Year?.ToString(System.Globalization.CultureInfo.InvariantCulture), Month, Province, Dataset, From,
        }.OfType<string>());
}
