using YouthFunctions.Forecasts.Scores;

namespace YouthFunctions.Scorecards;

/// <summary>How the product's own forecasts of an ended year did.</summary>
/// <param name="Year">The year.</param>
/// <param name="Alarms">What became of the alarms of each month, the earliest first; absent in a scorecard of an earlier version.</param>
/// <param name="Warnings">How what was missed had been warned of; absent in a scorecard of an earlier version.</param>
/// <param name="All">All forecasts together.</param>
/// <param name="Lines">By indicator, level and months known.</param>
public sealed record ScorecardDocument(
    int Year, IReadOnlyList<AlarmScore>? Alarms, WarningScore? Warnings, Score All, IReadOnlyList<ScoreLine> Lines);
