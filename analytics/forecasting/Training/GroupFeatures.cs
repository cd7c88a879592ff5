namespace YouthFunctions.Forecasting.Training;

/// <summary>How the groups of the series grew: the same leaves' months against a year before.</summary>
internal static class GroupFeatures
{
    // In the order of PanelGroups.
    private static readonly string[] GroupNames = ["indicator", "near-group", "wider-group", "near-region", "wider-region"];

    public static IReadOnlyList<Feature> All { get; } =
    [
        .. GroupNames.SelectMany((name, group) => new Feature[]
        {
            new($"growth-year-to-date-{name}", row => Growth(row, group, 0, 0, row.K)),
            new($"growth-3-months-{name}", row => Growth(row, group, 0, Math.Max(0, row.K - 3), row.K)),
        }),
        new("growth-1-month-indicator", row => Growth(row, 0, 0, row.K - 1, row.K)),
        new("growth-1-month-near-group", row => Growth(row, 1, 0, row.K - 1, row.K)),
        new("growth-last-year-indicator", row => Growth(row, 0, 1, 0, 12)),
        new("growth-rest-last-year-indicator", row => Growth(row, 0, 1, row.K, 12)),
        new("growth-12-months-near-group", row => Growth(row, 1, 0, row.K - 12, row.K)),
    ];

    private static double Growth(FeatureInputs row, int group, int yearsBack, int from, int to)
    {
        if (row.YearIndex - yearsBack < 0)
            return 0;
        var (now, before) = row.Groups[group].Matched(row.YearIndex - yearsBack, from, to);
        return Feature.LogGrowth(now, before);
    }
}
