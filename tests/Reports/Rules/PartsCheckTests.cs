using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;
using YouthFunctions.Reports.Rules;

namespace YouthFunctions.Tests.Reports.Rules;

public sealed class PartsCheckTests
{
    private static readonly IndicatorCode Whole = IndicatorCode.Parse("turns");

    private static readonly YearPlan Plan = new(
        2024, new("", ""), "", [], [Indicator("turns", null), Indicator("turns-on-site", Whole), Indicator("turns-online", Whole)]);

    private static Indicator Indicator(string code, IndicatorCode? partOf) => new(
        IndicatorCode.Parse(code), 1, new("", ""), new("", ""), IndicatorKind.Flow, OverTime.Sum, OverUnits.Sum, Direction.HigherIsBetter,
        false, 0, AllocationWeights.Youth, null)
    {
        PartOf = partOf,
    };

    [Theory]
    [InlineData("turns=10", "")]
    [InlineData("turns=10 turns-on-site=6 turns-online=4", "")]
    [InlineData("turns=10 turns-on-site=6", "")]
    [InlineData("turns=10 turns-on-site=6 turns-online=5", "turns parts.sum")]
    [InlineData("turns=10 turns-on-site=6 turns-online=3", "turns parts.sum")]
    [InlineData("turns=10 turns-on-site=11", "turns parts.sum")]
    [InlineData("turns-on-site=6", "turns-on-site parts.without-whole")]
    [InlineData("turns=10 turns-on-site=~6 turns-online=4", "turns-on-site parts.form")]
    public void Parts_come_with_their_whole_and_add_up_to_it(string report, string fault)
    {
        var values = report.Split(' ').Select(part => part.Split('=')).ToDictionary(
            pair => IndicatorCode.Parse(pair[0]),
            pair => new ReportedValue(
                Measure.Amount(decimal.Parse(pair[1].TrimStart('~'), System.Globalization.CultureInfo.InvariantCulture)),
                pair[1].StartsWith('~')));

        var faults = PartsCheck.Faults(values, Plan, code => code.ToString()).Select(item => $"{item.Pointer} {item.Code}");

        Assert.Equal(fault, string.Join(' ', faults));
    }
}
