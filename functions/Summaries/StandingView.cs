using YouthFunctions.Pages;
using YouthFunctions.Summaries.Charts;
using YouthFunctions.Summaries.Standings;

namespace YouthFunctions.Summaries;

/// <summary>What the page of a unit shows of one indicator.</summary>
/// <param name="Shell">What stands around the page.</param>
/// <param name="Summary">How the unit's year stands.</param>
/// <param name="Standing">The indicator and its forecast.</param>
public sealed record StandingView(PageShell Shell, Summary Summary, IndicatorStanding Standing)
{
    /// <summary>The curve of the year, as far as the forecast kept it; null without.</summary>
    public YearCurve? Curve => Standing.Forecast.Course is { } course
        ? new YearCurve(
            Standing, new YearLine(Summary.Plan.Year, course),
            Standing.Forecast.CourseBefore is { } before ? [new YearLine(Summary.Plan.Year - 1, before)] : [], Summary.MonthsKnown, [],
            null, Shell.Localizer)
        : null;

    /// <summary>What the curve shows, for those who do not see it.</summary>
    public string CurveLabel => Shell.Localizer.Localize("Biểu đồ năm: ", "Curve of the year: ")
        + Shell.Localizer.Localize(Standing.Indicator.Name);
}
