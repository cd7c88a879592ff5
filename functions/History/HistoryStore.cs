using Azure;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Units;

namespace YouthFunctions.History;

/// <summary>
/// Years before the plan: their rollups have no reports behind them, the rows of the Rollups table are the history itself.
/// They are read like those of any other year.
/// </summary>
public sealed class HistoryStore(RollupStore rollups, RollupWriter writer, UnitRegister register)
{
    /// <summary>Puts units' years in place of what was known of them; other units stay, and all above are summed again.</summary>
    /// <param name="year">A year without a plan.</param>
    /// <param name="plan">A plan that knows the indicators.</param>
    /// <param name="reports">By unit; every unit must be in the year's tree.</param>
    /// <param name="isSimulated">Whether the demo made them.</param>
    /// <param name="now">The instant of loading, UTC.</param>
    /// <param name="cancel">Stops between two storage calls; the same load made again completes it.</param>
    /// <exception cref="RequestFailedException">409 or 412: another load is changing the year.</exception>
    public Task ReplaceAsync(
        int year, YearPlan plan, IReadOnlyDictionary<UnitCode, MonthReport[]> reports, bool isSimulated, DateTimeOffset now,
        CancellationToken cancel) =>
        ChangeAsync(Basis(year, plan), old => reports.ToDictionary(
            pair => pair.Key,
            pair => (OwnRollup?)new OwnRollup(OwnPart.FromReports(plan.Rules, isExpected: true, pair.Value), isSimulated, true)), now,
            cancel);

    /// <summary>Whether anything that was loaded of a year is still there.</summary>
    public async Task<bool> HasAsync(int year, CancellationToken cancel) =>
        (await rollups.StateAsync(year, cancel))?.Basis == RollupState.Loaded
        && await rollups.AllAsync(register.TreeOf(year), year, cancel).AnyAsync(row => row.Own.Indicators.Count > 0, cancel);

    /// <summary>Removes what was loaded of a year, or only what was simulated of it.</summary>
    /// <returns>How many units' parts were removed.</returns>
    /// <exception cref="RequestFailedException">404 or 412: a load is changing the year.</exception>
    public Task<int> RemoveAsync(int year, YearPlan plan, bool onlySimulated, DateTimeOffset now, CancellationToken cancel) =>
        ChangeAsync(Basis(year, plan), old => old.Values
            .Where(row => row.Own.Indicators.Count > 0 && (row.IsOwnSimulated || !onlySimulated))
            .ToDictionary(row => row.Unit, _ => (OwnRollup?)null), now, cancel);

    // Nobody was expected by a plan: whoever has a history counts as expected and the others do not count.
    private YearBasis Basis(int year, YearPlan plan) => new(plan with { Year = year, ReportingLevels = [] }, register.TreeOf(year));

    private async Task<int> ChangeAsync(
        YearBasis basis, Func<Dictionary<UnitCode, UnitYear>, Dictionary<UnitCode, OwnRollup?>> change, DateTimeOffset now,
        CancellationToken cancel)
    {
        var old = new Dictionary<UnitCode, UnitYear>();
        await foreach (var row in rollups.AllAsync(basis.Tree, basis.Year, cancel))
            old[row.Unit] = row;
        var changes = change(old);
        var rows = new Dictionary<UnitCode, UnitYear>(old);
        var gone = new List<(Unit Unit, UnitYear Row)>();
        var touched = changes.Keys.SelectMany(basis.Tree.PathToRoot).DistinctBy(unit => unit.Code).OrderByDescending(unit => unit.Level)
            .ToArray();
        foreach (var unit in touched)
        {
            var before = old.GetValueOrDefault(unit.Code);
            var own = changes.TryGetValue(unit.Code, out var changed)
                ? changed
                : before is null ? null
                : OwnRollup.From(before);
            var children = basis.Tree.Children(unit.Code);
            rows.Remove(unit.Code);
            if ((own is null || own.Rollup.Indicators.Count == 0) && !children.Any(child => rows.ContainsKey(child.Code)))
            {
                if (before is not null)
                    gone.Add((unit, before));
                continue;
            }

            own ??= new OwnRollup(Rollup.Empty, false, false);
            rows[unit.Code] = basis.Sum(unit.Code, own, rows, now) with { ETag = before?.ETag ?? default };
        }

        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancel };
        await Parallel.ForEachAsync(touched.Where(unit => rows.ContainsKey(unit.Code)).GroupBy(unit => unit.Parent), atOnce,
            async (siblings, token) => await writer.WriteAsync(siblings.Key, siblings.Select(unit => rows[unit.Code]), token));
        await Parallel.ForEachAsync(gone.GroupBy(pair => pair.Unit.Parent), atOnce,
            async (siblings, token) => await writer.DeleteAsync(basis.Year, siblings.Key, siblings.Select(pair => pair.Row), token));
        if (changes.Count > 0) // a year of which nothing is left stands on nothing
            await rollups.SaveStateAsync(basis.Year, new RollupState(now, rows.Count > 0 ? RollupState.Loaded : null), cancel);
        return changes.Count;
    }
}
