using System.Globalization;
using Microsoft.AspNetCore.Html;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Pages;
using YouthFunctions.Plan;
using YouthFunctions.Summaries.Standings;

namespace YouthFunctions.Summaries.Charts;

/// <summary>The curve of a year: what is known, past years, the fan of the forecast, two simple paths, and the target.</summary>
/// <param name="Standing">The indicator and its forecast.</param>
/// <param name="Current">The year looked at.</param>
/// <param name="Past">Years before, the latest first.</param>
/// <param name="MonthsKnown">How many months the forecast knows.</param>
/// <param name="Activities">Large activities that move the indicator.</param>
/// <param name="WhatIf">The year-end at another pace; null for none.</param>
/// <param name="Localizer">The language.</param>
public sealed record YearCurve(
    IndicatorStanding Standing, YearLine Current, IReadOnlyList<YearLine> Past, int MonthsKnown, IReadOnlyList<Activity> Activities,
    WhatIf? WhatIf, Localizer Localizer)
{
    private const double Left = 70, Right = 430, Top = 28, Bottom = 280, Width = 620, Height = 312, LabelGap = 20;

    private bool IsOpen => Standing.Forecast.Projection is not null && MonthsKnown is > 0 and < 12;

    private YearPaths Paths => IsOpen ? YearPaths.From(Standing) : new YearPaths(null, null);

    private double Known => Current.Values.Take(MonthsKnown).LastOrDefault(value => value is not null) ?? 0;

    /// <summary>The picture.</summary>
    /// <param name="label">What a screen reader says.</param>
    public IHtmlContent Draw(string label)
    {
        var forecast = Standing.Forecast;
        var paths = Paths;
        var largest = Current.Values.Concat(Past.SelectMany(line => line.Values)).Append((double?)forecast.Target)
            .Append(forecast.Projection?.Interval95?.High).Append(paths.KeepsPace).Append(paths.ReturnsToNormal).Append(WhatIf?.YearEnd)
            .Max() ?? 0;
        var step = Step(largest);
        var end = Math.Max(step, Math.Ceiling(largest / step) * step);
        double Y(double value) => Bottom - (Math.Min(value, end) / end * (Bottom - Top));

        var svg = new SvgWriter(Width, Height, label, "curve");
        var (divisor, scale) = Standing.Indicator.Kind == IndicatorKind.Flow ? Localizer.Scale(end) : (1, "");
        string Figure(double value) =>
            scale.Length > 0 ? Localizer.FormatScaled(value / divisor) : Localizer.FormatNumber(Standing.Indicator, value);
        DrawAxes(svg, end, step, Y, scale, Figure);
        foreach (var line in Past.Reverse())
            svg.Shape(Points(line, Y), line == Past[0] ? "past near" : "past");
        if (IsOpen)
            DrawForecast(svg, paths, Y);
        var yearEnds = EarlierYearEnds().ToArray();
        foreach (var (_, value) in yearEnds)
            svg.Dot(Right, Y(value), 3, "yearend");
        svg.Shape(Points(Current, Y), "current");
        if (forecast.Target is { } target)
            svg.Line(Left, Y((double)target), Right, Y((double)target), "goal");
        DrawLabels(svg, [.. Labels(paths, yearEnds)], Y, Figure);
        return svg.ToHtml();
    }

    // The word for thousands stands once above the axis: on a phone it would not fit beside every figure.
    private void DrawAxes(SvgWriter svg, double end, double step, Func<double, double> y, string scale, Func<double, string> figure)
    {
        foreach (var activity in Activities)
        {
            var (from, to) = (Left + (Day(activity.From, Current.Year) * (Right - Left)),
                Left + (Day(activity.To.AddDays(1), Current.Year) * (Right - Left)));
            svg.Rect(from, Top - 8, Math.Max(2, to - from), Bottom - Top + 8, "activity");
        }

        if (scale.Length > 0)
            svg.Text(Left - 8, Top - 12, scale, "axis", "end");
        for (var tick = 0.0; tick <= end * 1.001; tick += step)
            svg.Line(Left, y(tick), Right, y(tick), "grid").Text(Left - 8, y(tick) + 4, figure(tick), "axis", "end");
        for (var month = 1; month <= 12; month++)
            if (month % 3 == 0 || month == 1)
                svg.Text(X(month), Bottom + 22, Localizer.Localize($"T{month}", Month(month)), "axis", "middle");
    }

    private void DrawForecast(SvgWriter svg, YearPaths paths, Func<double, double> y)
    {
        if (Standing.Forecast.Projection is { Interval95: { } interval95, Interval80: { } interval80 })
            svg.Shape([(X(MonthsKnown), y(Known)), (Right, y(interval95.High)), (Right, y(interval95.Low))], "fan95", closed: true)
                .Shape([(X(MonthsKnown), y(Known)), (Right, y(interval80.High)), (Right, y(interval80.Low))], "fan80", closed: true);
        if (paths.KeepsPace is { } pace)
            svg.Shape(Course(pace, y), "path");
        if (paths.ReturnsToNormal is { } normal)
            svg.Shape(Course(normal, y), "path");
        svg.Shape(Course(Standing.Forecast.Projection!.Point, y), "projected").Dot(
            Right, y(Standing.Forecast.Projection.Point), 4, "projectedend");
        if (WhatIf is { Pace: not 100 } whatIf)
            svg.Shape(Course(whatIf.YearEnd, y), "whatif").Dot(Right, y(whatIf.YearEnd), 4, "whatifend");
    }

    private IEnumerable<(double Value, string Name, string Style)> Labels(
        YearPaths paths, IEnumerable<(int Year, double Value)> yearEnds)
    {
        if (Standing.Forecast.Target is { } target)
            yield return ((double)target, Localizer.Localize("chỉ tiêu", "target"), "goaltext");
        if (IsOpen)
        {
            yield return (Standing.Forecast.Projection!.Point, Localizer.Localize("dự báo", "forecast"), "end");
            if (paths.KeepsPace is { } pace)
                yield return (pace, Localizer.Localize("giữ nhịp này", "today's pace"), "axis");
            if (paths.ReturnsToNormal is { } normal)
                yield return (normal, Localizer.Localize("như mọi năm", "back to normal"), "axis");
            if (WhatIf is { Pace: not 100 } whatIf)
                yield return (whatIf.YearEnd, FormattableString.Invariant($"{whatIf.Pace}%"), "end");
        }

        foreach (var line in Past)
            if (line.Values.LastOrDefault(value => value is not null) is { } last)
                yield return (last, line.Year.ToString(CultureInfo.InvariantCulture), "axis");
        foreach (var (year, value) in yearEnds)
            yield return (value, year.ToString(CultureInfo.InvariantCulture), "axis");
    }

    private static void DrawLabels(
        SvgWriter svg, IReadOnlyList<(double Value, string Name, string Style)> labels, Func<double, double> y, Func<double, string> figure)
    {
        var places = EdgeLabels.Place([.. labels.Select(label => y(label.Value))], LabelGap, Top, Bottom);
        for (var i = 0; i < labels.Count; i++)
        {
            if (Math.Abs(places[i] - y(labels[i].Value)) > 2)
                svg.Line(Right + 2, y(labels[i].Value), Right + 12, places[i], "leader");
            svg.Text(Right + 15, places[i] + 4, $"{labels[i].Name} {figure(labels[i].Value)}", labels[i].Style);
        }
    }

    private static double X(int month) => Left + (month / 12.0 * (Right - Left));

    // Coming months come as last year's did, where that is known; else evenly.
    private List<(double X, double Y)> Course(double yearEnd, Func<double, double> y)
    {
        var last = Past.FirstOrDefault(line => line.Values.Count == 12 && line.Values.All(value => value is not null))?.Values;
        var rest = last is null ? 0 : last[11] - last[MonthsKnown - 1];
        return
        [
            .. Enumerable.Range(MonthsKnown, 13 - MonthsKnown).Select(month =>
            {
                var done = rest > 0
                    ? Math.Clamp((last![month - 1]!.Value - last[MonthsKnown - 1]!.Value) / rest.Value, 0, 1)
                    : (month - MonthsKnown) / (12.0 - MonthsKnown);
                return (X(month), y(Known + ((yearEnd - Known) * done)));
            }),
        ];
    }

    /// <summary>How far into the year a day is, 0 to 1.</summary>
    private static double Day(DateOnly day, int year) =>
        Math.Clamp((day.DayNumber - new DateOnly(year, 1, 1).DayNumber) / (DateTime.IsLeapYear(year) ? 366.0 : 365.0), 0, 1);

    private IEnumerable<(int Year, double Value)> EarlierYearEnds()
    {
        var ends = Standing.Forecast.PastYears ?? [];
        return ends.Select((value, index) => (Year: Current.Year - ends.Count + index, Value: value))
            .Where(item => item.Value is not null && Past.All(line => line.Year != item.Year))
            .Select(item => (item.Year, item.Value!.Value));
    }

    private List<(double X, double Y)> Points(YearLine line, Func<double, double> y)
    {
        // A flow begins the year at nothing; a ratio begins wherever it stands in January.
        var points = Standing.Indicator.Kind == IndicatorKind.Flow ? new List<(double, double)> { (X(0), y(0)) } : [];
        points.AddRange(line.Values.Select((value, index) => (value, index)).Where(item => item.value is not null)
            .Select(item => (X(item.index + 1), y(item.value!.Value))));
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

    private string Month(int month) => Localizer.Culture.DateTimeFormat.GetAbbreviatedMonthName(month)[..3];
}
