using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using YouthFunctions.Reports.Batch.Sheets;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.Tests.Reports.Batch.Sheets;

/// <summary>Writes workbooks of given XML, as no library would let us: wrong types, references, styles and sizes.</summary>
internal static class WorkbookMaker
{
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    /// <summary>A workbook of sheets.</summary>
    /// <param name="sheets">Name, state (empty for visible) and the XML of <c>sheetData</c>, or of a whole worksheet.</param>
    /// <param name="formats">Format codes; style n (from 1) shows the n-th.</param>
    /// <param name="texts">Shared texts.</param>
    /// <param name="is1904">The date system.</param>
    public static byte[] Make(
        (string Name, string State, string Xml)[] sheets, string[]? formats = null, string[]? texts = null, bool is1904 = false) => Make(
        sheets, (formats ?? []).Select((_, index) => 164 + index).ToArray(), formats ?? [],
        texts is null
            ? null
            : string.Concat(texts.Select(text => $"<si><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></si>")), is1904);

    public static byte[] Make((string Name, string State, string Xml)[] sheets, int[] styles, string[] formats, string? texts, bool is1904)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            var parts = sheets.Select(
                (_, index) => $"<Override PartName=\"/xl/worksheets/sheet{index + 1}.xml\" ContentType=\"{Type}worksheet+xml\"/>");
            Write(zip, "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" "
                    + $"ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" "
                    + $"ContentType=\"{Type}sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" "
                    + $"ContentType=\"{Type}styles+xml\"/><Override PartName=\"/xl/sharedStrings.xml\" "
                    + $"ContentType=\"{Type}sharedStrings+xml\"/>{string.Concat(parts)}</Types>");
            Write(zip, "_rels/.rels",
                $"<Relationships xmlns=\"{Package}\"><Relationship Id=\"rId1\" Type=\"{Office}/officeDocument\" "
                    + "Target=\"xl/workbook.xml\"/></Relationships>");
            Write(zip, "xl/_rels/workbook.xml.rels",
                $"<Relationships xmlns=\"{Package}\"><Relationship Id=\"s\" Type=\"{Office}/styles\" Target=\"styles.xml\"/>"
                    + (texts is null ? "" : $"<Relationship Id=\"t\" Type=\"{Office}/sharedStrings\" Target=\"sharedStrings.xml\"/>")
                    + string.Concat(sheets.Select((
                        _,
                        index) => $"<Relationship Id=\"rId{index + 1}\" Type=\"{Office}/worksheet\" "
                            + $"Target=\"worksheets/sheet{index + 1}.xml\"/>")) + "</Relationships>");
            Write(zip, "xl/workbook.xml",
                $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><workbookPr{(is1904 ? " date1904=\"1\"" : "")}/><sheets>"
                    + string.Concat(sheets.Select((
                        sheet,
                        index) => $"<sheet name=\"{SecurityElement.Escape(sheet.Name)}\" "
                            + $"sheetId=\"{index + 1}\"{(sheet.State.Length > 0 ? $" state=\"{sheet.State}\"" : "")} "
                            + $"r:id=\"rId{index + 1}\"/>"))
                    + "</sheets></workbook>");
            Write(zip, "xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><numFmts count=\"{formats.Length}\">"
                + string.Concat(formats.Select(
                    (format, index) => $"<numFmt numFmtId=\"{164 + index}\" formatCode=\"{SecurityElement.Escape(format)}\"/>"))
                + "</numFmts><cellXfs><xf numFmtId=\"0\"/>" + string.Concat(styles.Select(style => $"<xf numFmtId=\"{style}\"/>"))
                + "</cellXfs></styleSheet>");
            if (texts is not null)
                Write(zip, "xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{texts}</sst>");
            for (var index = 0; index < sheets.Length; index++)
                Write(zip, $"xl/worksheets/sheet{index + 1}.xml", Worksheet(sheets[index].Xml));
        }

        return stream.ToArray();
    }

    /// <summary>A worksheet around its rows.</summary>
    public static string Worksheet(string xml) =>
        xml.StartsWith("<?xml", StringComparison.Ordinal) || xml.StartsWith("<worksheet", StringComparison.Ordinal)
            ? xml
            : $"<worksheet xmlns=\"{Main}\"><sheetData>{xml}</sheetData></worksheet>";

    /// <summary>Rows of inline texts, and of numbers where a cell is a number; null leaves a cell out.</summary>
    public static string Rows(params object?[][] rows) => string.Concat(rows.Select((row, index) => Row(index + 1, row)));

    /// <summary>A row.</summary>
    public static string Row(int number, params object?[] cells) =>
        $"<row r=\"{number}\">" + string.Concat(cells.Select((cell, column) => cell switch
        {
            null => "",
            string text when text.StartsWith('<') => text,
            string text => $"<c r=\"{Name(column)}{number}\" t=\"inlineStr\"><is><t "
                + $"xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></is></c>",
            _ => $"<c r=\"{Name(column)}{number}\"><v>{Convert.ToString(cell, CultureInfo.InvariantCulture)}</v></c>",
        })) + "</row>";

    /// <summary>The letters of a column.</summary>
    public static string Name(int column)
    {
        var letters = "";
        for (var rest = column; rest >= 0; rest = (rest / 26) - 1)
            letters = (char)('A' + (rest % 26)) + letters;
        return letters;
    }

    /// <summary>Reads a file's rows.</summary>
    public static async Task<List<SubmittedRow>> ReadAsync(byte[] file, bool isXlsx, NumberStyle style = NumberStyle.Unknown)
    {
        using var stream = new MemoryStream(file, writable: false);
        var rows = new List<SubmittedRow>();
        await foreach (var row in new SheetFile(stream, isXlsx, style).ReadAsync(CancellationToken.None))
            rows.Add(row);
        return rows;
    }

    /// <summary>Reads a CSV file.</summary>
    public static Task<List<SubmittedRow>> CsvAsync(string text, NumberStyle style = NumberStyle.Unknown) =>
        ReadAsync(Encoding.UTF8.GetBytes(text), false, style);

    /// <summary>A row in short: <c>01 2024-05 trees-planted=5</c>, then its faults with their places.</summary>
    public static string Short(SubmittedRow row) => string.Join(' ', new[]
    {
        row.Report is null ? "-" : $"{row.Report.Unit?.Value} {row.Report.Period?.Value}",
    }.Concat((row.Report?.Values ?? [])
        .Select(value => $"{value.Code.Value}="
            + $"{(value.IsBroken ? "?" : string.Join('/', new[] { value.Amount, value.YearToDate, value.Numerator, value.Denominator }
            .OfType<Submitted<decimal>>().Select(number => number.Value.ToString(CultureInfo.InvariantCulture))))}"))
        .Concat(row.Faults.Select(fault => $"[{fault.Pointer}:{fault.Code}]")));

    /// <summary>The bytes of a file in <c>Data/cases</c>.</summary>
    public static byte[] Case(string path) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Reports", "Data", "cases", path));

    private static void Write(ZipArchive zip, string name, string text)
    {
        using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        entry.Write(Encoding.UTF8.GetBytes(text));
    }
}
