using YouthFunctions.Forecasting;
using YouthFunctions.Forecasts.Scores;
using YouthFunctions.Pages;
using YouthFunctions.Plan;

namespace YouthFunctions.Scorecards;

/// <summary>What the scorecard shows.</summary>
/// <param name="Shell">What stands around it.</param>
/// <param name="Day">The day of the latest forecast; null before the first.</param>
/// <param name="Card">What its model was trained on and how well it did; null when no model could be trained.</param>
/// <param name="Past">How the product's own forecasts did in the last year that ended; null before any has.</param>
/// <param name="Plan">The plan of that year, or of the chosen one.</param>
public sealed record ScorecardView(PageShell Shell, DateOnly? Day, ModelCard? Card, Scorecard? Past, YearPlan Plan)
{
    /// <summary>
    /// The alarms that a leader asks about: those of September, or of the month of the year nearest to it in which there were any; null
    /// where none were scored.
    /// </summary>
    public AlarmScore? Alarms => Past?.Alarms?.Where(month => month.Alarms > 0).OrderBy(month => Math.Abs(month.MonthsKnown - 8))
        .ThenByDescending(month => month.MonthsKnown).FirstOrDefault();

    /// <summary>A part of a whole as a percentage; a dash where there is no whole.</summary>
    public string Share(int part, int whole) => whole == 0 ? "–" : Shell.Localizer.FormatPercent((double)part / whole);
}
