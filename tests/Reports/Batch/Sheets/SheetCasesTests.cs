using YouthFunctions.Analytics.Values;
using YouthFunctions.Reports.Rules;
using YouthFunctions.Reports.Wire;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;
using static YouthFunctions.Tests.Reports.Batch.Sheets.WorkbookMaker;

namespace YouthFunctions.Tests.Reports.Batch.Sheets;

/// <summary>Files that were answered wrongly (shared/cases), and what is right.</summary>
public sealed class SheetCasesTests
{
    private static readonly UnitRegister Register = UnitRegister.Shipped(Path.Combine(AppContext.BaseDirectory, "Plan", "Data"));

    [Theory]
    [InlineData("in.csv", "19 25 1")]
    [InlineData("in.xlsx", "31")]
    public async Task Case_14_a_code_that_lost_its_zeros_is_a_fault_and_no_province(string file, string codes)
    {
        var rows = await ReadAsync(
            Case($"14-excel-leading-zeros-ward-becomes-province/{file}"), file.EndsWith("xlsx", StringComparison.Ordinal));
        var tree = Register.TreeOf(new Month(2024, 6));

        var lost = rows.Where(row =>
            UnitCheck.Faults(row.Report!.Unit!.Value, row.Report.UnitName, row.Report.MayLackZeros, tree) is [{ Code: "unit.zeros-lost" }]);
        Assert.Equal(codes, string.Join(' ', lost.Select(row => row.Report!.Unit!.Value.Value)));
        if (file == "in.xlsx") // the second cell shows 01
            Assert.Equal(("01", false), (rows[1].Report!.Unit!.Value.Value, rows[1].Report!.MayLackZeros));
    }

    [Theory]
    [InlineData("far-row-narrow.xlsx", 2)]
    [InlineData("far-row.xlsx", 2)]
    [InlineData("hundred-rows-wide.xlsx", 100)]
    [InlineData("too-small.xlsx", 2)]
    [InlineData("too-small2.xlsx", 2)]
    [InlineData("too-wide.xlsx", 2)]
    [InlineData("wide-1k.xlsx", 10)]
    [InlineData("wide-4k.xlsx", 10)]
    [InlineData("wide-columns.xlsx", 2)]
    [InlineData("wide-rows.xlsx", 2)]
    public async Task Case_17_a_wrong_dimension_says_nothing(string file, int count)
    {
        var rows = await ReadAsync(Case($"17-xlsx-wrong-dimension/{file}"), true);

        Assert.Equal(count, rows.Count);
        Assert.Equal("34 2024-05 trees-planted=120", Short(rows[0])[..28]);
        AssertEach.All(rows, row => Assert.Empty(row.Faults));
    }

    [Fact]
    public async Task Case_21_a_cell_is_the_month_that_it_shows()
    {
        var rows = await ReadAsync(Case("21-xlsx-dates/in.xlsx"), true);
        Assert.Equal(
            [
                "48 2024-05 trees-planted=120 volunteer-turns=40", "49 2024-05 trees-planted=120 volunteer-turns=40",
                "51 2024-05 trees-planted=120 volunteer-turns=40",
                "52 45413 trees-planted=120 volunteer-turns=40", "54 2024-05 trees-planted=? volunteer-turns=40 [Sheet1!C6:number.date]",
            ],
            rows.Select(Short));
        Assert.Equal(MonthTextKind.DateNumber, MonthText.Parse("45413").Kind);

        var formats = await ReadAsync(Case("21-xlsx-dates/formats.xlsx"), true);
        var months = string.Join(' ', formats.Select(row => $"{row.Report!.Unit!.Value.Value}:{row.Report.Period!.Value.Value}"));
        Assert.Equal(
            "01:2024-05 02:2024-05 04:2024-05 06:2024-05 08:45413 10:2024-05 11:2024-05 12:2024-05 14:2024-05 15:45413 17:2024-05 "
                + "19:2024-05 20:2024-05 22:2024-05 24:2024-05 25:2024-05",
            months);

        Assert.Equal(
            ["56 2024-05 trees-planted=120 volunteer-turns=40"], (await ReadAsync(Case("21-xlsx-dates/mac1904.xlsx"), true)).Select(Short));
    }

    [Fact]
    public async Task Case_28_an_ambiguous_file_names_its_cells_and_nobody_gets_50()
    {
        var file = Case("28-one-cell-turns-thousands-into-units/in.csv");
        Assert.Equal(
            [
                "66 2024-05 trees-planted=? volunteer-turns=? [line 2, column 3:number.ambiguous] [line 2, column 4:number.ambiguous]",
                "67 2024-05 trees-planted=? volunteer-turns=? [line 3, column 3:number.ambiguous] [line 3, column 4:number.ambiguous]",
                "68 2024-05 trees-planted=10 volunteer-turns=12.5",
            ],
            (await ReadAsync(file, false)).Select(Short));
        Assert.Equal(
            "66 2024-05 trees-planted=50000 volunteer-turns=1000", Short((await ReadAsync(file, false, NumberStyle.Vietnamese))[0]));
        Assert.Equal(
            "66 2024-05 trees-planted=50.000 volunteer-turns=1.000", Short((await ReadAsync(file, false, NumberStyle.English))[0]));
    }

    [Fact]
    public async Task Case_46_all_sheets_are_read()
    {
        var rows = await ReadAsync(Case("46-xlsx-a-sheet-a-month/in.xlsx"), true);
        Assert.Equal(
            ["60 2024-04 trees-planted=120 volunteer-turns=40", "60 2024-05 trees-planted=130 volunteer-turns=50"], rows.Select(Short));
        Assert.Equal(["T4", "T5"], rows.Select(row => row.Sheet));
        Assert.Equal(["'T4'!C2", "'T5'!C2"], rows.Select(row => row.Report!.Values[0].Amount!.Value.Pointer));
    }
}
