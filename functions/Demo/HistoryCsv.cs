using System.Globalization;
using System.Text;
using YouthFunctions.Demo.Simulation;
using YouthFunctions.Plan;

namespace YouthFunctions.Demo;

/// <summary>A simulated year as the file that administrators load history from.</summary>
public static class HistoryCsv
{
    /// <summary>One line a unit, indicator and month.</summary>
    public static string Create(Simulator simulator, YearPlan plan, int year)
    {
        var csv = new StringBuilder("unit,indicator,year,month,amount,numerator,denominator\n");
        foreach (var unit in simulator.Units)
            foreach (var indicator in plan.Indicators)
            {
                var months = simulator.OwnYear(unit.Code, indicator, year);
                for (var month = 0; month < 12; month++)
                {
                    var measure = months[month];
                    csv.Append(CultureInfo.InvariantCulture, $"{unit.Code},{indicator.Code},{year},{month + 1},");
                    if (measure.Denominator is { } denominator)
                        csv.Append(CultureInfo.InvariantCulture, $",{measure.Numerator},{denominator}\n");
                    else
                        csv.Append(CultureInfo.InvariantCulture, $"{measure.Numerator},,\n");
                }
            }

        return csv.ToString();
    }
}
