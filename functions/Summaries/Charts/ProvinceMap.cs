using Microsoft.AspNetCore.Html;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Pages;
using YouthFunctions.Summaries.Standings;

namespace YouthFunctions.Summaries.Charts;

/// <summary>The provinces coloured by the probability of meeting a target; the table beside it says the same in words.</summary>
public static class ProvinceMap
{
    /// <summary>The classes of the legend: the lowest probability of each, highest first.</summary>
    public static IReadOnlyList<(double From, string Style)> Classes { get; } = [(0.8, "p4"), (0.55, "p3"), (0.12, "p2"), (0, "p1")];

    private static readonly Month ProvincesOf2025 = new(2025, 7);

    /// <summary>The picture.</summary>
    /// <param name="provinces">The provinces of the tree.</param>
    /// <param name="treeFrom">The month from which the tree is in force.</param>
    /// <param name="localizer">The language.</param>
    /// <param name="label">What a screen reader says.</param>
    public static IHtmlContent Draw(IEnumerable<ChildStanding> provinces, Month treeFrom, Localizer localizer, string label)
    {
        var outlines = treeFrom >= ProvincesOf2025 ? ProvinceOutlines.Of2025 : ProvinceOutlines.Of2024;
        var svg = new SvgWriter(ProvinceOutlines.Width, outlines.Height, label, "map");
        // Those likely to miss come last, so that their heavier border lies on top.
        foreach (var province in provinces.OrderByDescending(province => province.Focus?.Projection?.Probability ?? 2))
            if (outlines.Paths.TryGetValue(province.Unit.Code, out var path))
                svg.Path(path, Style(province.Focus?.Projection?.Probability));
        foreach (var (east, north, name) in new[] { (112.0, 16.3, "Q.đ. Hoàng Sa"), (114.2, 9.6, "Q.đ. Trường Sa") })
        {
            var (x, y) = outlines.Place(east, north);
            svg.Text(x, y - 24, localizer.Localize(name, name.Replace("Q.đ.", "Is.", StringComparison.Ordinal)), "place", "middle");
        }

        return svg.ToHtml();
    }

    /// <summary>The class of a probability.</summary>
    public static string Style(double? probability) => probability is { } known ? Classes.First(item => known >= item.From).Style : "p0";
}
