using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Organisations;

namespace YouthFunctions.Summaries.Charts;

/// <summary>The outlines of the provinces of one tree as SVG paths, made once from TopoJSON.</summary>
/// <remarks>
/// TopoJSON keeps each border once, as a line of whole-number steps from its first point; a province names the borders
/// around it, a negative number meaning "backwards" (github.com/topojson/topojson-specification, 2.1.4). The projection
/// is equirectangular at the latitude in the middle, which keeps the country's shape.
/// </remarks>
public sealed class ProvinceOutlines
{
    /// <summary>Width of the coordinate system.</summary>
    public const int Width = 1000;

    private const double Margin = 12;
    private static readonly ConcurrentDictionary<string, ProvinceOutlines> Files = [];
    private readonly double _west, _north, _scale, _longitudeScale;

    private ProvinceOutlines(JsonElement topology)
    {
        var transform = topology.GetProperty("transform");
        double[] scale = [.. transform.GetProperty("scale").EnumerateArray().Select(value => value.GetDouble())];
        double[] shift = [.. transform.GetProperty("translate").EnumerateArray().Select(value => value.GetDouble())];
        var degrees = topology.GetProperty("arcs").EnumerateArray().Select(arc => Arc(arc, scale, shift)).ToArray();
        var latitudes = degrees.SelectMany(arc => arc).Select(point => point.Y).ToArray();
        _longitudeScale = Math.Cos((latitudes.Min() + latitudes.Max()) / 2 * Math.PI / 180);
        var arcs = degrees.Select(arc => arc.Select(point => (X: point.X * _longitudeScale, point.Y)).ToArray()).ToArray();
        var points = arcs.SelectMany(arc => arc).ToArray();
        (_west, _north) = (points.Min(point => point.X), points.Max(point => point.Y));
        _scale = (Width - (2 * Margin)) / (points.Max(point => point.X) - _west);
        Height = (int)Math.Ceiling(((_north - points.Min(point => point.Y)) * _scale) + (2 * Margin));
        Paths = topology.GetProperty("objects").EnumerateObject().First().Value.GetProperty("geometries").EnumerateArray().ToDictionary(
            province => UnitCode.Parse(province.GetProperty("properties").GetProperty("code").GetString()!),
            province => Path(province, arcs));
    }

    /// <summary>The outlines of a tree of the organisation, or of the last one before it; null where it has none.</summary>
    /// <exception cref="OrganisationException">The file is not what it should be.</exception>
    public static ProvinceOutlines? Of(Month treeFrom) =>
        Organisation.Current.Trees.LastOrDefault(tree => tree.From <= treeFrom)?.Outlines is { } file
            ? Files.GetOrAdd(file, Read)
            : null;

    /// <summary>Height of the coordinate system.</summary>
    public int Height { get; }

    /// <summary>The path of each province.</summary>
    public IReadOnlyDictionary<UnitCode, string> Paths { get; }

    /// <summary>Where a place stands in the picture.</summary>
    public (double X, double Y) Place(double east, double north) =>
        ((((east * _longitudeScale) - _west) * _scale) + Margin, ((_north - north) * _scale) + Margin);

    private static ProvinceOutlines Read(string file)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(Organisation.Current.PathOf(file)));
            return new ProvinceOutlines(document.RootElement);
        }
        catch (Exception error) when (
            error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            throw new OrganisationException(
                Organisation.Current.Directory, [$"{file} is no TopoJSON whose shapes have a property code: {error.Message}"]);
        }
    }

    private static (double X, double Y)[] Arc(JsonElement arc, double[] scale, double[] shift)
    {
        var (x, year) = (0, 0);
        return
        [
            .. arc.EnumerateArray().Select(step =>
            {
                (x, year) = (x + step[0].GetInt32(), year + step[1].GetInt32());
                return ((x * scale[0]) + shift[0], (year * scale[1]) + shift[1]);
            }),
        ];
    }

    private string Path(JsonElement province, (double X, double Y)[][] arcs)
    {
        var path = new StringBuilder();
        var polygons = province.GetProperty("type").GetString() == "Polygon"
            ? [province.GetProperty("arcs")]
            : province.GetProperty("arcs").EnumerateArray().ToArray();
        foreach (var ring in polygons.SelectMany(polygon => polygon.EnumerateArray()))
            Append(path, ring.EnumerateArray().SelectMany(index => Border(arcs, index.GetInt32())));
        return path.ToString();
    }

    private static IEnumerable<(double X, double Y)> Border((double X, double Y)[][] arcs, int index) =>
        index >= 0 ? arcs[index] : arcs[~index].Reverse();

    // Whole units, each step from the point before: a third of the size, and finer than a phone's pixels.
    private void Append(StringBuilder path, IEnumerable<(double X, double Y)> ring)
    {
        var (x, year) = (0, 0);
        var isFirst = true;
        foreach (var point in ring)
        {
            var (nextX, nextY) = ((int)Math.Round(((point.X - _west) * _scale) + Margin),
                (int)Math.Round(((_north - point.Y) * _scale) + Margin));
            if (isFirst)
                path.Append(CultureInfo.InvariantCulture, $"M{nextX} {nextY}l");
            else if (nextX != x || nextY != year)
                path.Append(CultureInfo.InvariantCulture, $"{nextX - x} {nextY - year} ");
            (x, year, isFirst) = (nextX, nextY, false);
        }

        if (path[^1] == 'l')
            path.Append("0 0");
        path.Append('z');
    }
}
