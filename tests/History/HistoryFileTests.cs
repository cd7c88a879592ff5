using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.History;
using YouthFunctions.Hosting;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Wire;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.History;

public sealed class HistoryFileTests
{
    private static readonly YearPlan Plan = PlanFiles.Read(OrganisationFolder.Shipped, []).Plans[2024];
    private static readonly UnitRegister Register = UnitRegister.Shipped(OrganisationFolder.Shipped);

    [Theory]
    [InlineData("99,trees-planted,2022,1,5,,", "history.unit.unknown")]
    [InlineData("9,trees-planted,2022,1,5,,", "history.unit.form")]
    [InlineData("01,Trees,2022,1,5,,", "history.indicator.form")]
    [InlineData("01,flowers-planted,2022,1,5,,", "history.indicator.unknown")]
    [InlineData("01,trees-planted,2022,13,5,,", "history.month")]
    [InlineData("01,trees-planted,2022,1,-5,,", "history.value")]
    [InlineData("01,trees-planted,2022,1,,,", "history.value")]
    [InlineData("01,trees-planted,2022,1,,3,4", "history.value.kind")]
    [InlineData("01,members-studied-resolutions,2022,1,7,,", "history.value.kind")]
    [InlineData("01,members-studied-resolutions,2022,1,,5,4", "history.value")]
    [InlineData("01,trees-planted,2022,1,12.500,,", "history.number.ambiguous")]
    [InlineData("01,trees-planted,2022,1,\"12,500\",,", "history.number.ambiguous")]
    [InlineData("01,trees-planted,2022,1,12.5,,", "history.value.not-whole")]
    [InlineData("01,trees-planted,2022,1,1000000000000001,,", "history.value.too-large")]
    [InlineData("01,trees-planted,2022,1,79228162514264337593543950335,,", "history.number.unreadable")]
    [InlineData("01,members-studied-resolutions,2022,1,,1,1000000000000001", "history.value.too-large")]
    [InlineData("01,trees-planted,2022,1,5,3,", "history.value")]
    [InlineData("01,trees-planted,2022,1,5,3,4", "history.value")]
    [InlineData("01,trees-planted,2022,1,5,,x", "history.number.unreadable")]
    [InlineData("01,trees-planted,2025,1,5,,", "history.year.not-over")]
    [InlineData("01,trees-planted,2024,1,5,,", "history.year.has-plan")]
    [InlineData("01,trees-planted,2023,1,5,,", "history.duplicate")]
    public async Task A_wrong_line_is_named_with_what_is_wrong(string line, string code)
    {
        var file = await ReadAsync($"unit,indicator,year,month,amount,numerator,denominator\n01,trees-planted,2023,1,5,,\n{line}\n");
        var fault = Assert.Single(file.Faults);
        Assert.Equal((code, "line 3"), (fault.Code, fault.Pointer));
    }

    [Fact]
    public async Task A_file_without_its_columns_is_refused_and_each_is_named()
    {
        var faults = (await ReadAsync("unit,year\n01,2023\n")).Faults;
        Assert.All(faults, fault => Assert.Equal("history.columns", fault.Code));
        Assert.Equal(["indicator", "month", "amount"], faults.Select(fault => fault.Message.English.Split(' ')[^1].TrimEnd('.')));
    }

    [Fact]
    public async Task A_file_of_flows_needs_no_columns_for_ratios()
    {
        var file = await ReadAsync("unit,indicator,year,month,amount\n01,trees-planted,2023,1,5\n01,trees-planted,2023,2,0\n");
        Assert.Empty(file.Faults);
        Assert.Equal(2, file.Reports[2023].Single().Value.Length);
    }

    [Theory]
    [InlineData(NumberStyle.Vietnamese, "12.500", 12500)]
    [InlineData(NumberStyle.English, "\"12,500\"", 12500)]
    [InlineData(NumberStyle.Unknown, "1.012.500", 1012500)]
    [InlineData(NumberStyle.Unknown, "12500", 12500)]
    public async Task A_number_is_read_as_it_is_said_to_be_written(NumberStyle numbers, string text, int amount)
    {
        var file = await ReadAsync($"unit,indicator,year,month,amount\n01,trees-planted,2023,1,{text}\n", numbers);
        Assert.Empty(file.Faults);
        Assert.Equal(amount, file.Reports[2023].Single().Value.Single().Values.Single().Value.Measure.Numerator);
    }

    private static Caller Centre => new("test", Role.Administrator, UnitCode.Country)
    {
        Trees = [.. Register.Trees.Select(tree
        => tree.From)]
    };

    private static Task<HistoryFile> ReadAsync(string text, NumberStyle numbers = NumberStyle.Unknown) =>
        HistoryFile.ReadAsync(new StringReader(text), Plan, Register, Centre, [2024], 2024, numbers, CancellationToken.None);
}
