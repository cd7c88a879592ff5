using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Exports.Datasets;

/// <summary>A table of the export, declared once; files of every format, the dictionary and the schemas come from it.</summary>
/// <param name="Name">The folder of its files; kebab-case.</param>
/// <param name="Title">For lists.</param>
/// <param name="Description">What a row is.</param>
/// <param name="Columns">In order.</param>
/// <param name="Key">The columns that name a row; empty when rows have no name of their own.</param>
public abstract record Dataset(string Name, Text Title, Text Description, IReadOnlyList<ColumnInfo> Columns, IReadOnlyList<string> Key)
{
    /// <summary>Whether it is written as plain CSV alone, without a byte order mark: an exchange format of others.</summary>
    public bool IsExchange { get; init; }
}

/// <summary>A table with rows of a type.</summary>
public sealed record Dataset<TRow>(
    string Name, Text Title, Text Description, IReadOnlyList<string> Key, IReadOnlyList<Column<TRow>> Read)
    : Dataset(Name, Title, Description, [.. Read.Select(column => column.Info)], Key);
