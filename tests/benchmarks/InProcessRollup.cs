using System.Collections.Concurrent;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Rollups.Years;

namespace YouthFunctions.Benchmarks;

/// <summary>The product's own recompute, province by province as the product does it, without the network.</summary>
internal static class InProcessRollup
{
    /// <summary>What stands between storage and the sums: rows become reports.</summary>
    public static Dictionary<UnitCode, MonthReport[]> Read(Country country) => country.Rows.ToDictionary(
        pair => pair.Key, pair => pair.Value.Select(row => ReportEntity.FromEntity(row).ToMonthReport).OfType<MonthReport>().ToArray());

    /// <summary>The sums: own part and total of every unit. Only the totals of the provinces and of the country are kept.</summary>
    public static Dictionary<UnitCode, Rollup> Compute(YearBasis basis, Dictionary<UnitCode, MonthReport[]> reports, int threads)
    {
        var provinces = new ConcurrentDictionary<UnitCode, Rollup>();
        Parallel.ForEach(basis.Tree.Children(UnitCode.Country), new ParallelOptions { MaxDegreeOfParallelism = threads }, province =>
            provinces[province.Code] = Total(basis, province, reports));
        var totals = provinces.ToDictionary();
        totals[UnitCode.Country] = Totals.Sum(basis.Rules, basis.Own(UnitCode.Country, []), [.. provinces.Values]);
        return totals;
    }

    private static Rollup Total(YearBasis basis, Unit unit, Dictionary<UnitCode, MonthReport[]> reports) => Totals.Sum(
        basis.Rules, basis.Own(unit.Code, reports.GetValueOrDefault(unit.Code, [])),
        [.. basis.Tree.Children(unit.Code).Select(child => Total(basis, child, reports))]);

    /// <summary>What stands between the sums and storage: one row a unit.</summary>
    public static long Write(YearBasis basis, Dictionary<UnitCode, MonthReport[]> reports)
    {
        var bytes = 0L;
        foreach (var (unit, months) in reports)
        {
            var own = basis.Own(unit, months);
            bytes += RollupEntity.ToEntity(new UnitYear(unit, basis.Year, own, own, default, default), null).GetBinary("Total").Length;
        }

        return bytes;
    }
}
