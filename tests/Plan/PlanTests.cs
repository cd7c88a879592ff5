using CsCheck;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Plan;

/// <summary>The shipped plan and units, how targets are divided, and when months open and close.</summary>
public sealed class PlanTests
{
    private static readonly PlanFiles Files = PlanFiles.Read(OrganisationFolder.Shipped, []);
    private static readonly UnitRegister Register = UnitRegister.Shipped(OrganisationFolder.Shipped);
    private static readonly YearPlan Plan = Files.Plans[2024];
    private static readonly IndicatorCode Trees = IndicatorCode.Parse("trees-planted");
    private static readonly Dictionary<(UnitCode, IndicatorCode), decimal> NothingSet = [];

    [Fact]
    public void The_programme_has_12_groups_and_19_indicators_with_the_published_targets()
    {
        Assert.Equal(19, Plan.Indicators.Count);
        Assert.Equal(Enumerable.Range(1, 12), Plan.Indicators.Select(indicator => indicator.Group).Distinct());
        Assert.Equal(12_000_000m, Plan.Find(IndicatorCode.Parse("volunteer-turns"))!.Target);
        Assert.Equal(3_000_000_000_000m, Plan.Find(IndicatorCode.Parse("loans"))!.Target);
        Assert.Equal(0.665m, Plan.Find(IndicatorCode.Parse("youth-gathered"))!.Target);
        Assert.Null(Plan.Find(IndicatorCode.Parse("new-party-members"))!.Target);
        AssertEach.All(Plan.Indicators, indicator => Assert.True(indicator.Name.Vietnamese.IsNormalized()));
    }

    [Fact]
    public void The_units_are_those_of_2024_and_from_july_2025_those_of_the_reform()
    {
        Assert.Equal(10_807, Register.TreeOf(new Month(2024, 5)).Count);
        Assert.Equal(34, Register.TreeOf(new Month(2025, 7)).Children(UnitCode.Country).Count);
        Assert.Equal(63, Register.TreeOf(new Month(2025, 6)).Children(UnitCode.Country).Count);
        Assert.Equal("Phường Trúc Bạch", Register.TreeOf(new Month(2025, 6))[UnitCode.Parse("00004")].Name);
        Assert.Equal("Phường Ba Đình", Register.TreeOf(new Month(2025, 7))[UnitCode.Parse("00004")].Name);
    }

    [Fact]
    public void Every_parents_target_is_the_sum_of_its_childrens()
    {
        var tree = Register.TreeOf(2024);
        var targets = new Targets(Plan, tree, Population.Basis(Plan, Files.Provinces), NothingSet);
        foreach (var indicator in Plan.Indicators.Where(indicator => indicator is { Kind: IndicatorKind.Flow, Target: not null }))
            foreach (var parent in tree.TopDown.Where(unit => tree.Children(unit.Code).Count > 0))
                Assert.Equal(
                    targets.Find(parent.Code, indicator.Code),
                    tree.Children(parent.Code).Sum(child => targets.Find(child.Code, indicator.Code)));
    }

    [Fact]
    public void A_provinces_share_follows_its_youth()
    {
        var targets = new Targets(Plan, Register.TreeOf(2024), Population.Basis(Plan, Files.Provinces), NothingSet);
        var youth = Files.Provinces.Values.Sum(province => province.Youth);
        var exact = 20_000_000m * Files.Provinces[UnitCode.Parse("01")].Youth / youth;
        Assert.True(Math.Abs(targets.Find(UnitCode.Parse("01"), Trees)!.Value - exact) < 1);
    }

    [Fact]
    public void A_target_that_is_set_comes_off_before_the_others_share_the_rest()
    {
        var tree = Register.TreeOf(2024);
        var set = new Dictionary<(UnitCode, IndicatorCode), decimal> { [(UnitCode.Parse("01"), Trees)] = 5_000_000 };
        var targets = new Targets(Plan, tree, Population.Basis(Plan, Files.Provinces), set);
        Assert.Equal(5_000_000m, targets.Find(UnitCode.Parse("01"), Trees));
        Assert.Equal(20_000_000m, tree.Children(UnitCode.Country).Sum(province => targets.Find(province.Code, Trees)));
    }

    [Theory]
    [InlineData("2024-04-30T16:59:59Z", MonthState.Future)]
    [InlineData("2024-04-30T17:00:00Z", MonthState.Open)] // midnight in Viet Nam
    [InlineData("2024-06-05T16:59:59Z", MonthState.Open)]
    [InlineData("2024-06-05T17:00:00Z", MonthState.Late)]
    [InlineData("2024-06-20T16:59:59Z", MonthState.Late)]
    [InlineData("2024-06-20T17:00:00Z", MonthState.Closed)]
    public void May_opens_is_due_and_closes_by_the_day_in_viet_nam(string instant, MonthState expected) =>
        Assert.Equal(
            expected,
            ReportingCalendar.Default.StateOf(
                new Month(2024, 5), DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2024-02-05", 0)]
    [InlineData("2024-02-06", 1)]
    [InlineData("2024-09-15", 8)]
    [InlineData("2025-01-05", 11)]
    [InlineData("2025-01-06", 12)]
    public void A_month_is_due_until_the_end_of_its_day(string day, int expected) => Assert.Equal(
        expected, ReportingCalendar.Default.MonthsDue(2024, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void A_year_that_is_held_open_never_closes() => Assert.Equal(
        MonthState.Late,
        (ReportingCalendar.Default with { HeldOpenYears = [2024] })
            .StateOf(new Month(2024, 1), new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero)));

    [Fact]
    public void A_year_is_open_while_some_unit_may_report_and_two_days_more() =>
        (from closeDay in Gen.Int[1, 28]
         from held in Gen.Bool
         from reopenings in Gen.Select(Gen.Int[2023, 2025], Gen.Int[1, 12], Gen.Int[0, 900]).Array[0, 3]
         from days in Gen.Int[-40, 900]
         select (closeDay, held, reopenings, days)).Sample(sample =>
        {
            var country = Register.TreeOf(2024).Root;
            var newYear = new DateOnly(2024, 1, 1);
            var calendar = new ReportingCalendar(1, sample.closeDay, sample.held ? [2024] : [])
            {
                Reopenings = [.. sample.reopenings.Select(item =>
                    new Reopening(new Month(item.Item1, item.Item2), country.Code, newYear.AddDays(item.Item3), "flood", "test"))],
            };
            var instant = new DateTimeOffset(2024, 1, 1, 5, 0, 0, TimeSpan.Zero).AddDays(sample.days);

            var takesReports = new[] { 0, 1, 2 }.Any(back => Month.OfYear(2024).Any(
                month => calendar.StateOf(month, instant.AddDays(-back), [country]) is MonthState.Open or MonthState.Late));

            // A year begins with its first day, whatever was approved before.
            return calendar.IsOpen(2024, instant) == (takesReports && sample.days >= 0);
        });
}
