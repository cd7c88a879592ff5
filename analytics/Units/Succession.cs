using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Analytics.Units;

/// <summary>A unit of the later tree that takes over from one of the earlier tree.</summary>
/// <param name="Unit">Its code in the later tree.</param>
/// <param name="Weight">Its share beside the other heirs' weights, above 0.</param>
public readonly record struct Heir(UnitCode Unit, decimal Weight);

/// <summary>
/// Which units of a later tree take over from which of an earlier one, and in what shares. A code says nothing across
/// trees (the same code can name another place): only a pair of code and tree names a unit, so the left codes here
/// are all of the earlier tree and the right ones all of the later.
/// </summary>
public sealed class Succession
{
    private readonly Dictionary<UnitCode, Heir[]> _heirs;
    private readonly Lazy<Dictionary<UnitCode, UnitCode[]>> _predecessors;

    /// <param name="links">Earlier unit, later unit and weight; weights of the same pair add up.</param>
    /// <exception cref="ArgumentOutOfRangeException">A weight is not above 0.</exception>
    public Succession(IEnumerable<(UnitCode Old, UnitCode New, decimal Weight)> links) : this(Grouped(links))
    {
    }

    private Succession(Dictionary<UnitCode, Heir[]> heirs) =>
        (_heirs, _predecessors) = (heirs, new Lazy<Dictionary<UnitCode, UnitCode[]>>(() => Links(heirs).GroupBy(link => link.New)
            .ToDictionary(later => later.Key, later => later.Select(link => link.Old).Order().ToArray())));

    /// <summary>The earlier units that have heirs.</summary>
    public IReadOnlyCollection<UnitCode> Sources => _heirs.Keys;

    /// <summary>Who takes over from an earlier unit, by code; empty when nobody is known to.</summary>
    public IReadOnlyList<Heir> HeirsOf(UnitCode old) => _heirs.TryGetValue(old, out var heirs) ? heirs : [];

    /// <summary>From whom a later unit takes over.</summary>
    public IReadOnlyCollection<UnitCode> PredecessorsOf(UnitCode later) => _predecessors.Value.TryGetValue(later, out var old) ? old : [];

    /// <summary>Everybody takes over from itself: two trees with the same codes for the same places.</summary>
    public static Succession Unchanged(UnitTree tree) =>
        new(tree.TopDown.ToDictionary(unit => unit.Code, unit => new[] { new Heir(unit.Code, 1) }));

    /// <summary>This change with further links; weights of the same pair add up.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A weight is not above 0.</exception>
    public Succession With(IEnumerable<(UnitCode Old, UnitCode New, decimal Weight)> links) => new(Links(_heirs).Concat(links));

    /// <summary>This change and a later one as one; shares multiply.</summary>
    public Succession Then(Succession next)
    {
        var all = new Dictionary<UnitCode, Heir[]>(_heirs.Count);
        foreach (var (old, heirs) in _heirs)
        {
            Heir[] last =
            [
                .. Normal(heirs)
                    .SelectMany(heir => Normal(next.HeirsOf(heir.Unit)).Select(end => end with { Weight = heir.Weight * end.Weight }))
                    .Where(heir => heir.Weight > 0), // the product of two shares may be below the last decimal
            ];
            if (last.Length > 0)
                all.Add(old, Merged(last));
        }

        return new Succession(all);
    }

    /// <summary>The way back: what a later unit does is divided among those it took over from, by the shares it got of them.</summary>
    public Succession Reversed() => new(_heirs.SelectMany(pair => Normal(pair.Value).Select(heir => (heir.Unit, pair.Key, heir.Weight))));

    /// <summary>
    /// With heirs for every unit of the earlier tree: a level that was abolished goes where the units below it went,
    /// equally; what has nothing below goes where the unit above it went; the root stays the root.
    /// </summary>
    public Succession Completed(UnitTree before, UnitTree after)
    {
        var units = before.TopDown.ToArray();
        var all = new Dictionary<UnitCode, Heir[]>(units.Length);
        foreach (var unit in units)
            all.Add(unit.Code, _heirs.GetValueOrDefault(unit.Code, []));
        all[before.Root.Code] = [new Heir(after.Root.Code, 1)];
        foreach (var unit in units.Reverse().Where(unit => all[unit.Code].Length == 0))
            all[unit.Code] = [.. before.Children(unit.Code).SelectMany(child => Normal(all[child.Code]))];
        foreach (var unit in units.Where(unit => all[unit.Code].Length == 0))
            all[unit.Code] = all[unit.Parent!.Value];
        foreach (var unit in units)
            all[unit.Code] = Merged(all[unit.Code]); // last, so that shares are divided as they came
        return new Succession(all);
    }

    private static IEnumerable<(UnitCode Old, UnitCode New, decimal Weight)> Links(Dictionary<UnitCode, Heir[]> heirs) =>
        heirs.SelectMany(pair => pair.Value.Select(heir => (pair.Key, heir.Unit, heir.Weight)));

    private static Dictionary<UnitCode, Heir[]> Grouped(IEnumerable<(UnitCode Old, UnitCode New, decimal Weight)> links)
    {
        var all = links.ToArray();
        foreach (var link in all)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(link.Weight, nameof(links));
        return all.GroupBy(link => link.Old).ToDictionary(
            old => old.Key, old => Merged([.. old.Select(link => new Heir(link.New, link.Weight))]));
    }

    // Each later unit once, by code. Nearly every unit has one heir.
    private static Heir[] Merged(Heir[] heirs) => heirs.Length == 1
        ? heirs
        : [.. heirs.GroupBy(heir => heir.Unit).Select(to => new Heir(to.Key, to.Sum(heir => heir.Weight))).OrderBy(heir => heir.Unit)];

    // Weights that sum to 1. A share below the last decimal is none.
    private static Heir[] Normal(IReadOnlyList<Heir> heirs)
    {
        if (heirs.Count == 1)
            return [heirs[0] with { Weight = 1 }];
        var sum = heirs.Sum(heir => heir.Weight);
        return [.. heirs.Select(heir => heir with { Weight = heir.Weight / sum }).Where(heir => heir.Weight > 0)];
    }
}
