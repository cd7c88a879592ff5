namespace YouthFunctions.Forecasts.Scores;

/// <summary>How the product's own forecasts of a year did, now that the year has ended.</summary>
/// <param name="Year">The year.</param>
/// <param name="Version">The version of the country's rollup that told the year-ends.</param>
/// <param name="Lines">By indicator, level and months known.</param>
public sealed record Scorecard(int Year, string Version, IReadOnlyList<ScoreLine> Lines)
{
    /// <summary>What became of the alarms of each month, the earliest first; null in a scorecard kept before alarms were scored.</summary>
    public IReadOnlyList<AlarmScore>? Alarms { get; init; }

    /// <summary>How what was missed had been warned of; null in a scorecard kept before alarms were scored.</summary>
    public WarningScore? Warnings { get; init; }

    /// <summary>All lines of one kind together.</summary>
    public Score Sum(Func<ScoreLine, bool> kind) => Lines.Where(kind).Aggregate(Score.None, (sum, line) => sum + line.Score);
}
