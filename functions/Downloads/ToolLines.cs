using YouthFunctions.Exports.Datasets;

namespace YouthFunctions.Downloads;

/// <summary>Lines that read a table into a tool, to be copied. Codes of units are texts there: a tool that guesses makes 1 of 01.</summary>
/// <param name="Dataset">The table.</param>
/// <param name="Csv">The links to its CSV files.</param>
/// <param name="Parquet">The links to its Parquet files; none for a table that has none.</param>
/// <param name="Until">Until when the links work.</param>
public sealed record ToolLines(Dataset Dataset, IReadOnlyList<string> Csv, IReadOnlyList<string> Parquet, DateTimeOffset Until)
{
    private IEnumerable<string> TextColumns =>
        Dataset.Columns.Where(column => column.Type is ColumnType.Code or ColumnType.Text).Select(column => column.Name);

    /// <summary>For Excel: Data, from web, advanced editor.</summary>
    public string PowerQuery => $$"""
        let
            Links = { {{Quoted(Csv)}} },
            Read = (link) => Table.PromoteHeaders(
                Csv.Document(Web.Contents(link), [Delimiter = ",", Encoding = 65001]), [PromoteAllScalars = true]),
            Rows = Table.Combine(List.Transform(Links, Read)),
            Typed = Table.TransformColumnTypes(Rows, { {{string.Join(", ", TextColumns.Select(name => $"{{\"{name}\", type text}}"))}} })
        in
            Typed
        """;

    /// <summary>For Python with pandas.</summary>
    public string Python => Parquet.Count > 0
        ? $"""
          import pandas as pd
          links = [{Quoted(Parquet)}]
          {Name} = pd.concat((pd.read_parquet(link) for link in links), ignore_index=True)
          """
        : $$"""
          import pandas as pd
          links = [{{Quoted(Csv)}}]
          texts = { {{string.Join(", ", TextColumns.Select(name => $"\"{name}\": str"))}} }
          {{Name}} = pd.concat((pd.read_csv(link, dtype=texts) for link in links), ignore_index=True)
          """;

    /// <summary>For R with readr.</summary>
    public string R => $"""
        library(readr)
        links <- c({Quoted(Csv)})
        {Name} <- read_csv(links, col_types = cols({string.Join(", ", TextColumns.Select(name => $"{name} = col_character()"))}))
        """;

    /// <summary>For DuckDB.</summary>
    public string DuckDb => Parquet.Count > 0
        ? $"SELECT * FROM read_parquet([{string.Join(", ", Parquet.Select(link => $"'{link}'"))}]);"
        : $"SELECT * FROM read_csv([{string.Join(", ", Csv.Select(link => $"'{link}'"))}], types = {{{string.Join(
            ", ", TextColumns.Select(name => $"'{name}': 'VARCHAR'"))}}});";

    private string Name => Dataset.Name.Replace('-', '_');

    private static string Quoted(IEnumerable<string> links) => string.Join(", ", links.Select(link => $"\"{link}\""));
}
