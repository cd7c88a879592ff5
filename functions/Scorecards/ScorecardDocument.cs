using YouthFunctions.Forecasts.Scores;

namespace YouthFunctions.Scorecards;

/// <summary>How the product's own forecasts of an ended year did.</summary>
/// <param name="Year">The year.</param>
/// <param name="All">All forecasts together.</param>
/// <param name="Lines">By indicator, level and months known.</param>
public sealed record ScorecardDocument(int Year, Score All, IReadOnlyList<ScoreLine> Lines);
