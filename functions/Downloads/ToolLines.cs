using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Tables;

namespace YouthFunctions.Downloads;

/// <summary>Lines that read a table into a tool, to be copied: those of the documentation, over links to its CSV files. These have every
/// column; a Parquet file leaves the year and the province to its folders, which a link does not show.</summary>
/// <param name="Dataset">The table.</param>
/// <param name="Links">The links to its CSV files.</param>
/// <param name="Until">Until when the links work.</param>
public sealed record ToolLines(Dataset Dataset, IReadOnlyList<string> Links, DateTimeOffset Until)
{
    /// <summary>For Excel: Data, from web, advanced editor.</summary>
    public string PowerQuery => $$"""
        Table.Combine(List.Transform(
            { {{Join('"')}} },
            (link) => {{ReadingLines.PowerQuery(Dataset, "Web.Contents(link)")}}))
        """;

    /// <summary>For Python with pandas.</summary>
    public string Python => $"""
        import pandas
        links = [{Join('"')}]
        {Name} = pandas.concat([{ReadingLines.Pandas(Dataset, "link")} for link in links], ignore_index=True)
        """;

    /// <summary>For R with readr.</summary>
    public string R => $"{Name} <- {ReadingLines.R(Dataset, $"c({Join('"')})")}";

    /// <summary>For DuckDB.</summary>
    public string DuckDb => ReadingLines.DuckDbCsv(Dataset, $"[{Join('\'')}]");

    private string Name => Dataset.Name.Replace('-', '_');

    private string Join(char quote) => string.Join(", ", Links.Select(link => $"{quote}{link}{quote}"));
}
