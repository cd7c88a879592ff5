using YouthFunctions.Analytics.Units;
using YouthFunctions.Pages;
using YouthFunctions.Plan;
using YouthFunctions.Summaries.Charts;
using YouthFunctions.Summaries.Standings;

namespace YouthFunctions.Summaries;

/// <summary>What the page of one indicator shows.</summary>
/// <param name="Shell">What stands around it.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Standing">The indicator and its forecast.</param>
/// <param name="MonthsKnown">How many months the forecast knows.</param>
/// <param name="Current">The year's curve.</param>
/// <param name="Past">The curves of years before, the latest first.</param>
/// <param name="Activities">The year's large activities that move it.</param>
/// <param name="Plan">The year's plan.</param>
/// <param name="WhatIf">The year-end at the pace that was asked for; null where there is nothing to move.</param>
/// <param name="Parts">The parts that the indicator is reported in, each with its year to date; none for most.</param>
public sealed record IndicatorView(
    PageShell Shell, Unit Unit, IndicatorStanding Standing, int MonthsKnown, YearLine Current, IReadOnlyList<YearLine> Past,
    IReadOnlyList<Activity> Activities, YearPlan Plan, WhatIf? WhatIf,
    IReadOnlyList<(Indicator Part, double? YearToDate)> Parts)
{
    /// <summary>What the chart shows, for those who do not see it.</summary>
    public string ChartLabel
    {
        get
        {
            var (localizer, indicator) = (Shell.Localizer, Standing.Indicator);
            var title = localizer.Localize("Biểu đồ lũy kế theo tháng", "Chart of the year to date by month");
            return Standing.Forecast is { YearToDate: { } yearToDate, Projection.Point: var projected }
                ? $"{title}: {localizer.Localize("đến nay", "to date")} {localizer.FormatValue(indicator, (double)yearToDate)}, "
                    + $"{localizer.Localize("dự báo cuối năm", "year-end forecast")} {localizer.FormatValue(indicator, projected)}"
                : title;
        }
    }
}
