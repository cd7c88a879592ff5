using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Records;
using YouthFunctions.Rollups.Years;

namespace YouthFunctions.Rollups.Summing;

/// <summary>Reads the current reports of a province and year and makes own parts of them.</summary>
public sealed class OwnRollupReader(UnitReports stored)
{
    private delegate Task ReadReports(
        UnitCode partition, IReadOnlySet<UnitCode> units, Func<Month, bool> months, Action<UnitCode, IReadOnlyCollection<Report>> take);

    /// <summary>The own parts of the given units of a province, silent ones too.</summary>
    public async Task<Dictionary<UnitCode, OwnRollup>> ReadAsync(
        YearBasis basis, UnitCode top, IReadOnlySet<UnitCode> units, CancellationToken cancel)
    {
        var carried = await CarriedAsync(basis, units, _ => true, cancel);
        var found = await BuildAsync(basis, top, units, carried, _ => true, cancel);
        foreach (var unit in units.Where(unit => !found.ContainsKey(unit)))
            found[unit] = carried.TryGetValue(unit, out var taken)
                ? Build(basis, unit, [], taken)
                : basis.SilentOwn(unit);
        return found;
    }

    /// <summary>The own parts of every unit of the province that has a report.</summary>
    public Task<Dictionary<UnitCode, OwnRollup>> ReadAllAsync(YearBasis basis, UnitCode top, CancellationToken cancel) =>
        ReadAllAsync(basis, top, _ => true, cancel);

    /// <summary>The own parts of every unit of the province by some of its reports; the others count as not sent.</summary>
    public async Task<Dictionary<UnitCode, OwnRollup>> ReadAllAsync(
        YearBasis basis, UnitCode top, Func<Report, bool> counts, CancellationToken cancel)
    {
        var carried = await CarriedAsync(basis, top, counts, cancel);
        var found = await BuildAsync(basis, top, null, carried, counts, cancel);
        foreach (var (unit, taken) in carried.Where(pair => pair.Value.HasReports && !found.ContainsKey(pair.Key)))
            found[unit] = Build(basis, unit, [], taken);
        return found;
    }

    /// <summary>What a province's units, or the centre, take over from their predecessors in the year of a reorganisation.</summary>
    public Task<IReadOnlyDictionary<UnitCode, OwnRollup>> CarriedAsync(
        YearBasis basis, UnitCode top, Func<Report, bool> counts, CancellationToken cancel) =>
        CarriedAsync(basis, basis.UnitsOf(top).Select(unit => unit.Code).ToHashSet(), counts, cancel);

    /// <summary>What they take over by the reports that were current at an instant, whatever was corrected since.</summary>
    public Task<IReadOnlyDictionary<UnitCode, OwnRollup>> CarriedAsync(
        YearBasis basis, UnitCode top, ReportHistory history, DateTimeOffset instant, CancellationToken cancel) =>
        CarriedAsync(basis, basis.UnitsOf(top).Select(unit => unit.Code).ToHashSet(), async (partition, sources, months, take) =>
        {
            var revisions = await history.ReadAsync(partition, basis.Year, instant, cancel);
            foreach (var unit in revisions.Where(report => sources.Contains(report.Unit) && months(report.Period))
                .GroupBy(report => report.Unit))
                take(unit.Key, [.. unit.GroupBy(report => report.Period).Select(revision => revision.Last())]);
        });

    private Task<IReadOnlyDictionary<UnitCode, OwnRollup>> CarriedAsync(
        YearBasis basis, IReadOnlySet<UnitCode> units, Func<Report, bool> counts, CancellationToken cancel) =>
        CarriedAsync(basis, units, (partition, sources, months, take) =>
            stored.ReadAsync(basis.Year, partition, sources, months, counts, take, cancel));

    /// <summary>What units take over from their predecessors in the year of a reorganisation; empty in any other year.</summary>
    /// <param name="basis">The year.</param>
    /// <param name="units">The units that take over.</param>
    /// <param name="read">Reads the reports of some units of a partition.</param>
    private static async Task<IReadOnlyDictionary<UnitCode, OwnRollup>> CarriedAsync(
        YearBasis basis, IReadOnlySet<UnitCode> units, ReadReports read)
    {
        if (basis.MidYear is not { } midYear)
            return new Dictionary<UnitCode, OwnRollup>();
        var predecessors = units.SelectMany(midYear.PredecessorsOf).ToHashSet();
        var own = new Dictionary<UnitCode, OwnRollup>();
        foreach (var partition in midYear.SourcesOf(predecessors).Distinct().GroupBy(midYear.PartitionOf))
            await read(
                partition.Key, partition.ToHashSet(), month => month.Number < midYear.From, (unit, reports) =>
                    own[unit] = BuildWithoutSuccession(
                        midYear.Own(unit, reports.Select(report => report.ToMonthReport).OfType<MonthReport>()), reports));

        var taken = new Dictionary<UnitCode, (List<Rollup> Parts, List<AwaitedValues> Awaited, bool IsSimulated, bool HasReports)>();
        foreach (var old in predecessors)
        {
            var part = own.GetValueOrDefault(old) ?? new OwnRollup(midYear.Own(old, []), false, false);
            Rollup[] above = [.. midYear.SourcesOf([old]).Skip(1).Where(own.ContainsKey).Select(unit => own[unit].Rollup)];
            foreach (var (heir, share) in midYear.Parts(old, part.Rollup, above).Where(item => units.Contains(item.Heir)))
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
            var awaited = AwaitedValues.Merge(pair.Value.Awaited, sum, basis.NationalTarget);
            return new OwnRollup(sum, pair.Value.IsSimulated, pair.Value.HasReports) { Awaited = awaited };
        });
    }

    /// <summary>A unit's own part from its own reports and what it takes over.</summary>
    public static OwnRollup Build(YearBasis basis, UnitCode unit, IReadOnlyCollection<Report> reports, OwnRollup? carried)
    {
        var simple = BuildWithoutSuccession(
            basis.Own(unit, reports.Select(report => report.ToMonthReport).OfType<MonthReport>(), carried?.Rollup), reports);
        return carried is null ? simple : simple with
        {
            IsSimulated = simple.IsSimulated || carried.IsSimulated,
            HasReports = reports.Count > 0 || carried.HasReports,
            States = simple.States,
            Awaited = AwaitedValues.Merge([simple.Awaited, carried.Awaited], simple.Rollup, basis.NationalTarget),
        };
    }

    private static OwnRollup BuildWithoutSuccession(Rollup rollup, IReadOnlyCollection<Report> reports) =>
        new(rollup, reports.Any(report => report.IsSimulated && !report.IsWithdrawn), true)
        {
            Awaited = AwaitedValues.Create(rollup, reports),
            States = ReportStates.From(reports),
        };

    // In the year of a reorganisation the same code may name another unit in the months before: those reports are not its own.
    private async Task<Dictionary<UnitCode, OwnRollup>> BuildAsync(
        YearBasis basis, UnitCode top, IReadOnlySet<UnitCode>? units, IReadOnlyDictionary<UnitCode, OwnRollup> carried,
        Func<Report, bool> counts, CancellationToken cancel)
    {
        var found = new Dictionary<UnitCode, OwnRollup>();
        await stored.ReadAsync(basis.Year, top, units, month => month >= basis.Tree.From, counts, (unit, reports) =>
            found[unit] = Build(basis, unit, reports, carried.GetValueOrDefault(unit)), cancel);
        return found;
    }
}
