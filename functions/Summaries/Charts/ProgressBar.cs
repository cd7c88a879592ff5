using Microsoft.AspNetCore.Html;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Summaries.Standings;

namespace YouthFunctions.Summaries.Charts;

/// <summary>
/// The year to date as a bar, the expected pace of this day as a tick on it, and the forecast's intervals as bands that
/// reach to or beyond the target's line. It repeats the figures beside it, so screen readers pass it over.
/// </summary>
public static class ProgressBar
{
    /// <summary>The picture; empty without a target.</summary>
    public static IHtmlContent Draw(IndicatorStanding standing)
    {
        var forecast = standing.Forecast;
        if (forecast.Target is not > 0)
            return HtmlString.Empty;
        var target = (double)forecast.Target;
        var end = Math.Max(target, Math.Min(forecast.Projection?.Interval95?.High ?? 0, target * 1.6)) * 1.02;
        double X(double value) => Math.Clamp(value / end, 0, 1) * 300;
        var svg = new SvgWriter(300, 22, "", "progress", stretch: true).Rect(0, 5, 300, 12, "track");
        var isOpen = forecast.Status is not (TargetStatus.Achieved or TargetStatus.Missed);
        if (isOpen && forecast.Projection is { Interval95: { } wide, Interval80: { } narrow })
            svg.Rect(X(wide.Low), 5, X(wide.High) - X(wide.Low), 12, "band95")
                .Rect(X(narrow.Low), 5, X(narrow.High) - X(narrow.Low), 12, "band80");
        svg.Rect(0, 5, X((double)(forecast.YearToDate ?? 0)), 12, $"fill {forecast.Status.Style()}");
        if (forecast.ExpectedToDate is { } expected)
            svg.Line(X(expected), 3, X(expected), 19, "expected");
        return svg.Line(X(target), 0, X(target), 22, "target").ToHtml();
    }
}
