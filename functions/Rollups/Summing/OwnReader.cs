using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Records;
using YouthFunctions.Rollups.Years;

namespace YouthFunctions.Rollups.Summing;

/// <summary>Reads the current reports of a province and year and makes own parts of them.</summary>
public sealed class OwnReader(UnitReports stored)
{
    /// <summary>The own parts of the given units of a province, silent ones too.</summary>
    public async Task<Dictionary<UnitCode, Own>> ReadAsync(
        YearBasis basis, UnitCode top, IReadOnlySet<UnitCode> units, CancellationToken cancel)
    {
        var carried = await CarriedAsync(basis, units, _ => true, cancel);
        var found = await OfAsync(basis, top, units, carried, _ => true, cancel);
        foreach (var unit in units.Where(unit => !found.ContainsKey(unit)))
            found[unit] = carried.TryGetValue(unit, out var taken) ? Of(basis, unit, [], taken) : new Own(basis.Own(unit, []), false, false);
        return found;
    }

    /// <summary>The own parts of every unit of the province that has a report.</summary>
    public Task<Dictionary<UnitCode, Own>> ReadAllAsync(YearBasis basis, UnitCode top, CancellationToken cancel) =>
        ReadAllAsync(basis, top, _ => true, cancel);

    /// <summary>The own parts of every unit of the province by some of its reports; the others count as not sent.</summary>
    public async Task<Dictionary<UnitCode, Own>> ReadAllAsync(YearBasis basis, UnitCode top, Func<Report, bool> counts, CancellationToken cancel)
    {
        var carried = await CarriedAsync(basis, top, counts, cancel);
        var found = await OfAsync(basis, top, null, carried, counts, cancel);
        foreach (var (unit, taken) in carried.Where(pair => pair.Value.HasReports && !found.ContainsKey(pair.Key)))
            found[unit] = Of(basis, unit, [], taken);
        return found;
    }

    /// <summary>What a province's units, or the centre, take over from their predecessors in the year of a reorganisation.</summary>
    public Task<IReadOnlyDictionary<UnitCode, Own>> CarriedAsync(YearBasis basis, UnitCode top, Func<Report, bool> counts, CancellationToken cancel) =>
        CarriedAsync(basis, basis.UnitsOf(top).Select(unit => unit.Code).ToHashSet(), counts, cancel);

    /// <summary>What units take over from their predecessors in the year of a reorganisation; empty in any other year.</summary>
    /// <param name="basis">The year.</param>
    /// <param name="units">The units that take over.</param>
    /// <param name="counts">Which reports count.</param>
    /// <param name="cancel">Stops between two storage calls.</param>
    private async Task<IReadOnlyDictionary<UnitCode, Own>> CarriedAsync(
        YearBasis basis, IReadOnlySet<UnitCode> units, Func<Report, bool> counts, CancellationToken cancel)
    {
        if (basis.MidYear is not { } midYear)
            return new Dictionary<UnitCode, Own>();
        var predecessors = units.SelectMany(midYear.PredecessorsOf).ToHashSet();
        var replaces = basis.Rules.Any(rule => rule.OverUnits == OverUnits.ParentReplaces);
        var needed = replaces ? predecessors.SelectMany(midYear.PathOf).ToHashSet() : predecessors;
        var own = new Dictionary<UnitCode, Own>();
        foreach (var partition in needed.GroupBy(midYear.PartitionOf))
            await stored.ReadAsync(basis.Year, partition.Key, partition.ToHashSet(), month => month.Number < midYear.From, counts, (unit, reports) =>
                own[unit] = Simple(midYear.Own(unit, reports.Select(report => report.ForSums).OfType<MonthReport>()), reports), cancel);

        var taken = new Dictionary<UnitCode, (List<Rollup> Parts, List<AwaitedValues> Awaited, bool IsSimulated, bool HasReports)>();
        foreach (var old in predecessors)
        {
            var part = own.GetValueOrDefault(old) ?? new Own(midYear.Own(old, []), false, false);
            Rollup[] above = replaces ? [.. midYear.PathOf(old).Skip(1).Where(own.ContainsKey).Select(unit => own[unit].Rollup)] : [];
            foreach (var (heir, share) in midYear.Parts(old, part.Rollup, above).Where(one => units.Contains(one.Heir)))
            {
                var sum = taken.GetValueOrDefault(heir, ([], [], false, false));
                sum.Parts.Add(share);
                // As counts are not divided, one heir lists what the predecessor has to confirm.
                if (heir == midYear.FirstHeirOf(old))
                    sum.Awaited.Add(part.Awaited);
                taken[heir] = (sum.Parts, sum.Awaited, sum.IsSimulated || part.IsSimulated, sum.HasReports || part.HasReports);
            }
        }

        return taken.ToDictionary(pair => pair.Key, pair =>
        {
            var sum = Rollup.Sum(pair.Value.Parts);
            var awaited = AwaitedValues.Together(pair.Value.Awaited, sum, basis.NationalTarget);
            return new Own(sum, pair.Value.IsSimulated, pair.Value.HasReports) { Awaited = awaited };
        });
    }

    /// <summary>A unit's own part from its own reports and what it takes over.</summary>
    public static Own Of(YearBasis basis, UnitCode unit, IReadOnlyCollection<Report> reports, Own? carried)
    {
        var simple = Simple(basis.Own(unit, reports.Select(report => report.ForSums).OfType<MonthReport>(), carried?.Rollup), reports);
        return carried is null ? simple : simple with
        {
            IsSimulated = simple.IsSimulated || carried.IsSimulated,
            HasReports = reports.Count > 0 || carried.HasReports,
            Awaited = AwaitedValues.Together([simple.Awaited, carried.Awaited], simple.Rollup, basis.NationalTarget),
        };
    }

    private static Own Simple(Rollup rollup, IReadOnlyCollection<Report> reports) =>
        new(rollup, reports.Any(report => report.IsSimulated && !report.IsWithdrawn), true) { Awaited = AwaitedValues.Of(rollup, reports) };

    // In the year of a reorganisation the same code may name another unit in the months before: those reports are not its own.
    private async Task<Dictionary<UnitCode, Own>> OfAsync(
        YearBasis basis, UnitCode top, IReadOnlySet<UnitCode>? units, IReadOnlyDictionary<UnitCode, Own> carried, Func<Report, bool> counts, CancellationToken cancel)
    {
        var found = new Dictionary<UnitCode, Own>();
        await stored.ReadAsync(basis.Year, top, units, month => month >= basis.Tree.From, counts, (unit, reports) =>
            found[unit] = Of(basis, unit, reports, carried.GetValueOrDefault(unit)), cancel);
        return found;
    }
}
