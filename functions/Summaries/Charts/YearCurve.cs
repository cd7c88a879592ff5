using Microsoft.AspNetCore.Html;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Pages;
using YouthFunctions.Plan;
using YouthFunctions.Summaries.Standings;

namespace YouthFunctions.Summaries.Charts;

/// <summary>Draws the curve of a year.</summary>
public static class YearCurve
{
    private const double Left = 86, Right = 430, Top = 28, Bottom = 280, Width = 520, Height = 312;

    /// <summary>The picture.</summary>
    /// <param name="standing">The indicator and its forecast.</param>
    /// <param name="current">The year looked at.</param>
    /// <param name="past">Years before, the latest first.</param>
    /// <param name="monthsKnown">How many months the forecast knows.</param>
    /// <param name="activities">Large activities that move the indicator.</param>
    /// <param name="localizer">The language.</param>
    /// <param name="label">What a screen reader says.</param>
    public static IHtmlContent Draw(
        IndicatorStanding standing, YearLine current, IReadOnlyList<YearLine> past, int monthsKnown, IReadOnlyList<Activity> activities,
        Localizer localizer, string label)
    {
        var forecast = standing.Forecast;
        var largest = current.Values.Concat(past.SelectMany(line => line.Values)).Append((double?)forecast.Target)
            .Append(forecast.Projection?.Interval95?.High).Max() ?? 0;
        var step = Step(largest);
        var end = Math.Max(step, Math.Ceiling(largest / step) * step);
        double Y(double value) => Bottom - (Math.Min(value, end) / end * (Bottom - Top));
        double X(int month) => Left + (month / 12.0 * (Right - Left));

        var svg = new SvgWriter(Width, Height, label, "curve");
        foreach (var activity in activities)
        {
            var (from, to) = (Left + (Day(activity.From, current.Year) * (Right - Left)),
                Left + (Day(activity.To.AddDays(1), current.Year) * (Right - Left)));
            svg.Rect(from, Top - 8, Math.Max(2, to - from), Bottom - Top + 8, "activity");
        }

        // The word for thousands stands once above the axis: on a phone it would not fit beside every figure.
        var (divisor, scale) = standing.Indicator.Kind == IndicatorKind.Flow ? localizer.Scale(end) : (1, "");
        string Figure(double value) =>
            scale.Length > 0 ? localizer.FormatScaled(value / divisor) : localizer.FormatNumber(standing.Indicator, value);
        if (scale.Length > 0)
            svg.Text(Left - 8, Top - 12, scale, "axis", "end");
        for (var tick = 0.0; tick <= end * 1.001; tick += step)
            svg.Line(Left, Y(tick), Right, Y(tick), "grid").Text(Left - 8, Y(tick) + 4, Figure(tick), "axis", "end");
        for (var month = 1; month <= 12; month++)
            if (month % 3 == 0 || month == 1)
                svg.Text(X(month), Bottom + 22, localizer.Localize($"T{month}", Month(month, localizer)), "axis", "middle");
        foreach (var line in past.Reverse())
            svg.Shape(Points(line, X, Y, standing), line == past[0] ? "past near" : "past");
        if (forecast.Projection is { Interval95: { } interval95, Interval80: { } interval80 } projection && monthsKnown is > 0 and < 12)
        {
            var known = current.Values.Take(monthsKnown).LastOrDefault(value => value is not null) ?? 0;
            svg.Shape([(X(monthsKnown), Y(known)), (X(12), Y(interval95.High)), (X(12), Y(interval95.Low))], "fan95", closed: true)
                .Shape([(X(monthsKnown), Y(known)), (X(12), Y(interval80.High)), (X(12), Y(interval80.Low))], "fan80", closed: true)
                .Line(X(monthsKnown), Y(known), X(12), Y(projection.Point), "projected").Dot(X(12), Y(projection.Point), 4, "projectedend")
                .Text(X(12) + 6, Y(projection.Point) + 4, Figure(projection.Point), "end", "start");
        }

        foreach (var (of, value) in EarlierYearEnds(forecast, current.Year, past))
            svg.Dot(X(12), Y(value), 3, "yearend")
                .Text(X(12) - 6, Y(value) + 4, of.ToString(System.Globalization.CultureInfo.InvariantCulture), "axis", "end");
        svg.Shape(Points(current, X, Y, standing), "current");
        if (forecast.Target is { } target)
            svg.Line(Left, Y((double)target), Right, Y((double)target), "goal")
                .Text(Left + 6, Y((double)target) - 6,
                    localizer.Localize("Chỉ tiêu", "Target") + " " + localizer.FormatNumber(standing.Indicator, (double)target),
                    "goaltext");
        return svg.ToHtml();
    }

    /// <summary>How far into the year a day is, 0 to 1.</summary>
    private static double Day(DateOnly day, int year) =>
        Math.Clamp((day.DayNumber - new DateOnly(year, 1, 1).DayNumber) / (DateTime.IsLeapYear(year) ? 366.0 : 365.0), 0, 1);

    private static IEnumerable<(int Year, double Value)> EarlierYearEnds(
        IndicatorForecast forecast, int year, IReadOnlyList<YearLine> past) =>
        (forecast.PastYears ?? []).Select((value, index) => (Year: year - forecast.PastYears!.Count + index, Value: value))
            .Where(item => item.Value is not null && past.All(line => line.Year != item.Year))
            .Select(item => (item.Year, item.Value!.Value));

    private static List<(double X, double Y)> Points(YearLine line, Func<int, double> x, Func<double, double> y, IndicatorStanding standing)
    {
        // A flow begins the year at nothing; a ratio begins wherever it stands in January.
        var points = standing.Indicator.Kind == IndicatorKind.Flow ? new List<(double, double)> { (x(0), y(0)) } : [];
        points.AddRange(line.Values.Select((value, index) => (value, index)).Where(item => item.value is not null)
            .Select(item => (x(item.index + 1), y(item.value!.Value))));
        return points;
    }

    // 1, 2 or 5 times a power of ten, at most five steps.
    private static double Step(double largest)
    {
        if (largest <= 0)
            return 1;
        var rough = largest / 4;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 } * power;
    }

    private static string Month(int month, Localizer localizer) => localizer.Culture.DateTimeFormat.GetAbbreviatedMonthName(month)[..3];
}
