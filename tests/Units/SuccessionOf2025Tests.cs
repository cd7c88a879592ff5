using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Hosting;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Units;

/// <summary>The reorganisation of 2025-07-01 by the published list: 63 to 34 provinces, districts abolished, 10,047 to 3,321
/// communes.</summary>
public sealed class SuccessionOf2025Tests
{
    private static readonly UnitRegister Register = UnitRegister.Shipped(OrganisationFolder.Shipped);
    private static readonly PlanFiles Files = PlanFiles.Read(OrganisationFolder.Shipped, []);
    private static readonly UnitTree Before = Register.TreeOf(2024);
    private static readonly UnitTree After = Register.TreeOf(2026);

    [Fact]
    public async Task Every_unit_is_mapped_and_460_communes_are_divided()
    {
        var file = await ReadAsync();
        Assert.Empty(file.Faults);
        Assert.Equal(10_667, file.Links);
        Assert.Empty(file.UnmappedOld);
        Assert.Empty(file.UnmappedNew);
        Assert.Equal(460, Before.TopDown.Count(unit => unit.Level == UnitLevel.Commune && file.Succession.HeirsOf(unit.Code).Count > 1));
        AssertEach.All(Before.TopDown, unit => Assert.NotEmpty(file.Succession.HeirsOf(unit.Code)));
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task The_country_is_the_same_on_both_trees_for_every_indicator_and_month()
    {
        var plan = Files.Plans[2024];
        var succession = (await ReadAsync()).Succession;
        var other = new OtherTree(plan.Rules, succession, After);
        var national = Rollup.Sum(Before.TopDown.Select(unit =>
        {
            var own = OwnPart.FromReports(plan.Rules, plan.Expects(unit.Level), Reports(plan, unit));
            other.Add(unit.Code, own, []);
            return own;
        }));

        var view = other.Read();
        Assert.Equal(After.Count, view.Count);
        Assert.Equal(19, national.Indicators.Count);
        Assert.True(view[UnitCode.Country].Total.HasSameCells(national));
        AssertEach.All(view.Values, row => Assert.Equal(0, row.Own[plan.Indicators[2].Code, 12].YearToDate.Numerator.Scale));
        foreach (var province in After.Children(UnitCode.Country))
            Assert.True(view[province.Code].Total[plan.Indicators[2].Code, 12].YearToDate.Numerator > 0);
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task Targets_move_along_and_the_sum_is_the_national_target()
    {
        var plan = Files.Plans[2024];
        var targets = new Targets(
            plan, Before, Population.Basis(plan, Files.Provinces), new Dictionary<(UnitCode, IndicatorCode), decimal>());
        var moved = MovedTargets.Compute(plan, targets, Before, After, (await ReadAsync()).Succession);
        foreach (var indicator in plan.Indicators.Where(indicator => indicator.Target is not null))
        {
            var provinces = After.Children(UnitCode.Country).Select(province => moved.GetValueOrDefault((province.Code, indicator.Code)))
                .ToArray();
            Assert.Equal(indicator.Target, moved[(UnitCode.Country, indicator.Code)]);
            if (indicator.Kind == IndicatorKind.Flow)
                Assert.Equal(indicator.Target, provinces.Sum());
            else
                AssertEach.All(provinces, target => Assert.Equal(indicator.Target!.Value, target, 20));
        }
    }

    // Different figures for every unit, with gaps; one in seven units is silent.
    private static IEnumerable<MonthReport> Reports(YearPlan plan, Unit unit)
    {
        var seed = unit.Code.ToString().Sum(letter => letter) + (unit.Code.ToString()[^1] * 7);
        for (var month = 1; month <= 12 && seed % 7 != 0; month++)
            if ((seed + month) % 5 != 0)
                yield return new MonthReport(month, seed % 2 == 0, plan.Indicators.Select((indicator, i) => KeyValuePair.Create(
                    indicator.Code, new ReportedValue(indicator.Kind == IndicatorKind.Flow
                        ? Measure.Amount((seed * month % 101) + i) : Measure.Ratio(seed % 13, 13 + (month * i)), false))).ToDictionary());
    }

    private static async Task<SuccessionFile> ReadAsync()
    {
        using var text = new StreamReader(Path.Combine(OrganisationFolder.Shipped, "succession-2025-07-01.csv"));
        return await SuccessionFile.ReadAsync(text, Before, After, CancellationToken.None);
    }
}
