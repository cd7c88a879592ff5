using System.Text.Json;
using YouthFunctions.Exports.Datasets;
using static YouthFunctions.Exports.Datasets.ColumnFactory;

namespace YouthFunctions.Exports.Tables;

/// <summary>The data dictionary: every column of every table, from the declarations that the files are written by.</summary>
public static class Codebook
{
    /// <summary>The dictionary as a table of its own.</summary>
    public static Dataset<DictionaryRow> Table { get; } = new(
        "dictionary", new("Từ điển dữ liệu", "Data dictionary"),
        new("Một dòng là một cột của một bảng", "A row is a column of a table"),
        ["table_name", "column_name"],
        [
            Required<DictionaryRow>(
                "table_name", ColumnType.Code, new("Bảng", "Table"), new("Tên bảng", "Name of the table"), row => row.Table.Name),
            Required<DictionaryRow>(
                "position", ColumnType.Integer, new("Thứ tự", "Position"), new("Thứ tự cột, từ 1", "Position of the column, from 1"),
                row => row.Position),
            Required<DictionaryRow>(
                "column_name", ColumnType.Code, new("Cột", "Column"), new("Tên cột", "Name of the column"), row => row.Column.Name),
            Required<DictionaryRow>(
                "type", ColumnType.Code, new("Kiểu", "Type"), new("Kiểu dữ liệu", "Type of the values"), row => TypeName(row.Column.Type),
                allowed: [.. Enum.GetValues<ColumnType>().Select(TypeName)]),
            Required<DictionaryRow>(
                "heading_vi", ColumnType.Text, new("Tiêu đề", "Heading (vi)"), new("Tiêu đề trong bảng tính", "Heading in workbooks"),
                row => row.Column.Heading.Vietnamese),
            Required<DictionaryRow>(
                "heading_en", ColumnType.Text, new("Tiêu đề tiếng Anh", "Heading (en)"), new("Tiêu đề tiếng Anh", "English heading"),
                row => row.Column.Heading.English),
            Required<DictionaryRow>(
                "meaning_vi", ColumnType.Text, new("Ý nghĩa", "Meaning (vi)"), new("Ý nghĩa", "Meaning, in Vietnamese"),
                row => row.Column.Meaning.Vietnamese),
            Required<DictionaryRow>(
                "meaning_en", ColumnType.Text, new("Ý nghĩa tiếng Anh", "Meaning (en)"),
                new("Ý nghĩa bằng tiếng Anh", "Meaning, in English"), row => row.Column.Meaning.English),
            Optional<DictionaryRow>(
                "unit_vi", ColumnType.Text, new("Đơn vị tính", "Unit of measure (vi)"), new("Đếm bằng gì", "What is counted"),
                row => row.Column.UnitOfMeasure?.Vietnamese),
            Optional<DictionaryRow>(
                "unit_en", ColumnType.Text, new("Đơn vị tính tiếng Anh", "Unit of measure (en)"), new("Đếm bằng gì", "What is counted"),
                row => row.Column.UnitOfMeasure?.English),
            Required<DictionaryRow>(
                "is_required", ColumnType.Boolean, new("Luôn có", "Required"), new("Dòng nào cũng có giá trị", "Every row has a value"),
                row => row.Column.IsRequired),
            Optional<DictionaryRow>("allowed", ColumnType.Text, new("Giá trị được dùng", "Allowed values"),
                new("Mọi giá trị có thể có, cách nhau bằng dấu |", "All values that occur, separated by |"),
                row => row.Column.Allowed is { } allowed ? string.Join('|', allowed) : null),
        ]);

    /// <summary>Its rows.</summary>
    public static IEnumerable<DictionaryRow> Rows =>
        AllTables.All.SelectMany(table => table.Columns.Select((column, index) => new DictionaryRow(table, index + 1, column)));

    /// <summary>A type as the dictionary names it.</summary>
    public static string TypeName(ColumnType type) => JsonNamingPolicy.KebabCaseLower.ConvertName(type.ToString());

    /// <summary>The dictionary as Markdown, for the documentation.</summary>
    public static string ToMarkdown() => string.Join("\n\n", AllTables.All.Select(table => string.Join('\n',
    [
        $"### {table.Name}", "", $"{table.Title.Vietnamese} / {table.Title.English}. {table.Description.English}.", "",
        "| column | type | meaning | unit | values |", "|---|---|---|---|---|",
        .. table.Columns.Select(column =>
            $"| `{column.Name}` | {TypeName(column.Type)}{(column.IsRequired ? "" : "?")} | {column.Meaning.Vietnamese}. "
                + $"{column.Meaning.English}. | {column.UnitOfMeasure?.English} | {string.Join(", ", column.Allowed ?? [])} |"),
    ]))) + "\n";
}
