namespace YouthFunctions.Forecasting.Training;

/// <summary>When in the year a row stands, how large and how regular its series is, and what the last months were like.</summary>
internal static class ShapeFeatures
{
    private const int MonthsAhead = 3;
    private const int MonthsBack = 6;

    public static IReadOnlyList<Feature> All { get; } =
    [
        new("months-known", row => row.K),
        new("open-share", row => row.Row.Open),
        new("open-share-of-indicator", row => 1 - FeatureInputs.Sum(row.Groups[0].Shares(row.YearIndex), 0, row.K)),
        new("open-share-of-near-group", row => 1 - FeatureInputs.Sum(row.Groups[1].Shares(row.YearIndex), 0, row.K)),
        new("share-so-far-deviation", row => FeatureInputs.Deviation(row.SharesSoFar)),
        new("share-so-far-last-year-against-mean", row => row.SharesSoFar.Length > 0 ? row.SharesSoFar[0] - row.SharesSoFar.Average() : 0),
        new("usual-total-log", row => Math.Log(row.UsualTotal + 1e-9)),
        new("usual-total-against-indicator-mean",
            row => Feature.LogRatio(row.UsualTotal, row.Groups[0].MeanTotal(row.YearIndex), row.Row.Offset)),
        new("past-totals-log-deviation",
            row => FeatureInputs.Deviation([.. row.PastTotals.Where(total => total > 0).Select(total => Math.Log(total))])),
        new("zero-months-share", row => row.Recent.Length > 0 ? row.Recent.Count(value => value == 0) / (double)row.Recent.Length : 0.5),
        new("recent-months-variation", VariationOfRecentMonths),
        new("past-years", row => row.PastYears.Length),
        new("gaps", row => row.Row.Gaps),
        new("is-parent", row => row.Row.Node.IsLeaf ? 0 : 1),
        new("leaves-log", row => Math.Log(row.Row.Node.LeafCount)),
        new("volatility", row => row.Row.Volatility),
        new("months-to-peak", row => Peak(row.Shares) - row.K),
        new("peak-share", row => row.Shares[Peak(row.Shares)]),
        .. Enumerable.Range(0, MonthsAhead).Select(ahead => new Feature(
            $"usual-share-{ahead + 1}-ahead", row => row.K + ahead < 12 ? row.Shares[row.K + ahead] * 12 : 0)),
        .. Enumerable.Range(1, MonthsBack).Select(back => new Feature(
            $"month-{back}-back-against-usual",
            row => AgainstUsual(row, row.Recent.Length >= back ? row.Recent[^back] : row.UsualMonth))),
        new("next-month-last-year-against-usual",
            row => AgainstUsual(row, row.LastYear is null || row.K > 11 ? row.UsualMonth : row.LastYear[row.K])),
        new("next-quarter-last-year-against-usual", NextQuarterLastYear),
        new("rest-last-year-against-usual", row => Feature.LogRatio(
            row.LastYear is null ? 0 : FeatureInputs.Sum(row.LastYear, row.K, 12), row.UsualTotal * row.Row.Open, row.Row.Offset)),
    ];

    private static int Peak(double[] shares) => Array.IndexOf(shares, shares.Max());

    private static double VariationOfRecentMonths(FeatureInputs row)
    {
        var mean = row.Recent.Length > 0 ? row.Recent.Average() : 0;
        return mean > 0 ? FeatureInputs.Deviation(row.Recent) / mean : 0;
    }

    private static double AgainstUsual(FeatureInputs row, double month) => Feature.LogRatio(month, row.UsualMonth, row.UsualMonth / 5);

    private static double NextQuarterLastYear(FeatureInputs row)
    {
        var months = Math.Min(3, 12 - row.K);
        var lastYear = row.LastYear is null ? 0 : FeatureInputs.Sum(row.LastYear, row.K, row.K + months);
        return Feature.LogRatio(lastYear, row.UsualMonth * months, row.UsualMonth / 5);
    }
}
