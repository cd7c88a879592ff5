using Azure.Data.Tables;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Rollups.Persistence;

/// <summary>Some provinces of a tree with everything below them, and where their rows lie among the rollups and the forecasts.</summary>
public sealed class TreePart
{
    private readonly UnitTree _tree;
    private readonly UnitCode[] _provinces;
    private readonly UnitCode[] _all;
    private readonly HashSet<UnitCode> _units;

    /// <param name="tree">The tree.</param>
    /// <param name="provinces">Provinces of it.</param>
    public TreePart(UnitTree tree, IEnumerable<UnitCode> provinces)
    {
        _tree = tree;
        _provinces = Sort(provinces);
        _all = Provinces(tree);
        Units = [.. _provinces.SelectMany(tree.SubTree).Select(unit => unit.Code)];
        _units = [.. Units];
    }

    /// <summary>Its units, each province before what is below it.</summary>
    public IReadOnlyList<UnitCode> Units { get; }

    /// <summary>Whether all provinces are in it.</summary>
    public bool IsAll => _provinces.Length == _all.Length;

    /// <summary>The provinces from one (inclusive) to another (exclusive), by the ordinal order of their codes.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="from">The first; null for all from the first.</param>
    /// <param name="to">Before which; null for all to the last.</param>
    public static TreePart Create(UnitTree tree, string? from, string? to) =>
        new(tree, Provinces(tree).Where(new ProvinceRange(from, to).Contains));

    /// <summary>Divides a tree: provinces in the ordinal order of their codes, together up to so many units.</summary>
    /// <returns>From which province each part goes (inclusive), and to which (exclusive); null at both ends.</returns>
    public static IReadOnlyList<(string? From, string? To)> Divide(UnitTree tree, int mostUnits)
    {
        var (bounds, units) = (new List<string>(), 0);
        foreach (var province in Provinces(tree))
        {
            var size = tree.SubTree(province).Count();
            if (units > 0 && units + size > mostUnits)
            {
                bounds.Add(province.ToString());
                units = 0;
            }

            units += size;
        }

        return [.. bounds.Prepend<string?>(null).Zip(bounds.Append<string?>(null))];
    }

    /// <summary>Whether a unit is in it.</summary>
    public bool Contains(UnitCode unit) => _units.Contains(unit);

    /// <summary>The filters that find the rows of its units in a year, and some rows of others: a range of partitions for provinces that
    /// follow each other, since codes of districts mostly begin with that of their province, one for each parent whose code does not, and
    /// one for the provinces themselves.</summary>
    public IEnumerable<string> Filters(int year)
    {
        if (IsAll)
        {
            yield return WholeYear(year);
            yield break;
        }

        var root = RollupEntity.Partition(year, _tree.Root.Code);
        var ranges = Runs().Select(run => (
            Run: run, From: RollupEntity.Partition(year, run.First), To: run.Next is { } next
                ? RollupEntity.Partition(year, next) : RollupEntity.Partitions(year).To)).ToArray();
        foreach (var (run, from, to) in ranges)
        {
            yield return TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {to}");
            if (!IsWithin(root, from, to))
                yield return TableClient.CreateQueryFilter(
                    $"PartitionKey eq {root} and RowKey ge {run.First.ToString()} and RowKey le {run.Last.ToString()}");
        }

        foreach (var partition in Units.Where(unit => _tree.Children(unit).Count > 0).Select(unit => RollupEntity.Partition(year, unit)))
            if (!ranges.Any(range => IsWithin(partition, range.From, range.To)))
                yield return TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
    }

    /// <summary>The filter that finds the rows of all units in a year.</summary>
    public static string WholeYear(int year)
    {
        var (first, last) = RollupEntity.Partitions(year);
        return TableClient.CreateQueryFilter($"PartitionKey ge {first} and PartitionKey lt {last}");
    }

    /// <summary>Whether a row found by <see cref="Filters"/> is of one of its units and lies where the tree has that unit.</summary>
    public bool Has(TableEntity row, int year) =>
        UnitCode.TryParse(row.RowKey, out var unit) && Contains(unit) && !RollupEntity.IsMisplaced(row, year, _tree);

    /// <summary>Whether a row of the year is of one of its units, and lies elsewhere than the tree has that unit.</summary>
    public bool HasElsewhere(TableEntity row, int year) =>
        UnitCode.TryParse(row.RowKey, out var unit) && Contains(unit) && RollupEntity.IsMisplaced(row, year, _tree);

    private IEnumerable<(UnitCode First, UnitCode Last, UnitCode? Next)> Runs()
    {
        var chosen = _provinces.ToHashSet();
        for (var i = 0; i < _all.Length; i++)
        {
            if (!chosen.Contains(_all[i]))
                continue;
            var first = i;
            while (i + 1 < _all.Length && chosen.Contains(_all[i + 1]))
                i++;
            yield return (_all[first], _all[i], i + 1 < _all.Length ? _all[i + 1] : null);
        }
    }

    private static bool IsWithin(string partition, string from, string to) =>
        string.CompareOrdinal(partition, from) >= 0 && string.CompareOrdinal(partition, to) < 0;

    private static UnitCode[] Provinces(UnitTree tree) => Sort(tree.Children(tree.Root.Code).Select(unit => unit.Code));

    private static UnitCode[] Sort(IEnumerable<UnitCode> units) =>
        [.. units.OrderBy(unit => unit.ToString(), StringComparer.Ordinal)];
}
