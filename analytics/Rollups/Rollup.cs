using System.Collections.Immutable;
using System.Runtime.InteropServices;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Analytics.Rollups;

/// <summary>A unit's year: twelve cells for each indicator. Immutable; an indicator without any cell is left out.</summary>
public sealed class Rollup
{
    private readonly Dictionary<IndicatorCode, RollupCell[]> _cells;

    private Rollup(Dictionary<IndicatorCode, RollupCell[]> cells) => _cells = cells;

    /// <summary>A year of which nothing is expected or known.</summary>
    public static Rollup Empty { get; } = new([]);

    /// <summary>The indicators with at least one cell.</summary>
    public IReadOnlyCollection<IndicatorCode> Indicators => _cells.Keys;

    /// <summary>The cell of an indicator in a month (1 to 12).</summary>
    public RollupCell this[IndicatorCode indicator, int month] =>
        _cells.TryGetValue(indicator, out var months) ? months[month - 1] : RollupCell.Empty;

    /// <summary>The twelve cells of an indicator, January first.</summary>
    public ReadOnlySpan<RollupCell> Months(IndicatorCode indicator) =>
        _cells.TryGetValue(indicator, out var months) ? months : new RollupCell[12];

    /// <summary>A rollup of given cells.</summary>
    /// <exception cref="ArgumentException">An indicator has not exactly twelve cells.</exception>
    public static Rollup FromCells(IEnumerable<KeyValuePair<IndicatorCode, RollupCell[]>> cells) =>
        Create(cells.ToDictionary(pair => pair.Key, pair => (RollupCell[])pair.Value.Clone()));

    /// <summary>A rollup of given cells that cannot change: they are not copied.</summary>
    /// <inheritdoc cref="FromCells(IEnumerable{KeyValuePair{IndicatorCode, RollupCell[]}})" path="/exception"/>
    public static Rollup FromCells(IEnumerable<KeyValuePair<IndicatorCode, ImmutableArray<RollupCell>>> cells) =>
        Create(cells.ToDictionary(pair => pair.Key, pair => ImmutableCollectionsMarshal.AsArray(pair.Value) ?? []));

    /// <summary>The rollup of disjoint parts together; exact, and independent of their order.</summary>
    public static Rollup Sum(IEnumerable<Rollup> parts)
    {
        var sums = new Dictionary<IndicatorCode, RollupCell[]>();
        foreach (var (indicator, months) in parts.SelectMany(part => part._cells))
        {
            if (!sums.TryGetValue(indicator, out var sum))
                sums[indicator] = sum = new RollupCell[12];
            for (var month = 0; month < 12; month++)
                sum[month] += months[month];
        }

        return new Rollup(sums);
    }

    /// <summary>Whether every cell is the same.</summary>
    public bool HasSameCells(Rollup other) =>
        _cells.Keys.Union(other._cells.Keys).All(indicator => Months(indicator).SequenceEqual(other.Months(indicator)));

    private static Rollup Create(Dictionary<IndicatorCode, RollupCell[]> cells) => cells.Values.All(months => months.Length == 12)
        ? new Rollup(cells)
        : throw new ArgumentException("A year has twelve months.", nameof(cells));
}
