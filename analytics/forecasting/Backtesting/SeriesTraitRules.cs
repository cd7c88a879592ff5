using YouthFunctions.Forecasting.Panel;

namespace YouthFunctions.Forecasting.Backtesting;

/// <summary>Tells what is unusual about a series.</summary>
internal static class SeriesTraitRules
{
    private const int ShortYears = 3;
    private const int ConstantYears = 2;
    private const int IntermittentYears = 3;

    /// <summary>What is unusual about a node after k months of a year; later values are not looked at.</summary>
    public static SeriesTraits Describe(PanelNode node, int year, int k)
    {
        var index = year - node.FirstYear;
        var before = node.Reported.Take(index).SkipWhile(months => !Array.Exists(months, double.IsFinite)).ToArray();
        double[] Last(int years) => [.. before.TakeLast(years).SelectMany(months => months).Where(double.IsFinite)];
        double lastYearToDate = node.ReportedToDate(year - 1, k), yearToDate = node.ReportedToDate(year, k);
        var recent = Last(IntermittentYears);
        var unchanged = Last(ConstantYears);
        var found = before.Length <= ShortYears ? SeriesTraits.Short : SeriesTraits.None;
        if (unchanged.Length == 12 * ConstantYears && Array.TrueForAll(unchanged, value => value == unchanged[0]))
            found |= SeriesTraits.Constant;
        else if (recent.Count(value => value == 0) * 2 >= recent.Length && Array.Exists(recent, value => value > 0))
            found |= SeriesTraits.Intermittent;
        if (node.ReportedToDate(year - 1, 12) == 0)
            return yearToDate > 0 ? found | SeriesTraits.Revived : found;
        return yearToDate * 2 < lastYearToDate ? found | SeriesTraits.Shrinking
            : lastYearToDate > 0 && yearToDate > lastYearToDate * 2 ? found | SeriesTraits.Growing
            : found;
    }
}
