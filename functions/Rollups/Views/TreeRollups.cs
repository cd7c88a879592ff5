using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Storage;
using YouthFunctions.Storage.Caching;
using YouthFunctions.Units;

namespace YouthFunctions.Rollups.Views;

/// <summary>
/// The rollups of a year on any tree of the register. A year is stored on the tree in force at its end; on another tree it
/// is read through the succession, with the same totals. A merged unit so has the history of its predecessors.
/// </summary>
public sealed class TreeRollups(
    RollupStore rollups, SuccessionStore successions, PlanStore plans, UnitRegister register, YearBasisFactory bases, TimeProvider clock)
{
    private const int MaxViews = 8;

    // However many ask after a rollup, a year is moved once; what is kept afterwards goes by version and not by age.
    private readonly RevalidatingCache<(int Year, Month Tree, DateTimeOffset? Reflects, Succession By),
        IReadOnlyDictionary<UnitCode, UnitYear>> _pending =
        new(clock, CacheLifetimes.ThirtySeconds, _ => false);
    private readonly ConcurrentDictionary<(int Year, Month Tree),
        (DateTimeOffset? Reflects, Succession By, IReadOnlyDictionary<UnitCode, UnitYear> Rows)> _cache = new();

    /// <summary>The unit's year on a tree; null when nothing is known of it.</summary>
    public async Task<UnitYear?> FindAsync(UnitTree tree, UnitCode unit, int year, CancellationToken cancel) =>
        register.TreeOf(year) == tree
            ? await rollups.FindAsync(tree, unit, year, cancel)
            : (await AllAsync(tree, year, cancel)).GetValueOrDefault(unit);

    /// <summary>Every unit's year on a tree.</summary>
    public async Task<IReadOnlyDictionary<UnitCode, UnitYear>> AllAsync(UnitTree tree, int year, CancellationToken cancel)
    {
        var native = register.TreeOf(year);
        if (native == tree)
            return await rollups.AllAsync(tree, year, cancel).ToDictionaryAsync(row => row.Unit, cancellationToken: cancel);
        var reflects = await rollups.ReflectsAsync(year, cancel);
        var succession = await successions.BetweenAsync(native, tree, cancel);
        return Kept() ?? await _pending.GetAsync((year, tree.From, reflects, succession), async _ =>
        {
            if (Kept() is { } done) // by one who came between
                return done;
            var rows = await MoveAsync(
                native, tree, succession, year, reflects ?? default, rollups.AllAsync(native, year, CancellationToken.None), null,
                CancellationToken.None);
            if (_cache.Count >= MaxViews)
                _cache.Clear();
            _cache[(year, tree.From)] = (reflects, succession, rows);
            return rows;
        }, cancel);

        IReadOnlyDictionary<UnitCode, UnitYear>? Kept() =>
            _cache.TryGetValue((year, tree.From), out var kept) && kept.Reflects == reflects && kept.By == succession ? kept.Rows : null;
    }

    /// <summary>The years of the units of some provinces on a tree, streamed. What is not stored on the tree is moved for these units
    /// alone, and not kept.</summary>
    public async IAsyncEnumerable<UnitYear> PartAsync(
        UnitTree tree, TreePart part, int year, [EnumeratorCancellation] CancellationToken cancel)
    {
        var native = register.TreeOf(year);
        if (native == tree)
        {
            await foreach (var row in rollups.PartAsync(part, year, cancel))
                yield return row;
            yield break;
        }

        var succession = await successions.BetweenAsync(native, tree, cancel);
        var sources = part.Units.SelectMany(succession.PredecessorsOf).ToHashSet();
        var rows = rollups.PartAsync(
            new TreePart(native, sources.Select(native.ProvinceOf).OfType<UnitCode>().Distinct()), year, cancel);
        if (sources.Contains(native.Root.Code) && await rollups.FindAsync(native, native.Root.Code, year, cancel) is { } centre)
            rows = rows.Prepend(centre);
        var moved = await MoveAsync(
            native, tree, succession, year, default, rows.Where(row => sources.Contains(row.Unit)), sources, cancel);
        foreach (var unit in part.Units)
            if (moved.GetValueOrDefault(unit) is { } row)
                yield return row;
    }

    /// <summary>The centre's year on a tree; null when nothing is known of it. Its total is the same on every tree.</summary>
    public async Task<UnitYear?> CentreAsync(UnitTree tree, int year, CancellationToken cancel)
    {
        var native = register.TreeOf(year);
        var centre = await rollups.FindAsync(native, native.Root.Code, year, cancel);
        if (native == tree || centre is null)
            return centre;
        var succession = await successions.BetweenAsync(native, tree, cancel);
        var sources = succession.PredecessorsOf(tree.Root.Code).ToHashSet();
        var rows = sources.ToAsyncEnumerable().Select(async (UnitCode unit, CancellationToken token) =>
            await rollups.FindAsync(native, unit, year, token)).OfType<UnitYear>();
        var moved = await MoveAsync(native, tree, succession, year, centre.ReflectsUtc, rows, sources, cancel);
        return moved.GetValueOrDefault(tree.Root.Code) is { } row ? row with { Total = centre.Total } : centre with { Own = Rollup.Empty };
    }

    private async Task<IReadOnlyDictionary<UnitCode, UnitYear>> MoveAsync(
        UnitTree native, UnitTree tree, Succession succession, int year, DateTimeOffset reflects, IAsyncEnumerable<UnitYear> rows,
        HashSet<UnitCode>? sources, CancellationToken cancel)
    {
        if (await PlanOf(year, cancel) is not { } plan)
            return new Dictionary<UnitCode, UnitYear>();
        var basis = await bases.CreateAsync(plan, cancel);
        var above = await AboveAsync(basis, cancel);
        var silent = native.TopDown.Where(unit => (sources is null || sources.Contains(unit.Code))
                && (plan.Expects(unit.Level) || basis.MidYear?.ExpectedOf(unit.Code) > 0))
            .Select(unit => unit.Code).ToHashSet();
        var other = new OtherTree(plan.Rules, succession, tree, basis.From);
        var isSimulated = false;
        await foreach (var row in rows.WithCancellation(cancel))
        {
            silent.Remove(row.Unit);
            isSimulated |= row.IsSimulated;
            other.Add(row.Unit, row.Own, Above(row.Unit));
        }

        // Who was expected and silent has no row, and is expected on the other tree too.
        foreach (var unit in silent)
            other.Add(unit, basis.Own(unit, []), Above(unit));
        return other.Read().ToDictionary(
            pair => pair.Key,
            pair => new UnitYear(pair.Key, year, pair.Value.Own, pair.Value.Total, reflects, default) { IsSimulated = isSimulated });

        IReadOnlyCollection<Rollup> Above(UnitCode unit) => above.Count == 0
            ? []
            : [.. native.PathToRoot(unit).Skip(1).Where(parent => above.ContainsKey(parent.Code)).Select(parent => above[parent.Code])];
    }

    // Only needed where a parent's figure replaces its children's, and only of those who have children.
    private async Task<Dictionary<UnitCode, Rollup>> AboveAsync(YearBasis basis, CancellationToken cancel) =>
        basis.Rules.All(rule => rule.OverUnits == OverUnits.Sum)
            ? []
            : await rollups.AllAsync(basis.Tree, basis.Year, cancel).Where(row => basis.Tree.Children(row.Unit).Count > 0)
                .ToDictionaryAsync(row => row.Unit, row => row.Own, cancellationToken: cancel);

    /// <summary>The plan of a year. A year before the plans is shown by the first plan that came after it; nobody was
    /// expected to report then. Null when there is none.</summary>
    public async Task<YearPlan?> PlanOf(int year, CancellationToken cancel)
    {
        if (await plans.FindAsync(year, cancel) is { } own)
            return own.Plan;
        var later = (await plans.YearsAsync(cancel)).Where(planned => planned > year).ToArray();
        return later.Length > 0 && await plans.FindAsync(later[0], cancel) is { } next
            ? next.Plan with { Year = year, ReportingLevels = [] }
            : null;
    }
}
