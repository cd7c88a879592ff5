using Microsoft.AspNetCore.Html;
using YouthFunctions.Pages;
using YouthFunctions.Summaries.Standings;

namespace YouthFunctions.Summaries.Charts;

/// <summary>The year-ends of past years as columns, this year's forecast as an open one, and the target as a line.</summary>
public static class Sparkline
{
    private const double Height = 28, Column = 14, Gap = 4;

    /// <summary>The picture; empty without a past year.</summary>
    public static IHtmlContent Draw(IndicatorStanding standing, int year, Localizer localizer)
    {
        var past = standing.Forecast.PastYears ?? [];
        if (past.All(value => value is null))
            return HtmlString.Empty;
        var largest = past.Append(standing.Forecast.Projection?.Point).Append((double?)standing.Forecast.Target).Max() ?? 0;
        double Tall(double? value) => largest <= 0 ? 0 : (value ?? 0) / largest * (Height - 2);
        var width = ((past.Count + 1) * (Column + Gap)) + Gap;
        var svg = new SvgWriter(width, Height, Label(standing, past, year, localizer), "spark");
        for (var i = 0; i < past.Count; i++)
            svg.Rect(Gap + (i * (Column + Gap)), Height - Tall(past[i]), Column, Tall(past[i]), "bar");
        svg.Rect(
            Gap + (past.Count * (Column + Gap)) + 1, Height - Tall(standing.Forecast.Projection?.Point), Column - 2,
            Math.Max(0, Tall(standing.Forecast.Projection?.Point) - 1), "open");
        if (standing.Forecast.Target is { } target)
            svg.Line(0, Height - Tall((double)target), width, Height - Tall((double)target), "goal");
        return svg.ToHtml();
    }

    private static string Label(IndicatorStanding standing, IReadOnlyList<double?> past, int year, Localizer localizer) =>
        localizer.Localize("Những năm trước", "Past years") + ": " + string.Join("; ", past
            .Select((value, index) => (value, of: year - past.Count + index))
            .Where(item => item.value is not null)
            .Select(item => $"{item.of}: {localizer.FormatNumber(standing.Indicator, item.value!.Value)}"));
}
