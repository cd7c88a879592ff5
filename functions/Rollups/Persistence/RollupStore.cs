using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Storage;

namespace YouthFunctions.Rollups.Persistence;

/// <summary>Reads rollups: a unit is one point read, its children are one page. Rows that lie elsewhere than the tree has their units are
/// passed over.</summary>
public sealed class RollupStore(Store store)
{
    /// <summary>The unit's year; null when nothing was ever rolled up for it.</summary>
    public async Task<UnitYear?> FindAsync(UnitTree tree, UnitCode unit, int year, CancellationToken cancel)
    {
        var found = await store.Table(TableName.Rollups)
            .GetEntityIfExistsAsync<TableEntity>(
                RollupEntity.Partition(year, tree[unit].Parent), unit.ToString(), cancellationToken: cancel);
        return found.HasValue ? RollupEntity.FromEntity(found.Value!) : null;
    }

    /// <summary>The years of the units directly below, as far as there are any, by code.</summary>
    public async Task<IReadOnlyList<UnitYear>> ChildrenAsync(UnitTree tree, UnitCode parent, int year, CancellationToken cancel)
    {
        var children = new List<UnitYear>();
        await foreach (var entity in store.Table(TableName.Rollups).QueryPartitionAsync(RollupEntity.Partition(year, parent), cancel))
            if (!RollupEntity.IsMisplaced(entity, year, tree))
                children.Add(RollupEntity.FromEntity(entity));
        return children;
    }

    /// <summary>The years of the top of a sub-tree and of what is directly below some of its units, by unit; what was never rolled up is
    /// left out. One call for the top and one for each unit that has children.</summary>
    public async Task<Dictionary<UnitCode, UnitYear>> FindBelowAsync(
        UnitTree tree, UnitCode top, IEnumerable<Unit> units, int year, CancellationToken cancel)
    {
        var found = new Dictionary<UnitCode, UnitYear>();
        if (await FindAsync(tree, top, year, cancel) is { } row)
            found[top] = row;
        foreach (var parent in units.Where(unit => tree.Children(unit.Code).Count > 0))
            foreach (var child in await ChildrenAsync(tree, parent.Code, year, cancel))
                found[child.Unit] = child;
        return found;
    }

    /// <summary>The own parts of everything below a province, or of the provinces below the centre: one query where codes begin with that
    /// of the province and a hyphen, as those of districts do, and one more for each parent whose code does not.</summary>
    public async IAsyncEnumerable<(UnitCode Unit, Rollup Own)> OwnBelowAsync(
        UnitTree tree, UnitCode top, int year, [EnumeratorCancellation] CancellationToken cancel)
    {
        var within = $"{top}-";
        var others = top == tree.Root.Code ? [] : tree.SubTree(top).Select(unit => unit.Code).Where(code =>
            code != top && tree.Children(code).Count > 0 && !code.ToString().StartsWith(within, StringComparison.Ordinal));
        var first = RollupEntity.Partition(year, top);
        foreach (var (from, to) in others.Select(code => RollupEntity.Partition(year, code))
            .Select(partition => (partition, partition + '\0')).Prepend((first, first + '.'))) // "." comes after "-"
        {
            var rows = store.Table(TableName.Rollups).QueryAsync<TableEntity>(
                TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {to}"),
                select: ["PartitionKey", "RowKey", "Own"], cancellationToken: cancel);
            await foreach (var row in DamagedRows.ReadAllAsync(
                TableName.Rollups, rows.Where(row => !RollupEntity.IsMisplaced(row, year, tree)), RollupEntity.ReadOwn))
                yield return row;
        }
    }

    /// <summary>The years of the units of some provinces, streamed.</summary>
    public async IAsyncEnumerable<UnitYear> PartAsync(TreePart part, int year, [EnumeratorCancellation] CancellationToken cancel)
    {
        var table = store.Table(TableName.Rollups);
        foreach (var filter in part.Filters(year))
            await foreach (var unitYear in RollupEntity.FromEntities(
                table.QueryAsync<TableEntity>(filter, cancellationToken: cancel).Where(row => part.Has(row, year))))
                yield return unitYear;

        // What was loaded is not summed anew on another tree, and has no other row: it lies where the tree had the unit then.
        if ((await StateAsync(year, cancel))?.Basis != RollupState.Loaded)
            yield break;
        var keys = table.QueryAsync<TableEntity>(
            TreePart.WholeYear(year), select: ["PartitionKey", "RowKey"], cancellationToken: cancel);
        await foreach (var key in keys.Where(key => part.HasElsewhere(key, year)))
        {
            var row = await table.GetEntityIfExistsAsync<TableEntity>(key.PartitionKey, key.RowKey, cancellationToken: cancel);
            if (row.HasValue)
                yield return RollupEntity.FromEntity(row.Value!);
        }
    }

    /// <summary>The instant before which every report is in every rollup of the year; null before the first run.</summary>
    public async Task<DateTimeOffset?> ReflectsAsync(int year, CancellationToken cancel) =>
        (await StateAsync(year, cancel))?.ReflectsUtc;

    /// <summary>How the rollups of a year stand; null before the first run.</summary>
    public async Task<RollupState?> StateAsync(int year, CancellationToken cancel)
    {
        var found = await store.Table(TableName.Rollups)
            .GetEntityIfExistsAsync<TableEntity>(RollupEntity.StatePartition(year), "reflects", cancellationToken: cancel);
        return found.HasValue
            ? DamagedRows.Read(TableName.Rollups, found.Value!, row =>
                new RollupState(row.GetDateTimeOffset("ReflectsUtc")!.Value, row.GetString("Basis")))
            : null;
    }

    /// <summary>States that every report stored before an instant is in every rollup of the year, and on what they stand.</summary>
    public async Task SaveStateAsync(int year, RollupState state, CancellationToken cancel) =>
        await store.Table(TableName.Rollups).UpsertEntityAsync(
            new TableEntity(RollupEntity.StatePartition(year), "reflects") { ["ReflectsUtc"] = state.ReflectsUtc, ["Basis"] = state.Basis },
            TableUpdateMode.Replace, cancel);

    /// <summary>Every unit's year, streamed: one scan of the year's partitions.</summary>
    public async IAsyncEnumerable<UnitYear> AllAsync(UnitTree tree, int year, [EnumeratorCancellation] CancellationToken cancel)
    {
        var rows = store.Table(TableName.Rollups).QueryAsync<TableEntity>(TreePart.WholeYear(year), cancellationToken: cancel);
        // What was loaded is not summed anew on another tree, and has no other row.
        var isLoaded = (await StateAsync(year, cancel))?.Basis == RollupState.Loaded;
        await foreach (var unitYear in RollupEntity.FromEntities(
            rows.Where(row => isLoaded || !RollupEntity.IsMisplaced(row, year, tree))))
            yield return unitYear;
    }
}
