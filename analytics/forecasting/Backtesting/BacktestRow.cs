using System.Text.Json;
using YouthFunctions.Forecasting.Candidates;
using YouthFunctions.Forecasting.Distributions;

namespace YouthFunctions.Forecasting.Backtesting;

/// <summary>One forecast of a back-test and how it ended.</summary>
/// <param name="Node">The series' id, or a parent's labels joined by <c>/</c>.</param>
/// <param name="Indicator">The indicator.</param>
/// <param name="Level">0 at the top; a leaf has the deepest.</param>
/// <param name="IsLeaf">Whether the node is a series as given.</param>
/// <param name="Year">The test year.</param>
/// <param name="K">Months known, 1 to 11.</param>
/// <param name="Forecast">The forecast, with P(meet) against last year's total times the ratio.</param>
/// <param name="Candidates">The simple forecasts, in the order of <see cref="CandidateNames"/>; a parent's are sums of its leaves'.</param>
/// <param name="Simple">Forecasts of the first four candidates with their own conformal intervals.</param>
/// <param name="LastTotal">The total of the year before.</param>
/// <param name="Target">Last year's total times the ratio.</param>
/// <param name="Total">How the year ended; NaN when it is not complete.</param>
/// <param name="Traits">What was unusual about the node, from what was known.</param>
public sealed record BacktestRow(
    string Node, string Indicator, int Level, bool IsLeaf, int Year, int K, YearForecast Forecast,
    IReadOnlyList<double> Candidates, IReadOnlyList<YearForecast> Simple, double LastTotal, double Target, double Total,
    SeriesTraits Traits)
{
    /// <summary>How many of the candidates are the simple ones to be beaten.</summary>
    public const int SimpleCount = 4;

    /// <summary>Names of the candidates for column heads.</summary>
    public static IReadOnlyList<string> CandidateNames { get; } =
        [.. Enum.GetNames<Candidate>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)];
}
