using Microsoft.AspNetCore.Html;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Organisations;
using YouthFunctions.Pages;
using YouthFunctions.Plan;
using YouthFunctions.Summaries.Standings;

namespace YouthFunctions.Summaries.Charts;

/// <summary>The provinces coloured by what their year is expected to end with, over their target; each is a link that says its name and
/// figure, and the table beside it says the same in words.</summary>
public static class ProvinceMap
{
    /// <summary>The seven steps of the legend: the lowest share of the target of each, highest first.</summary>
    public static IReadOnlyList<(double From, string Style)> Steps { get; } =
        [(1.2, "m7"), (1.1, "m6"), (1, "m5"), (0.9, "m4"), (0.8, "m3"), (0.7, "m2"), (0, "m1")];

    /// <summary>The picture.</summary>
    /// <param name="outlines">The outlines of the provinces.</param>
    /// <param name="summary">The centre's summary, whose children are the provinces.</param>
    /// <param name="link">The page of a province's indicator.</param>
    /// <param name="localizer">The language.</param>
    /// <param name="label">What a screen reader says.</param>
    public static IHtmlContent Draw(
        ProvinceOutlines outlines, Summary summary, Func<ChildStanding, string> link, Localizer localizer, string label)
    {
        var svg = new SvgWriter(ProvinceOutlines.Width, outlines.Height, label, "map", isGroup: true);
        // Those far from their target come last, so that their heavier border lies on top.
        foreach (var province in summary.Children.OrderByDescending(province => Share(province, summary.Focus) ?? double.MaxValue))
            if (outlines.Paths.TryGetValue(province.Unit.Code, out var path))
                svg.BeginLink(link(province), Describe(province, summary.Focus, localizer))
                    .Path(path, Style(Share(province, summary.Focus))).EndLink();
        foreach (var place in Organisation.Current.MapPlaces)
        {
            var (x, y) = outlines.Place(place.East, place.North);
            svg.Text(x, y - 24, localizer.Localize(place.Name), "place", "middle");
        }

        return svg.ToHtml();
    }

    /// <summary>The projected year-end over the target, of a ceiling the ceiling over the year-end; null where either is unknown.</summary>
    public static double? Share(ChildStanding province, Indicator focus) =>
        province.Focus is not { Target: { } target and > 0, Projection.Point: var point } ? null
        : focus.Direction == Direction.HigherIsBetter ? point / (double)target
        : point <= 0 ? double.MaxValue : (double)target / point;

    /// <summary>The step of a share of the target.</summary>
    public static string Style(double? share) => share is { } known ? Steps.First(item => known >= item.From).Style : "m0";

    private static string Describe(ChildStanding province, Indicator focus, Localizer localizer) => Share(province, focus) is { } share
        ? localizer.Localize(
            $"{province.Unit.Name}: dự báo bằng {localizer.FormatPercent(Math.Round(Math.Min(share, 9.99), 2))} chỉ tiêu",
            $"{province.Unit.Name}: {localizer.FormatPercent(Math.Round(Math.Min(share, 9.99), 2))} of the target is forecast")
        : localizer.Localize($"{province.Unit.Name}: chưa có số liệu", $"{province.Unit.Name}: no data");
}
