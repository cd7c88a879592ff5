using System.Security.Cryptography;
using System.Text;
using YouthFunctions.Forecasting.Distributions;

namespace YouthFunctions.Forecasting.Panel;

/// <summary>
/// What a part of a panel has to know of the whole: the sums of the groups and parents that have members in several parts. They add up,
/// so that no more than one part of a very large panel is held at a time. A part is everything below a second label, or several such;
/// only groups and parents of one label or none reach beyond it.
/// </summary>
public sealed class PanelTotals
{
    private PanelTotals(int forecastYear, int firstYear, int lastYear, int maxDepth, long nodes, string historyHash)
    {
        (ForecastYear, FirstYear, LastYear, MaxDepth, Nodes, HistoryHash) =
            (forecastYear, firstYear, lastYear, maxDepth, nodes, historyHash);
    }

    /// <summary>The year to forecast.</summary>
    public int ForecastYear { get; }

    /// <summary>The first calendar year with a value.</summary>
    public int FirstYear { get; }

    /// <summary>The last calendar year with a value.</summary>
    public int LastYear { get; }

    /// <summary>The greatest number of labels.</summary>
    public int MaxDepth { get; }

    /// <summary>How many leaves and parents there are.</summary>
    public long Nodes { get; }

    /// <summary>SHA-256 over the series and their values before the forecast year; lower-case hexadecimal.</summary>
    public string HistoryHash { get; }

    /// <summary>Whether there are flows with labels, so that they have parents.</summary>
    public bool HasFlows => Roofs.Count > 0;

    internal Dictionary<(string Prefix, string Indicator), GroupMonths> Groups { get; private init; } = [];

    internal Dictionary<(string Label, string Indicator), RoofTotals> Roofs { get; private init; } = [];

    /// <summary>The sums of a part.</summary>
    /// <param name="series">The leaves of the part.</param>
    /// <param name="forecastYear">The year to forecast.</param>
    /// <exception cref="ArgumentException">No series, or a level lies above 1.</exception>
    public static PanelTotals Create(IEnumerable<PanelSeries> series, int forecastYear)
    {
        var sorted = ForecastPanel.Sort(series);
        if (sorted.Length == 0)
            throw new ArgumentException("A part has at least one series.", nameof(series));
        var first = sorted.Min(leaf => leaf.Values.First.Year);
        var last = Math.Max(first, sorted.Max(leaf => leaf.Values.End.Plus(-1).Year));
        var depth = sorted.Max(leaf => leaf.Labels.Count);
        PanelNode[] leaves = [.. sorted.Select((leaf, index) => PanelNode.CreateLeaf(index, leaf, depth, first, last))];
        var years = last - first + 1;
        var parents = sorted.Where(leaf => leaf.Kind == SeriesKind.Flow)
            .SelectMany(leaf => Enumerable.Range(2, Math.Max(0, leaf.Labels.Count - 1)).Select(
                count => (ForecastPanel.NodeName(leaf.Labels.Take(count)), leaf.Indicator)))
            .Distinct().Count();
        return new PanelTotals(forecastYear, first, last, depth, leaves.Length + parents, Hash(sorted, first, forecastYear))
        {
            Groups = leaves
                .SelectMany(leaf => PanelGroups.Keys(sorted[leaf.Index].Labels, leaf.Indicator, least: 0, most: 1)
                    .Select(key => (Group: key, Leaf: leaf)))
                .GroupBy(member => member.Group, member => member.Leaf).ToDictionary(
                    group => group.Key, group => GroupMonths.Create([.. group], years, relative: group.Key.Indicator.Length == 0)),
            Roofs = leaves.Where(leaf => leaf.Kind == SeriesKind.Flow && sorted[leaf.Index].Labels.Count > 0)
                .GroupBy(leaf => (sorted[leaf.Index].Labels[0], leaf.Indicator))
                .ToDictionary(group => group.Key, group => RoofTotals.Create([.. group], years, forecastYear - first)),
        };
    }

    /// <summary>The sums of all parts together; the hash depends on their order.</summary>
    /// <exception cref="ArgumentException">No parts, or parts of different forecast years.</exception>
    public static PanelTotals Sum(IReadOnlyList<PanelTotals> parts)
    {
        if (parts.Select(part => part.ForecastYear).Distinct().Count() != 1)
            throw new ArgumentException("Parts of one forecast year are summed.", nameof(parts));
        var first = parts.Min(part => part.FirstYear);
        var hashes = string.Join('\n', parts.Select(part => part.HistoryHash));
        var whole = new PanelTotals(
            parts[0].ForecastYear, first, parts.Max(part => part.LastYear), parts.Max(part => part.MaxDepth),
            parts.Sum(part => part.Nodes), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(hashes))));
        foreach (var part in parts)
        {
            var earlier = part.FirstYear - first;
            foreach (var (key, group) in part.Groups)
                whole.Groups[key] = whole.Groups.TryGetValue(key, out var sum) ? sum.Plus(group.From(earlier)) : group.From(earlier);
            foreach (var (key, roof) in part.Roofs)
                whole.Roofs[key] = whole.Roofs.TryGetValue(key, out var sum) ? sum.Plus(roof.From(earlier)) : roof.From(earlier);
        }

        return whole;
    }

    /// <summary>Writes the sums, bit by bit.</summary>
    public void Write(Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        foreach (var number in (int[])[ForecastYear, FirstYear, LastYear, MaxDepth])
            writer.Write(number);
        writer.Write(Nodes);
        writer.Write(HistoryHash);
        writer.WriteAll(Groups, group => group.Write(writer));
        writer.WriteAll(Roofs, roof => roof.Write(writer));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static PanelTotals Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        int forecastYear = reader.ReadInt32(), firstYear = reader.ReadInt32(), lastYear = reader.ReadInt32(), depth = reader.ReadInt32();
        return new PanelTotals(forecastYear, firstYear, lastYear, depth, reader.ReadInt64(), reader.ReadString())
        {
            Groups = reader.ReadAll(() => GroupMonths.Read(reader)),
            Roofs = reader.ReadAll(() => RoofTotals.Read(reader)),
        };
    }

    private static string Hash(PanelSeries[] series, int first, int forecastYear)
    {
        var last = Math.Max(first, forecastYear - 1);
        PanelNode[] history = forecastYear <= first
            ? []
            : [.. series.Select((leaf, index) => PanelNode.CreateLeaf(index, leaf, 0, first, last))];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(PanelHash.Compute(series, history, first)));
        hash.AppendData([.. series.Select(leaf => (byte)leaf.Kind)]);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
