using YouthFunctions.Reports.Batch.Workbooks;
using YouthFunctions.Tests.House;
using static YouthFunctions.Tests.Reports.Batch.Sheets.WorkbookMaker;

namespace YouthFunctions.Tests.Reports.Batch.Sheets;

public sealed class WorkbookTests
{
    private static readonly object?[] Head = ["unit", "period", "trees-planted"];

    private static async Task<string[]> ShortAsync(byte[] file) => [.. (await ReadAsync(file, true)).Select(Short)];

    private static Task<string[]> CellAsync(string cell, string[]? formats = null, string[]? texts = null, bool is1904 = false) =>
        ShortAsync(Make([("Sheet1", "", Rows(Head, ["01", "2024-05", cell]))], formats, texts, is1904));

    private static async Task<string> PeriodAsync(string cell, string[] formats, bool is1904 = false) =>
        (await ReadAsync(Make([("Sheet1", "", Rows(Head, ["01", cell, 5]))], formats, null, is1904), true))[0].Report!.Period!.Value.Value;

    [Theory]
    [InlineData("<c r=\"C2\"><v>5</v></c>", "=5")]
    [InlineData("<c><v>5</v></c>", "=5")]
    [InlineData("<c r=\"C2\" t=\"n\"><v>5.0E+1</v></c>", "=50")]
    [InlineData("<c r=\"C2\"><v>0.30000000000000004</v></c>", "=0.3")]
    [InlineData("<c r=\"C2\"><v>12345678901</v></c>", "=12345678901")]
    [InlineData("<c r=\"C2\" t=\"s\"><v>0</v></c>", "=7")]
    [InlineData("<c r=\"C2\" t=\"inlineStr\"><is><r><t>1</t></r><r><t>2</t></r><rPh><t>9</t></rPh></is></c>", "=12")]
    [InlineData("<c r=\"C2\" t=\"str\"><f>A1</f><v>5</v></c>", "=5")]
    [InlineData("<c r=\"C2\"><f>A1</f><v>5</v></c>", "=5")]
    [InlineData("<c r=\"C2\"><v><![CDATA[5]]></v></c>", "=5")]
    [InlineData("<c r=\"C2\"><v>&#53;</v></c>", "=5")]
    [InlineData("<c r=\"C2\"><f>A1</f></c>", "=? [Sheet1!C2:cell.no-result]")]
    [InlineData("<c r=\"C2\"><f>A1</f><v/></c>", "=? [Sheet1!C2:cell.no-result]")]
    [InlineData("<c r=\"C2\"><f t=\"shared\" si=\"0\"/><v></v></c>", "=? [Sheet1!C2:cell.no-result]")]
    [InlineData("<c r=\"C2\" t=\"e\"><v>#REF!</v></c>", "=? [Sheet1!C2:cell.error]")]
    [InlineData("<c r=\"C2\" t=\"b\"><v>1</v></c>", "=? [Sheet1!C2:number.unreadable]")]
    [InlineData("<c r=\"C2\" t=\"d\"><v>2024-05-01</v></c>", "=? [Sheet1!C2:number.date]")]
    [InlineData("<c r=\"C2\" t=\"s\"><v>9</v></c>", "=? [Sheet1!C2:cell.error]")]
    [InlineData("<c r=\"C2\" t=\"s\"><v>-1</v></c>", "=? [Sheet1!C2:cell.error]")]
    [InlineData("<c r=\"C2\" t=\"inlineStr\"><v>5</v></c>", "=? [Sheet1!C2:cell.error]")]
    [InlineData("<c r=\"C2\"><is><t>5</t></is></c>", "=? [Sheet1!C2:cell.error]")]
    [InlineData("<c r=\"C2\" t=\"x\"><v>5</v></c>", "=? [Sheet1!C2:cell.error]")]
    [InlineData("<c r=\"C2\" s=\"9\"><v>5</v></c>", "=? [Sheet1!C2:cell.error]")]
    [InlineData("<c r=\"C2\"><v>NaN</v></c>", "=? [Sheet1!C2:cell.error]")]
    [InlineData("<c r=\"C2\"><v>1E+400</v></c>", "=? [Sheet1!C2:cell.error]")]
    [InlineData("<c r=\"C2\"><v>1E+17</v></c>", "=? [Sheet1!C2:number.too-long]")]
    [InlineData("<c r=\"C2\" t=\"inlineStr\"><is><t>50.000</t></is></c>", "=? [Sheet1!C2:number.ambiguous]")]
    public async Task A_cell_is_what_its_type_says_or_a_fault(string cell, string read) =>
        Assert.Equal(["01 2024-05 trees-planted" + read], await CellAsync(cell, texts: ["7"]));

    [Theory]
    [InlineData("<c r=\"C2\" t=\"str\"><f>A1</f><v></v></c>")]
    [InlineData("<c r=\"C2\" s=\"0\"/>")]
    [InlineData("<c r=\"C2\"><v></v></c>")]
    [InlineData("<c r=\"C2\" t=\"inlineStr\"><is><t> </t></is></c>")]
    public async Task An_empty_cell_is_unknown(string cell) => Assert.Equal(["01 2024-05"], await CellAsync(cell));

    [Theory]
    [InlineData("0", "5", "=5")]
    [InlineData("#,##0", "50000", "=50000")]
    [InlineData("#,##0.00_);[Red](#,##0.00)", "50000", "=50000")]
    [InlineData("_-* #,##0\\ \"₫\"_-;-* #,##0\\ \"₫\"_-;_-* \"-\"??\\ \"₫\"_-;_-@_-", "5", "=5")]
    [InlineData("[$₫-42A]#,##0", "5", "=5")]
    [InlineData("[$VND] #,##0", "5", "=5")]
    [InlineData("0\" người\"", "5", "=5")]
    [InlineData("General", "5", "=5")]
    [InlineData("@", "5", "=5")]
    [InlineData("0.00E+00", "5", "=5")]
    [InlineData("# ?/?", "0.5", "=0.5")]
    [InlineData("0%", "0.5", "=? [Sheet1!C2:number.ambiguous]")]
    [InlineData("0%", "0", "=0")]
    [InlineData("0.0 %", "0.5", "=? [Sheet1!C2:number.ambiguous]")]
    [InlineData("\"%\"0", "5", "=5")]
    [InlineData("#,##0,", "50000", "=? [Sheet1!C2:number.ambiguous]")]
    [InlineData("0.0,,", "5000000", "=? [Sheet1!C2:number.ambiguous]")]
    [InlineData("#,##0,\" nghìn\"", "50000", "=? [Sheet1!C2:number.ambiguous]")]
    [InlineData("0\" nghìn\"", "50", "=? [Sheet1!C2:number.ambiguous]")]
    [InlineData("0\"000\"", "50", "=? [Sheet1!C2:number.ambiguous]")]
    [InlineData("0\\K", "50", "=? [Sheet1!C2:number.ambiguous]")]
    [InlineData("[>=1000]#,##0,\"K\";0", "50", "=50")]
    [InlineData("[>=1000]#,##0,\"K\";0", "5000", "=? [Sheet1!C2:number.ambiguous]")]
    [InlineData("0;-0;0%", "5", "=5")]
    [InlineData(";;;", "5", "=5")]
    [InlineData("h:mm", "0.5", "=? [Sheet1!C2:number.date]")]
    [InlineData("[h]:mm", "5", "=? [Sheet1!C2:number.date]")]
    [InlineData("mm:ss", "5", "=? [Sheet1!C2:number.date]")]
    [InlineData("dd/mm/yyyy", "5", "=? [Sheet1!C2:number.date]")]
    [InlineData("m/d", "45413", "=? [Sheet1!C2:number.date]")]
    public async Task A_number_that_people_see_otherwise_is_a_fault(string format, string value, string read) =>
        Assert.Equal(["01 2024-05 trees-planted" + read], await CellAsync($"<c r=\"C2\" s=\"1\"><v>{value}</v></c>", [format]));

    [Theory]
    [InlineData("mm/yyyy", "45413", "2024-05")]
    [InlineData("mm/yyyy", "45420", "2024-05")] // 8 May, and the day is hidden
    [InlineData("\"T\"m/yyyy", "45413.75", "2024-05")]
    [InlineData("[$-42A]mmmm\\ yyyy", "45443", "2024-05")]
    [InlineData("mmm-yy;@", "45413", "2024-05")]
    [InlineData("\"Tháng \"mm\" năm \"yyyy", "45413", "2024-05")]
    [InlineData("dd/mm/yyyy", "45413", "2024-05")]
    [InlineData("d/m/yyyy", "45443", "2024-05")]
    [InlineData("d/m/yyyy", "45420", "2024-05-08")]
    [InlineData("yyyy-mm-dd hh:mm", "45413.5", "2024-05-01T12:00:00")]
    [InlineData("yyyy-mm-dd hh:mm", "45413", "2024-05")]
    [InlineData("yyyy", "45413", "2024")]
    [InlineData("h:mm", "45413", "45413")]
    [InlineData("mm:ss", "45413", "45413")]
    [InlineData("0", "45413", "45413")]
    [InlineData("0", "202405", "2024-05")]
    [InlineData("General", "2024.05", "2024-05")]
    [InlineData("General", "2024.1", "2024.1")]
    [InlineData("mm/yyyy", "0", "0")]
    [InlineData("mm/yyyy", "60", "60")]
    [InlineData("mm/yyyy", "59", "1900-02")]
    [InlineData("mm/yyyy", "61", "1900-03")]
    [InlineData("mm/yyyy", "99999999", "99999999")]
    public async Task A_day_is_the_month_that_its_cell_shows(string format, string value, string period) =>
        Assert.Equal(period, await PeriodAsync($"<c r=\"B2\" s=\"1\"><v>{value}</v></c>", [format]));

    [Fact]
    public async Task The_date_system_and_cells_of_days()
    {
        Assert.Equal("2024-05", await PeriodAsync("<c r=\"B2\" s=\"1\"><v>43951</v></c>", ["mm/yyyy"], is1904: true));
        Assert.Equal("1904-01", await PeriodAsync("<c r=\"B2\" s=\"1\"><v>0</v></c>", ["mm/yyyy"], is1904: true));
        Assert.Equal("2024-05", await PeriodAsync("<c r=\"B2\" t=\"d\"><v>2024-05-01T00:00:00</v></c>", []));
        Assert.Equal("2024-05-08", await PeriodAsync("<c r=\"B2\" t=\"d\"><v>2024-05-08</v></c>", []));
        Assert.Equal("2024-05", await PeriodAsync("<c r=\"B2\" t=\"d\" s=\"1\"><v>2024-05-08</v></c>", ["mm/yyyy"]));
    }

    [Theory]
    [InlineData("<c r=\"A2\"><v>31</v></c>", "31", true)]
    [InlineData("<c r=\"A2\" s=\"1\"><v>31</v></c>", "31", false)]
    [InlineData("<c r=\"A2\" s=\"1\"><v>1</v></c>", "01", false)]
    [InlineData("<c r=\"A2\" s=\"2\"><v>31</v></c>", "00031", false)]
    [InlineData("<c r=\"A2\" s=\"3\"><v>1001</v></c>", "01-001", false)]
    [InlineData("<c r=\"A2\" s=\"4\"><v>31</v></c>", "31", true)]
    [InlineData("<c r=\"A2\" s=\"5\"><v>31</v></c>", "31", true)]
    [InlineData("<c r=\"A2\" t=\"str\"><v>31</v></c>", "31", false)]
    [InlineData("<c r=\"A2\" t=\"str\"><v>1</v></c>", "1", true)]
    [InlineData("<c r=\"A2\"><v>31.5</v></c>", "31.5", true)]
    public async Task A_numeric_code_has_the_zeros_that_its_cell_shows(string cell, string code, bool mayLackZeros)
    {
        var row = (await ReadAsync(Make([("Sheet1", "", Rows(Head, [cell, "2024-05", 5]))], ["00", "00000", "00-000", "0", "@"]), true))[0];
        Assert.Equal((code, mayLackZeros), (row.Report!.Unit!.Value.Value, row.Report.MayLackZeros));
    }

    [Fact]
    public async Task A_code_that_became_a_date_is_a_fault() => Assert.Contains("[Sheet1!A2:unit.date]",
        (await ShortAsync(Make([("Sheet1", "", Rows(Head, ["<c r=\"A2\" s=\"1\"><v>36892</v></c>", "2024-05", 5]))], ["mmm-yy"])))[0],
        StringComparison.Ordinal);

    [Fact]
    public async Task Sheets_are_read_in_order_and_each_is_read_or_named()
    {
        var good = Rows(Head, ["01", "2024-05", 5]);
        Assert.Equal(
            ["- ['Ẩn 1'!A1:sheet.hidden]", "01 2024-05 trees-planted=5", "- [Summary!A1:head.missing]", "02 2024-06 trees-planted=6",
                "- [Broken!1:1:malformed]"],
            await ShortAsync(Make([
                ("Ẩn 1", "hidden", good), ("Báo cáo", "", good), ("Hướng dẫn", "", Rows(["Cách điền"], ["Đọc kỹ"])), ("Empty", "", ""),
                ("Lists", "veryHidden", Rows(["01"], ["02"])), ("Summary", "", Rows(["Tổng"], [5])),
                ("T6", "", Rows(["Tháng 6"], [], Head, ["02", "T6/2024", 6])), ("Broken", "", "<row r=\"1\"><c"),
            ])));
        var rows = await ReadAsync(Make([("T6", "", Rows(["Tháng 6"], [], Head, ["02", "T6/2024", 6]))]), true);
        Assert.Equal(
            ("T6", 4, "'T6'!4:4", "'T6'!A4"), (rows[0].Sheet, rows[0].Number, rows[0].Report!.Pointer, rows[0].Report!.UnitPointer));
        Assert.Equal(["- ['Chỉ chữ'!A1:head.missing]"], await ShortAsync(Make([("Chỉ chữ", "", Rows(["Không có gì"]))])));
    }

    [Theory]
    [InlineData("Sheet1", "Sheet1!B7")]
    [InlineData("Tháng5", "Tháng5!B7")]
    [InlineData("Báo cáo", "'Báo cáo'!B7")]
    [InlineData("T5", "'T5'!B7")]
    [InlineData("R1C1", "'R1C1'!B7")]
    [InlineData("2024", "'2024'!B7")]
    [InlineData("a-b", "'a-b'!B7")]
    [InlineData("It's", "'It''s'!B7")]
    public void A_sheet_s_name_is_quoted_as_excel_does(string sheet, string place) => Assert.Equal(place, new SheetPlace(sheet).Cell(1, 7));

    [Theory]
    [InlineData("<row r=\"2\"><c r=\"A2\" t=\"str\"><v>01</v></c><c r=\"A2\" t=\"str\"><v>02</v></c></row>")]
    [InlineData("<row r=\"2\"><c r=\"B2\" t=\"str\"><v>2024-05</v></c><c r=\"A2\" t=\"str\"><v>01</v></c></row>")]
    [InlineData("<row r=\"2\"><c r=\"A3\" t=\"str\"><v>01</v></c></row>")]
    [InlineData("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>01</v></c></row>")]
    [InlineData("<row r=\"1048577\"><c t=\"str\"><v>01</v></c></row>")]
    [InlineData("<row r=\"2\"><c r=\"XFE2\"><v>1</v></c></row>")]
    [InlineData("<row r=\"2\"><c r=\"A2\"><v>1</v><v>2</v></c></row>")]
    [InlineData("<row r=\"2\"><c r=\"A2\"><v>1<b/></v></c></row>")]
    [InlineData("<row r=\"2\"><cell r=\"A2\"><v>1</v></cell></row>")]
    [InlineData("<rows r=\"2\"/>")]
    [InlineData("</sheetData><sheetData><row r=\"2\"><c><v>1</v></c></row>")]
    public async Task A_sheet_that_says_two_things_is_refused(string xml)
    {
        var rows = await ReadAsync(Make([("Sheet1", "", Rows(Head) + xml)]), true);
        Assert.Equal("malformed", Assert.Single(Assert.Single(rows).Faults).Code);
    }

    [Fact]
    public async Task Values_away_from_the_table_and_far_away_are_named()
    {
        Assert.Equal(
            ["01 2024-05 trees-planted=5 [Sheet1!E2:cell.without-column]", "  [Sheet1!XFD1048576:cell.without-column]"],
            await ShortAsync(Make([("Sheet1", "",
                Rows(Head, ["01", "2024-05", 5, null, 7]) + "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>")])));
    }

    [Fact]
    public async Task Evidence_is_looked_for_in_the_whole_sheet_and_in_no_other()
    {
        var rows = await ShortAsync(Make([
            ("A", "",
                Rows([Head, .. Enumerable.Range(0, 3_000).Select(_ => new object?[] { "01-001", "2024-05", "50.000" }),
                    ["01-002", "2024-05", "1.234.567"]])),
            ("B", "", Rows(Head, ["01", "2024-05", "50.000"])),
        ]));
        Assert.Equal(3_002, rows.Length);
        AssertEach.All(rows[..3_000], row => Assert.Equal("01-001 2024-05 trees-planted=50000", row));
        Assert.Contains("number.ambiguous", rows[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Escapes_of_control_characters_are_read()
    {
        var rows = await ReadAsync(
            Make([("Sheet1", "", Rows(["unit", "period", "reason", "trees-planted"], ["01", "2024-05", "một_x000A_hai_x005F_x", 5]))]),
            true);
        Assert.Equal("một\nhai_x", rows[0].Report!.Reason!.Value.Value);
    }

    [Fact]
    public async Task Half_an_escaped_pair_is_no_text_and_breaks_nothing()
    {
        var rows = await ReadAsync(
            Make([("Sheet1", "", Rows(
                ["unit", "period", "reason", "trees-planted"], ["01", "2024-05", "a_xD83D__xDE00_b_xDE00_", 5]))]),
            true);
        var headed = await ReadAsync(
            Make([("Sheet1", "", Rows(["unit", "period", "trees-planted", "_xD83D_"], ["01", "2024-05", 5, "_xD83D_"]))]), true);
        Assert.Equal("a😀b\ufffd", rows[0].Report!.Reason!.Value.Value);
        Assert.NotEmpty(headed.SelectMany(row => row.Faults));
    }
}
