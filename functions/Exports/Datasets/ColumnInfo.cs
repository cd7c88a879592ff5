using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Exports.Datasets;

/// <summary>A column as the dictionary describes it.</summary>
/// <param name="Name">In CSV and Parquet; snake_case, and a contract within a major version of the schema.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Heading">In workbooks.</param>
/// <param name="Meaning">A sentence for people who did not make it.</param>
/// <param name="IsRequired">Whether every row has a value.</param>
/// <param name="UnitOfMeasure">What is counted; null where nothing is.</param>
/// <param name="Allowed">All values that occur; null when they are not a short list.</param>
public sealed record ColumnInfo(
    string Name, ColumnType Type, Text Heading, Text Meaning, bool IsRequired, Text? UnitOfMeasure, IReadOnlyList<string>? Allowed);
