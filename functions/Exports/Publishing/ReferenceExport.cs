using YouthFunctions.Analytics.Values;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Exports.Snapshots;
using YouthFunctions.Exports.Tables;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Units;

namespace YouthFunctions.Exports.Publishing;

/// <summary>Writes the tables that the others refer to: units, their succession and the indicators.</summary>
public sealed class ReferenceExport(UnitRegister register, SuccessionStore successions)
{
    /// <summary>Writes them; they are small, so they are made anew and take new space only when they changed.</summary>
    public async Task WriteAsync(IReadOnlyList<ReportingYear> plans, SnapshotFiles files, CancellationToken cancel)
    {
        await AddAsync(files, PlanTables.Indicators, null, plans.SelectMany(reportingYear =>
            reportingYear.Plan.Indicators.Select(indicator => new IndicatorRow(reportingYear.Plan.Year, indicator))), cancel);
        await AddAsync(files, PlanTables.Succession, null, await SuccessionAsync(cancel), cancel);
        var units = register.Trees.Select(
            (tree, index) => (tree, to: index + 1 < register.Trees.Count ? register.Trees[index + 1].From.Plus(-1) : (Month?)null))
            .SelectMany(pair =>
                pair.tree.TopDown.Select(unit => new UnitRow(pair.tree.From, pair.to, unit, pair.tree.ProvinceOf(unit.Code)))).ToArray();
        await AddAsync(files, PlanTables.Units, UnitCode.Country, units, cancel, LayoutVersions.Former);
        await AddAsync(
            files, PlanTables.Units, UnitCode.Country, units.Where(unit => unit.Province is null), cancel, LayoutVersions.Current);
        await files.AddTextAsync("sdmx/structure.json", Sdmx.Structure(
            units.Select(unit => unit.Unit),
            [.. plans.SelectMany(reportingYear => reportingYear.Plan.Indicators)]), null, cancel);
        foreach (var province in units.Where(unit => unit.Province is not null).GroupBy(unit => unit.Province!.Value))
            await AddAsync(files, PlanTables.Units, province.Key, province, cancel);
    }

    private static async Task AddAsync<TRow>(
        SnapshotFiles files, Dataset<TRow> dataset, UnitCode? unit, IEnumerable<TRow> rows, CancellationToken cancel,
        LayoutVersions versions = LayoutVersions.Both)
    {
        await using var file = new TableFile<TRow>(files, dataset, null, unit, versions: versions);
        await file.WriteAsync(rows, cancel);
        await file.CompleteAsync(cancel);
    }

    private async Task<List<SuccessionRow>> SuccessionAsync(CancellationToken cancel)
    {
        var rows = new List<SuccessionRow>();
        foreach (var after in register.Trees)
        {
            if (successions.Before(after) is not { } before)
                continue;
            var given = (await successions.FindFileAsync(after, cancel)).Given;
            foreach (var old in before.TopDown)
            {
                var heirs = given.HeirsOf(old.Code);
                var all = heirs.Sum(heir => heir.Weight);
                rows.AddRange(
                    heirs.Select(heir => new SuccessionRow(after.From.FirstDay, old, after[heir.Unit], (double)(heir.Weight / all))));
            }
        }

        return rows;
    }
}
