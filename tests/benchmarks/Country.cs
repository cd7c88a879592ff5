using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Hosting;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Records;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Units;

namespace YouthFunctions.Benchmarks;

/// <summary>A made-up year of every unit of the country: all 19 indicators each month, one report in ten missing.</summary>
internal sealed class Country
{
    /// <param name="communes">Whether the communes report too.</param>
    /// <param name="seed">Makes the figures.</param>
    public Country(bool communes, int seed)
    {
        var plan = PlanFiles.Read(OrganisationFolder.Shipped, []).Plans[2024];
        Plan = communes ? WithCommunes(plan) : plan;
        Basis = new YearBasis(Plan, UnitRegister.Shipped(OrganisationFolder.Shipped).TreeOf(2024));
        var random = new Random(seed);
        foreach (var unit in Basis.Tree.TopDown.Where(unit => Plan.Expects(unit.Level)))
            Rows[unit.Code] = [.. Enumerable.Range(1, 12).Where(_ => random.Next(10) > 0).Select(month => Row(unit.Code, month, random))];
    }

    public YearPlan Plan { get; }

    public YearBasis Basis { get; }

    /// <summary>The reports of each unit as they stand in storage.</summary>
    public Dictionary<UnitCode, Azure.Data.Tables.TableEntity[]> Rows { get; } = [];

    /// <summary>The plan, if communes were to report too.</summary>
    public static YearPlan WithCommunes(YearPlan plan) =>
        plan with { ReportingLevels = [.. UnitLevel.All.Skip(1)] };

    private Azure.Data.Tables.TableEntity Row(UnitCode unit, int month, Random random)
    {
        var values = Plan.Indicators.Where(_ => random.Next(20) > 0).ToDictionary(
            indicator => indicator.Code,
            indicator => new ReportedValue(
                indicator.Kind == IndicatorKind.Ratio
                    ? Measure.Ratio(random.Next(500), 500 + random.Next(500))
                    : Measure.Amount(random.Next(100_000)), false));
        var period = new Month(2024, month);
        var report = new Report(unit, period, 1, values, false, random.Next(5) > 0, true, default, "benchmark", null, "", "", "");
        return ReportEntity.ToEntity(report, "benchmark", ReportKeys.Current(unit, period));
    }
}
