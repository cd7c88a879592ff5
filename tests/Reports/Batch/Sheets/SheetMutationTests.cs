using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit.Abstractions;
using YouthFunctions.Reports.Batch.Sheets;
using YouthFunctions.Reports.Wire;
using YouthFunctions.Tests.Rooms;
using static YouthFunctions.Tests.Reports.Batch.Sheets.WorkbookMaker;

namespace YouthFunctions.Tests.Reports.Batch.Sheets;

/// <summary>
/// Sheets that no program would write. What is read of them must stand in them: an independent reader of the same XML, which
/// knows no limits and no rules, finds the same unit, month and number in the same row, under the heading of the indicator.
/// </summary>
[Trait("Category", "siege")]
public sealed partial class SheetMutationTests(ITestOutputHelper output)
{
    // YOUTHFUNCTIONS_MUTATIONS=50000 tries more.
    private static readonly int Cases = int.Parse(
        Environment.GetEnvironmentVariable("YOUTHFUNCTIONS_MUTATIONS") ?? "10000", System.Globalization.CultureInfo.InvariantCulture);
    private static readonly string[] Formats = ["mm/yyyy", "dd/mm/yyyy", "0%", "#,##0,", "00", "h:mm"];
    private static readonly string[] Texts = ["unit", "period", "trees-planted", "volunteer-turns", "01", "2024-05", "1.234.567", "50.000",
        "T6/2024", "01-001"];

    private static readonly string[] Tokens =
    [
        "t=\"s\"", "t=\"n\"", "t=\"str\"", "t=\"b\"", "t=\"e\"", "t=\"d\"", "t=\"inlineStr\"", "s=\"1\"", "s=\"2\"", "s=\"3\"", "s=\"4\"",
        "s=\"5\"", "s=\"6\"", "s=\"99\"",
        "r=\"A2\"", "r=\"C3\"", "r=\"D2\"", "r=\"3\"", "r=\"9\"", "r=\"XFD1048576\"", "<v>5</v>", "<v>", "</v>", "<f>A1</f>", "<c>", "</c>",
        "</row><row>", "<row>", "</row>",
        "<c><v>7</v></c>", "<c t=\"str\"><v>02</v></c>", "<c t=\"s\"><v>2</v></c>", "<is><t>8</t></is>", "<!-- -->", "<![CDATA[6]]>",
        "&#49;", "&amp;", "9", "0", ".", ",", "-", "E5", " ", "_x0031_", "\u00a0",
        "<extLst><c><v>3</v></c></extLst>", "<x:c xmlns:x=\"other\"><v>4</v></x:c>", "</sheetData><sheetData>", "xml:space=\"preserve\"",
        "hidden=\"1\"", "\0", "<", ">", "\"",
    ];

    private static readonly string[] Seeds =
    [
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>2</v></c><c r=\"D1\" "
        + "t=\"s\"><v>3</v></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>4</v></c><c r=\"B2\" t=\"s\"><v>5</v></c><c "
        + "r=\"C2\"><v>120</v></c><c r=\"D2\"><f>C2*2</f><v>240</v></c></row><row r=\"3\"><c r=\"A3\" t=\"s\"><v>9</v></c><c r=\"B3\" "
        + "s=\"1\"><v>45413</v></c><c r=\"C3\" t=\"s\"><v>6</v></c><c r=\"D3\" s=\"3\"><v>0.5</v></c></row>",
        "<row><c t=\"str\"><v>volunteer-turns</v></c><c t=\"inlineStr\"><is><t>Period</t></is></c><c/><c t=\"str\"><v>Mã "
        + "[unit]</v></c></row><row><c><v>31</v></c><c t=\"d\"><v>2024-05-01</v></c><c s=\"1\"/><c s=\"5\"><v>1</v></c></row>"
        + "<row r=\"7\"><c><v>5.5</v></c><c t=\"str\"><v>T6/2024</v></c><c r=\"D7\" "
        + "t=\"inlineStr\"><is><r><t>01</t></r><r><t>-002</t></r></is></c></row>",
    ];

    private static string Mutated(Random chance)
    {
        var xml = Seeds[chance.Next(Seeds.Length)];
        for (var left = chance.Next(1, 4); left > 0 && xml.Length > 0; left--)
        {
            var index = chance.Next(xml.Length);
            var length = Math.Min(chance.Next(1, 40), xml.Length - index);
            var cells = Cells().Matches(xml);
            var cell = cells.Count > 0 ? cells[chance.Next(cells.Count)] : null;
            var attributes = Attributes().Matches(xml);
            var attribute = attributes.Count > 0 ? attributes[chance.Next(attributes.Count)] : null;
            xml = chance.Next(10) switch
            {
                0 => xml.Remove(index, length),
                1 => xml.Insert(index, Tokens[chance.Next(Tokens.Length)]),
                2 => xml.Insert(index, xml.Substring(index, length)),
                3 => string.Concat(xml.AsSpan(0, index), ((char)chance.Next(32, 127)).ToString(), xml.AsSpan(index + 1)),
                4 or 5
                    when attribute is not null => xml.Remove(attribute.Index, attribute.Length)
                        .Insert(attribute.Index, chance.Next(3) == 0 ? "" : " " + Tokens[chance.Next(20)]),
                6 when cell is not null => xml.Insert(cell.Index, cell.Value),
                7 when cell is not null => xml.Remove(cell.Index, cell.Length),
                8 when cell is not null => xml.Remove(cell.Index, cell.Length).Insert(cells[0].Index, cell.Value),
                _ when attribute is not null => xml.Insert(attribute.Index, " " + Tokens[chance.Next(20)]),
                _ => xml,
            };
        }

        return xml;
    }

    [Fact]
    public async Task What_is_read_of_mutated_sheets_stands_in_them()
    {
        var (chance, values, faults, silent) = (new Random(14), 0, 0, 0);
        for (var number = 0; number < Cases; number++)
        {
            var xml = Mutated(chance);
            using var stream = new MemoryStream(Make([("Sheet1", "", xml)], Formats, Texts));
            var file = new SheetFile(stream, true, NumberStyle.Unknown);
            var rows = new List<SubmittedRow>();
            await foreach (var row in file.ReadAsync(CancellationToken.None))
                rows.Add(row);

            Assert.True(file.Count.Bytes < 100_000 && file.Count.Cells < 1_000 && rows.Count < 100, xml);
            faults += rows.Count(row => row.Faults.Count > 0);
            silent += rows.Count == 0 ? 1 : 0;
            var found = rows.Where(row => row.Report is not null && row.Faults.Count == 0)
                .SelectMany(row => row.Report!.Values.Where(value => !value.IsBroken), (row, value) => (row.Report!, value)).ToArray();
            if (found.Length == 0)
                continue;
            values += found.Length;
            var sheet = new PlainSheet(Worksheet(xml));
            Assert.All(found, pair => AssertStands(pair.Item1, pair.value, sheet, xml));
        }

        output.WriteLine($"{Cases} sheets: {values} values read, {faults} rows with faults, {silent} sheets with neither");
        Assert.True(values > Cases / 4 && faults > Cases / 4);
        Assert.Equal(0, silent);
    }

    private static void AssertStands(SubmittedReport report, SubmittedValue value, PlainSheet sheet, string xml)
    {
        var sent = value.Amount ?? value.YearToDate!.Value;
        var (column, row) = Place(sent.Pointer);
        Assert.True(sheet.Texts(row, column).Any(text => Number(text) == sent.Value), $"{sent} in {xml}");
        Assert.True(
            sheet.Column(column).Any(text => text.Contains(value.Code.Value, StringComparison.OrdinalIgnoreCase)),
            $"{value.Code} in {xml}");
        if (report.Unit is { } unit)
            Assert.True(
                sheet.Texts(row, Place(unit.Pointer).Column)
                    .Any(text => text.Trim() == unit.Value
                        || (Number(text) is { } code && unit.Value.TrimStart('0') == Plain(code).TrimStart('0'))), $"{unit} in {xml}");
        if (report.Period is { } period)
            Assert.True(
                sheet.Texts(row, Place(period.Pointer).Column)
                    .Any(text => text.Trim() == period.Value || Months(text).Contains(period.Value)), $"{period} in {xml}");
    }

    private static decimal? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1e16
            ? (decimal)number
            : NumberText.Parse(text, NumberStyle.Unknown, NumberStyle.Vietnamese);

    private static string Plain(decimal number) => number.ToString("0.##########", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Months(string text)
    {
        if (MonthText.Parse(text) is { Kind: MonthTextKind.Month } month)
            yield return month.Month.ToString();
        if (DateTime.TryParse(text, CultureInfo.InvariantCulture, out var day))
            yield return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 2_000_000)
        {
            var serial = DateTime.FromOADate(number < 60 ? number + 1 : number);
            foreach (var format in new[] { "yyyy-MM", "yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ss" })
                yield return serial.ToString(format, CultureInfo.InvariantCulture);
            yield return Plain((decimal)number);
        }
    }

    private static (int Column, int Row) Place(string pointer)
    {
        var match = Reference().Match(pointer);
        return (match.Groups[1].Value.Aggregate(0, (column, letter) => (column * 26) + letter - 'A' + 1) - 1,
            int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex("<c[ >].*?</c>")]
    private static partial Regex Cells();

    [GeneratedRegex(" [rst]=\"[^\"]*\"")]
    private static partial Regex Attributes();

    [GeneratedRegex("!([A-Z]+)([0-9]+)$")]
    private static partial Regex Reference();

    // Reads a sheet with LINQ to XML: each cell's texts by place, whatever is written twice. A sheet that breaks off is
    // closed where it breaks.
    private sealed class PlainSheet
    {
        private readonly List<(int Column, int Row, string Text)> _cells = [];

        public PlainSheet(string xml)
        {
            var row = 0;
            foreach (var element in Elements(xml, "row"))
            {
                row = int.TryParse(Attribute(element, "r"), out var stated) ? stated : row + 1;
                var column = -1;
                foreach (var cell in element.Elements().Where(child => child.Name.LocalName == "c"))
                {
                    column = Attribute(cell, "r") is { } pointer && Reference().IsMatch("!" + pointer)
                        ? Place("!" + pointer).Column
                        : column + 1;
                    var text = string.Concat(
                        cell.Elements().Where(child => child.Name.LocalName is "v" or "is").Select(child => child.Value));
                    _cells.Add((column, row, text));
                    if (text is "0" or "1" or "true" or "false")
                        _cells.Add((column, row, text is "1" or "true" ? "TRUE" : "FALSE"));
                    if (int.TryParse(text, out var index) && index >= 0 && index < WorkbookTexts.Length)
                        _cells.Add((column, row, WorkbookTexts[index]));
                    _cells.Add((column, row,
                        Regex.Replace(
                            text, "_x([0-9A-Fa-f]{4})_", match => ((char)Convert.ToInt32(match.Groups[1].Value, 16)).ToString())));
                }
            }
        }

        private static string[] WorkbookTexts => SheetMutationTests.Texts;

        public IEnumerable<string> Texts(int row, int column) =>
            _cells.Where(cell => cell.Row == row && cell.Column == column).Select(cell => cell.Text);

        public IEnumerable<string> Column(int column) => _cells.Where(cell => cell.Column == column).Select(cell => cell.Text);

        private static string? Attribute(XElement element, string name) =>
            element.Attributes().FirstOrDefault(attribute => attribute.Name == name)?.Value;

        private static IEnumerable<XElement> Elements(string xml, string name)
        {
            for (var end = xml.Length; end > 0; end = xml.LastIndexOf('<', end - 1))
            {
                XElement sheet;
                try
                {
                    sheet = XElement.Parse(
                        end == xml.Length ? xml : xml[..end] + "</sheetData></worksheet>", LoadOptions.PreserveWhitespace);
                }
                catch (System.Xml.XmlException)
                {
                    continue;
                }

                return sheet.Descendants().Where(element => element.Name.LocalName == name);
            }

            return [];
        }
    }
}
