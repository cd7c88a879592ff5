using System.Text;
using static YouthFunctions.Tests.Reports.Batch.Sheets.WorkbookMaker;

namespace YouthFunctions.Tests.Reports.Batch.Sheets;

public sealed class CsvTests
{
    private const string Head = "unit,period,trees-planted\n";

    private static async Task<string[]> ShortAsync(string text) => [.. (await CsvAsync(text)).Select(Short)];

    [Theory]
    [InlineData("unit;period;trees-planted\n01;2024-05;5")]
    [InlineData("unit\tperiod\ttrees-planted\r\n01\t2024-05\t5\r\n")]
    [InlineData("unit|period|trees-planted\n01|2024-05|5\n")]
    [InlineData("sep=;\nunit;period;trees-planted\n01;2024-05;5\n")]
    [InlineData("\"sep=;\"\r\nunit;period;trees-planted\r\n01;2024-05;5\r\n")]
    [InlineData("sep=,\nunit,period,trees-planted\n01,2024-05,5\n")]
    [InlineData("\ufeffunit,period,trees-planted\n01,2024-05,5\n")]
    [InlineData("\ufeffsep=;\nunit;period;trees-planted\n01;2024-05;5\n")]
    [InlineData("Unit,PERIOD,Trees-Planted,,,\n01,2024-05,5,,,\n")]
    [InlineData("trees-planted,\"period\",\"Mã, đơn vị [unit]\"\n5,05/2024,\"01\"\n")]
    [InlineData("Báo cáo tháng 5; quận, huyện\n\nSố liệu: 1,2,3,4,5,6\nunit;period;trees-planted\n01;2024-05;5\n")]
    [InlineData("unit,period,trees-planted\r01,T5/2024,5\r")]
    [InlineData("unit,period,trees-planted\n=\"01\",2024-05,5\n")]
    [InlineData("STT,unit,period,trees-planted\n1,01,2024-05,5\n")]
    [InlineData("unit,period,trees-planted\n\n\n01,2024-05,5\n,,\n")]
    public async Task One_report_in_each_dialect(string text) => Assert.Equal(["01 2024-05 trees-planted=5"], await ShortAsync(text));

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task Utf_16_with_its_mark_is_read(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        var rows = await ReadAsync(
            [.. encoding.GetPreamble(), .. encoding.GetBytes("unit\tperiod\tTên\ttrees-planted\n01\t2024-05\tHà Nội\t5\n")], false);
        Assert.Equal(["01 2024-05 trees-planted=5"], rows.Select(Short));
        Assert.Equal("Hà Nội", rows[0].Report!.UnitName!.Value.Value);
    }

    [Fact]
    public async Task Other_encodings_are_refused_with_the_line()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        foreach (var bytes in new[] { Encoding.GetEncoding(1258).GetBytes("unit,period,reason,trees-planted\n01,2024-05,ê,5\n"),
            Encoding.Unicode.GetBytes(Head), Encoding.UTF32.GetPreamble().Concat(Encoding.UTF32.GetBytes(Head)).ToArray() })
        {
            var fault = Assert.Single((await ReadAsync(bytes, false))[^1].Faults);
            Assert.Equal("malformed", fault.Code);
            Assert.Contains("CSV UTF-8", fault.Message.English, StringComparison.Ordinal);
            Assert.StartsWith("line ", fault.Pointer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Places_count_lines_as_an_editor_does()
    {
        const string Text = "Tiêu đề\n\nunit,period,reason,trees-planted\n01,2024-05,\"hai\ndòng\",1\n02,2024-05,,x\n";
        var rows = await CsvAsync(Text);
        Assert.Equal(["01 2024-05 trees-planted=1", "02 2024-05 trees-planted=? [line 6, column 4:number.unreadable]"], rows.Select(Short));
        Assert.Equal([4, 6], rows.Select(row => row.Number));
        Assert.Equal("hai\ndòng", rows[0].Report!.Reason!.Value.Value);
        Assert.Equal(
            ("line 6", "line 6, column 1", "line 6, column 2"),
            (rows[1].Report!.Pointer, rows[1].Report!.UnitPointer, rows[1].Report!.PeriodPointer));
    }

    [Theory]
    [InlineData(Head + "01,2024-05,5,7\n", "01 2024-05 trees-planted=5 [line 2, column 4:cell.without-column]")]
    [InlineData("unit,period,,trees-planted\n01,2024-05,7,5\n", "01 2024-05 trees-planted=5 [line 2, column 3:cell.without-column]")]
    [InlineData("unit,trees-planted\n01,5\n", "- [line 1, column 1:column.missing]")]
    [InlineData("Tiêu đề,\nperiod,trees-planted\n2024-05,5\n", "- [line 2, column 1:column.missing]")]
    [InlineData("unit,period,Ghi chú,trees-planted\n01,2024-05,,5\n", "- [line 1, column 3:column.unknown]")]
    [InlineData("unit,period,trees-planted,Trees-Planted\n01,2024-05,5,5\n", "- [line 1, column 4:column.duplicate]")]
    [InlineData("a,b\n1,2\n", "- [line 1, column 1:head.missing]")]
    [InlineData("", "- [line 1, column 1:head.missing]")]
    [InlineData("01,2024-05,5\n" + Head + "02,2024-05,6\n", "- [line 1:row.above-head]")]
    [InlineData(Head + "01,2024-05,\"5\n02,2024-05,6\n", "- [line 2, column 3:malformed]")]
    [InlineData(Head + "01,2024-05,\"5\"6\n", "- [line 2, column 3:malformed]")]
    [InlineData(Head + "01,2024-05,5\nunit,trees-planted,period\n02,6,2024-05\n", "01 2024-05 trees-planted=5|- [line 3:head.differs]")]
    [InlineData(Head + "01,2024-05,5\n" + Head + "02,2024-05,6\n", "01 2024-05 trees-planted=5|02 2024-05 trees-planted=6")]
    [InlineData("unit,name,period,trees-planted\n,Tổng cộng,2024-05,11\n", " 2024-05 trees-planted=11")]
    public async Task What_cannot_be_taken_is_named(string text, string rows) => Assert.Equal(rows.Split('|'), await ShortAsync(text));

    [Fact]
    public async Task A_row_that_holds_only_what_the_template_fills_in_is_blank()
    {
        var rows = await CsvAsync("unit,name,period,trees-planted,reason\n01,Hà Nội,2024-05,,\n02,Hà Giang,2024-05,0,\n04,,2024-05,,vì "
            + "mưa\nNgười lập biểu,,,,\n");
        Assert.Equal([true, false, false, true], rows.Select(row => row.IsBlank));
    }

    [Theory]
    [InlineData("31,19\n", "true true")]
    [InlineData("31,4\n", "true true")]
    [InlineData("31,00004\n", "false false")]
    [InlineData("00031,1234\n", "false true")]
    [InlineData("01-001,19\n", "false false")]
    public async Task One_stripped_code_puts_all_of_its_file_in_doubt(string codes, string lacks)
    {
        var text = Head + string.Concat(codes.Trim().Split(',')
            .Append(codes.Contains("19", StringComparison.Ordinal) && lacks.StartsWith('t') ? "1" : "01-002")
            .Select(code => $"{code},2024-05,5\n"));
        var rows = await CsvAsync(text);
        Assert.Equal(lacks, string.Join(' ', rows.Take(2).Select(row => row.Report!.MayLackZeros ? "true" : "false")));
    }

    [Theory]
    [InlineData("50.000", "1.234.567", "50000")]
    [InlineData("50,000", "1,234,567", "50000")]
    [InlineData("50.000", "1,234,567", null)]
    [InlineData("50.000", "12,5", null)]
    [InlineData("50.000", "1.234,5", null)]
    [InlineData("50.000", "-1.234.567", null)]
    [InlineData("50.000", "x", null)]
    public async Task Evidence_of_another_cell_decides_for_thousands_only(string cell, string other, string? read)
    {
        var rows = await CsvAsync($"unit;period;trees-planted\n01;2024-05;{cell}\n02;2024-05;{other}\n");
        Assert.Equal(
            read is null ? "01 2024-05 trees-planted=? [line 2, column 3:number.ambiguous]" : $"01 2024-05 trees-planted={read}",
            Short(rows[0]));
    }

    [Fact]
    public async Task Contradictory_evidence_is_none()
    {
        var rows = await CsvAsync("unit;period;trees-planted\n01;2024-05;50.000\n02;2024-05;1.234.567\n04;2024-05;1,234,567\n");
        Assert.Contains("number.ambiguous", Short(rows[0]), StringComparison.Ordinal);
        Assert.Equal("02 2024-05 trees-planted=1234567", Short(rows[1]));
    }

    [Fact]
    public async Task Thousands_of_faults_end_the_reading()
    {
        var rows = await CsvAsync(Head + string.Concat(Enumerable.Repeat("01,2024-05,x\n", 20_000)));
        Assert.Equal(5_002, rows.Count);
        Assert.Equal("file.too-many-faults", Assert.Single(rows[^1].Faults).Code);
    }

    [Theory]
    [InlineData(40_000, 1)]
    [InlineData(10, 300)]
    public async Task A_field_and_a_row_are_bounded(int length, int columns)
    {
        var rows = await CsvAsync(Head + "01,2024-05,5\n" + string.Join(',', Enumerable.Repeat(new string('7', length), columns)) + "\n");
        Assert.Null(rows[^1].Report);
        Assert.Equal("01 2024-05 trees-planted=5", Short(rows[0]));
    }
}
