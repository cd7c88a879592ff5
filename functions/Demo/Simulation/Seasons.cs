using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Demo.Simulation;

/// <summary>How the year of each indicator usually runs: campaign months bring most.</summary>
public static class Seasons
{
    private static readonly double[] Even = [6, 6, 9, 8, 9, 9, 9, 9, 9, 9, 9, 8];

    // March is the month of youth, June to August the summer campaign.
    private static readonly double[] Volunteering = [4, 4, 13, 6, 8, 15, 18, 13, 5, 5, 5, 4];

    // Trees are planted at Tết and from the rains of May on.
    private static readonly double[] Trees = [7, 18, 13, 5, 12, 14, 10, 6, 5, 4, 3, 3];

    // Schools and universities take part outside the summer.
    private static readonly double[] Schooling = [8, 5, 13, 12, 9, 5, 3, 5, 11, 12, 10, 7];

    // Children are cared for at Tết, on 1 June, in summer and at mid-autumn.
    private static readonly double[] Children = [12, 8, 5, 4, 8, 14, 9, 9, 13, 6, 6, 6];

    // Villages are finished in the summer campaign.
    private static readonly double[] Villages = [0, 0, 0, 0, 0, 0, 50, 50, 0, 0, 0, 0];

    /// <summary>The weights of the twelve months; they need not add up to anything.</summary>
    public static IReadOnlyList<double> ForIndicator(IndicatorCode indicator) => indicator.ToString() switch
    {
        "volunteer-turns" => Volunteering,
        "trees-planted" => Trees,
        "career-counselling-turns" or "language-integration-turns" => Schooling,
        "disadvantaged-children-supported" => Children,
        "villages-helped" => Villages,
        _ => Even,
    };

    /// <summary>How much of December's share a ratio has reached by the end of each month, 0..1.</summary>
    public static IReadOnlyList<double> Progress { get; } = [0.22, 0.33, 0.45, 0.54, 0.62, 0.70, 0.77, 0.83, 0.88, 0.93, 0.97, 1];
}
