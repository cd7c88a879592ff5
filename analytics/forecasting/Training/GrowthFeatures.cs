namespace YouthFunctions.Forecasting.Training;

/// <summary>How the series itself grew: the last months against the same months a year before, and year against year.</summary>
internal static class GrowthFeatures
{
    // A single month is a quarter of what the offset was made for: it gets a quarter of it.
    private const double MonthOffsetPart = 4;

    public static IReadOnlyList<Feature> All { get; } =
    [
        new("growth-year-to-date", row => Growth(row, row.K, row.Row.Offset)),
        new("growth-3-months", row => Growth(row, Math.Min(3, row.K), row.Row.Offset)),
        new("growth-1-month", row => Growth(row, 1, row.Row.Offset / MonthOffsetPart)),
        new("growth-6-months", row => Growth(row, 6, row.Row.Offset)),
        new("growth-12-months", row => Growth(row, 12, row.Row.Offset)),
        new("step-last-month", row => Feature.LogRatio(Back(row, 1), Back(row, 2), row.Row.Offset / MonthOffsetPart)),
        new("usual-step-last-month", row => Feature.LogRatio(row.Shares[(row.K + 11) % 12], row.Shares[(row.K + 10) % 12], 0.01)),
        new("total-growth-last-year", row => TotalGrowth(row, 0)),
        new("total-growth-year-before", row => TotalGrowth(row, 1)),
        new("year-to-date-growth-last-year", row => PartGrowth(row, 0, row.K)),
        new("rest-growth-last-year", row => PartGrowth(row, row.K, 12)),
    ];

    private static double Growth(FeatureInputs row, int months, double offset)
    {
        var timeline = row.Timeline;
        return timeline.Length < 12 + months ? 0 : Feature.LogRatio(
            FeatureInputs.Sum(timeline, timeline.Length - months, timeline.Length),
            FeatureInputs.Sum(timeline, timeline.Length - months - 12, timeline.Length - 12),
            offset);
    }

    private static double Back(FeatureInputs row, int months) => row.Timeline.Length > 1 ? row.Timeline[^months] : 0;

    private static double TotalGrowth(FeatureInputs row, int yearsBack) => yearsBack + 1 < row.RecentYears.Length
        ? Feature.LogRatio(row.RecentYears[yearsBack].Sum(), row.RecentYears[yearsBack + 1].Sum(), row.Row.Offset)
        : 0;

    private static double PartGrowth(FeatureInputs row, int from, int to) => row.RecentYears.Length > 1
        ? Feature.LogRatio(
            FeatureInputs.Sum(row.RecentYears[0], from, to), FeatureInputs.Sum(row.RecentYears[1], from, to), row.Row.Offset)
        : 0;
}
