using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Summaries.Standings;

namespace YouthFunctions.Summaries.Charts;

/// <summary>Two simple ways in which a year may go on, beside the forecast.</summary>
/// <param name="KeepsPace">The year-end when what is left falls behind, or runs ahead, as what has been.</param>
/// <param name="ReturnsToNormal">The year-end when what is left brings what it brought last year.</param>
public sealed record YearPaths(double? KeepsPace, double? ReturnsToNormal)
{
    /// <summary>The paths of an indicator; null where the usual course of its year, or last year's end, is unknown.</summary>
    public static YearPaths From(IndicatorStanding standing)
    {
        var forecast = standing.Forecast;
        if (forecast is not { YearToDate: { } reached, ExpectedToDate: > 0 and var expected, Target: > 0 and var target })
            return new YearPaths(null, null);
        var known = (double)(standing.Indicator.Kind == IndicatorKind.Flow ? reached - (forecast.Doubted ?? 0) : reached);
        var share = Math.Min(1, expected / (double)target);
        var most = standing.Indicator.Kind == IndicatorKind.Ratio ? 1 : double.MaxValue;
        return new YearPaths(
            Math.Min(most, known / share),
            forecast.PastYears is [.., { } lastYear] ? Math.Min(most, known + (lastYear * (1 - share))) : null);
    }
}
