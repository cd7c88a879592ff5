using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;

namespace YouthFunctions.Demo.Simulation;

/// <summary>What every unit with everything below it truly brought in a year, known to the simulator alone: nothing of it reaches the
/// forecast before its reports do.</summary>
public sealed class SimulatedYear
{
    private readonly Dictionary<(UnitCode, IndicatorCode), double[]> _toDate = [];

    /// <param name="simulator">What units bring themselves.</param>
    /// <param name="plan">The indicators.</param>
    /// <param name="tree">The units.</param>
    /// <param name="year">The year.</param>
    public SimulatedYear(Simulator simulator, YearPlan plan, UnitTree tree, int year)
    {
        foreach (var indicator in plan.Indicators)
        {
            var sums = new Dictionary<UnitCode, Measure[]>();
            foreach (var unit in simulator.Units)
            {
                var months = simulator.OwnYear(unit.Code, indicator, year);
                foreach (var above in tree.PathToRoot(unit.Code))
                {
                    if (!sums.TryGetValue(above.Code, out var sum))
                        sums[above.Code] = sum = new Measure[12];
                    for (var month = 0; month < 12; month++)
                        sum[month] += months[month];
                }
            }

            foreach (var (unit, months) in sums)
                _toDate[(unit, indicator.Code)] = indicator.Kind == IndicatorKind.Ratio
                    ? [.. months.Select(month => (double)(month.Value ?? 0))]
                    : Cumulative(months);
        }
    }

    /// <summary>The year to date at the end of a month, 1 to 12: an amount, or a share.</summary>
    public double ToDate(UnitCode unit, IndicatorCode indicator, int month) => _toDate[(unit, indicator)][month - 1];

    /// <summary>How the year ended; null for a unit that brings nothing itself and has nothing below.</summary>
    public double? End(UnitCode unit, IndicatorCode indicator) =>
        _toDate.TryGetValue((unit, indicator), out var months) ? months[11] : null;

    private static double[] Cumulative(Measure[] months)
    {
        var sum = 0m;
        return [.. months.Select(month => (double)(sum += month.Numerator))];
    }
}
