using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Storage;
using YouthFunctions.Storage.Caching;

namespace YouthFunctions.Units;

/// <summary>
/// Knows whether a code names the same unit on two trees: it does when the succession names the unit its own heir. A unit that
/// was abolished, and one whose code was given to another place, does not go on; a merged unit that kept its code does.
/// </summary>
/// <remarks>Each call of a signed-in caller asks. Only a code that stands in several trees costs a look at the succession, which is
/// kept for five minutes: a reorganisation is imported weeks before or after its day, not within a call.</remarks>
public sealed class UnitContinuity(UnitRegister register, SuccessionStore successions, TimeProvider clock)
{
    private readonly RevalidatingCache<(UnitTree From, UnitTree To), Succession> _cache = new(
        clock, new CacheLifetimes(TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1)));

    // Of one list of the register; asked for by each call of the centre.
    private volatile AllMonths _all = new([], []);

    /// <summary>The tree in which a unit is meant: the one in force in the month, or, where that has no such unit, the latest that
    /// has one. Null when none has.</summary>
    public UnitTree? FindTree(UnitCode unit, Month meantIn) => register.TreeOf(meantIn) is var tree && tree.TryGet(unit, out _)
        ? tree
        : register.Trees.LastOrDefault(other => other.TryGet(unit, out _));

    /// <summary>The trees (by their first months) in which a code names the unit that is meant.</summary>
    /// <param name="unit">The code.</param>
    /// <param name="meantIn">A month of the tree in which it is meant.</param>
    /// <param name="cancel">Stops the call.</param>
    public async ValueTask<IReadOnlyCollection<Month>> TreesAsync(UnitCode unit, Month meantIn, CancellationToken cancel)
    {
        if (unit == UnitCode.Country)
            return AllOf(register.Trees);
        if (FindTree(unit, meantIn) is not { } meant)
            return [];
        var trees = new List<Month>();
        foreach (var tree in register.Trees)
            if (tree == meant || (tree.TryGet(unit, out _) && await IsContinuedAsync(unit, meant, tree, cancel)))
                trees.Add(tree.From);
        return trees;
    }

    /// <summary>Whether a unit has others below it in any of these trees (by their first months).</summary>
    public bool HasUnitsBelow(UnitCode unit, IReadOnlyCollection<Month> trees) =>
        register.Trees.Any(tree => trees.Contains(tree.From) && tree.Children(unit).Count > 0);

    /// <summary>The units of a later tree that took over from a unit of an earlier one.</summary>
    public async ValueTask<IEnumerable<UnitCode>> HeirsAsync(UnitCode unit, UnitTree from, UnitTree to, CancellationToken cancel) =>
        (await BetweenAsync(from, to, cancel)).HeirsOf(unit).Select(heir => heir.Unit);

    private Month[] AllOf(IReadOnlyList<UnitTree> trees)
    {
        var all = _all;
        if (!ReferenceEquals(all.Trees, trees))
            _all = all = new AllMonths(trees, [.. trees.Select(tree => tree.From)]);
        return all.Months;
    }

    private async ValueTask<bool> IsContinuedAsync(UnitCode unit, UnitTree tree, UnitTree other, CancellationToken cancel)
    {
        var (earlier, later) = tree.From < other.From ? (tree, other) : (other, tree);
        return (await BetweenAsync(earlier, later, cancel)).HeirsOf(unit).Any(heir => heir.Unit == unit);
    }

    private ValueTask<Succession> BetweenAsync(UnitTree from, UnitTree to, CancellationToken cancel) =>
        _cache.GetAsync((from, to), _ => successions.BetweenAsync(from, to, CancellationToken.None), cancel);

    private sealed record AllMonths(IReadOnlyList<UnitTree> Trees, Month[] Months);
}
