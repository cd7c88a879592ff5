using Azure;
using Azure.Data.Tables;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Rollups.Persistence;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Storage;

namespace YouthFunctions.Forecasts.Persistence;

/// <summary>The current forecasts, laid out like rollups: partition = year and parent, row = unit. What changed below a unit stands in a
/// column of its own, which is read with the unit alone. Rows that lie elsewhere than the tree has their units are passed over.</summary>
public sealed class ForecastStore(Store store)
{
    private const string Own = "Forecast";
    private const string Changes = "ChangesBelow";

    // Many rows are read without their changes, which are longer than the forecasts.
    private static readonly string[] WithoutChanges = ["PartitionKey", "RowKey", Own, AwaitedEntity.Column];

    /// <summary>The unit's forecast, with the changes below it; null before the first one.</summary>
    public Task<UnitForecast?> FindAsync(UnitTree tree, UnitCode unit, int year, CancellationToken cancel) =>
        FindAsync(tree, unit, year, columns: null, UnpackWithChanges, cancel);

    /// <summary>The unit's forecast as stored, without the changes; null before the first one.</summary>
    public Task<PackedForecast?> FindPackedAsync(UnitTree tree, UnitCode unit, int year, CancellationToken cancel) =>
        FindAsync(tree, unit, year, WithoutChanges, ReadPacked, cancel);

    /// <summary>The forecasts of the units directly below, by code.</summary>
    public IAsyncEnumerable<UnitForecast> ChildrenAsync(UnitTree tree, UnitCode parent, int year, CancellationToken cancel) =>
        PageAsync(tree, parent, year, cancel).Where(row => !AwaitedEntity.IsAwaited(row)).Select(Read);

    /// <summary>The forecasts of the units directly below, by code, and what of the unit awaits confirmation: one query.</summary>
    public async Task<(IReadOnlyDictionary<UnitCode, UnitForecast> Children, AwaitedValues Awaited)> BelowAsync(
        UnitTree tree, UnitCode parent, int year, CancellationToken cancel)
    {
        var (children, awaited) = (new Dictionary<UnitCode, UnitForecast>(), AwaitedValues.None);
        await foreach (var row in PageAsync(tree, parent, year, cancel))
        {
            if (AwaitedEntity.IsAwaited(row))
                awaited = AwaitedEntity.FromEntity(row);
            else if (Read(row) is var forecast)
                children[forecast.Unit] = forecast;
        }

        return (children, awaited);
    }

    /// <summary>Every forecast of the year, streamed.</summary>
    public IAsyncEnumerable<UnitForecast> AllAsync(UnitTree tree, int year, CancellationToken cancel) => DamagedRows.ReadAllAsync(
        TableName.Forecasts, RowsAsync(year, cancel).Where(row => !RollupEntity.IsMisplaced(row, year, tree)), Unpack);

    /// <summary>The last forecast of every unit of some provinces: where it stands now or, on the first night after it moved, where it
    /// stood. As stored: whoever reads them finds what is damaged.</summary>
    /// <param name="part">The provinces.</param>
    /// <param name="year">The year.</param>
    /// <param name="misplaced">What <see cref="MisplacedAsync"/> gives.</param>
    /// <param name="cancel">Stops the reads.</param>
    public async Task<Dictionary<UnitCode, PackedForecast>> FormerAsync(
        TreePart part, int year, IEnumerable<StoredPlace> misplaced, CancellationToken cancel)
    {
        var (table, former) = (store.Table(TableName.Forecasts), new Dictionary<UnitCode, PackedForecast>());
        foreach (var filter in part.Filters(year))
        {
            var rows = table.QueryAsync<TableEntity>(filter, select: WithoutChanges, cancellationToken: cancel);
            await foreach (var forecast in DamagedRows.ReadAllAsync(
                TableName.Forecasts, rows.Where(row => part.Has(row, year)), ReadPacked))
                former[forecast.Unit] = forecast;
        }

        foreach (var place in misplaced.Where(place =>
            part.Contains(UnitCode.Parse(place.Row)) && !former.ContainsKey(UnitCode.Parse(place.Row))))
        {
            var row = await table.GetEntityIfExistsAsync<TableEntity>(place.Partition, place.Row, WithoutChanges, cancel);
            if (row.HasValue && DamagedRows.TryRead(TableName.Forecasts, row.Value!, ReadPacked, out var forecast))
                former.TryAdd(forecast.Unit, forecast);
        }

        return former;
    }

    /// <summary>Where forecasts of a year lie elsewhere than the tree has their units.</summary>
    public IAsyncEnumerable<StoredPlace> MisplacedAsync(UnitTree tree, int year, CancellationToken cancel) => store
        .Table(TableName.Forecasts)
        .QueryAsync<TableEntity>(TreePart.WholeYear(year), select: ["PartitionKey", "RowKey"], cancellationToken: cancel)
        .Where(row => RollupEntity.IsMisplaced(row, year, tree))
        .Select(row => new StoredPlace(TableName.Forecasts.ToString(), row.PartitionKey, row.RowKey));

    /// <summary>The forecasts of the units directly below, each with the changes below it.</summary>
    public async Task<IReadOnlyList<UnitForecast>> ChildrenWithChangesAsync(
        UnitTree tree, UnitCode parent, int year, CancellationToken cancel) =>
        await PageAsync(tree, parent, year, columns: null, cancel).Where(row => !AwaitedEntity.IsAwaited(row))
            .Select(row => DamagedRows.Read(TableName.Forecasts, row, UnpackWithChanges)).ToListAsync(cancel);

    /// <summary>The rows of forecasts.</summary>
    /// <exception cref="DocumentTooLargeException">One is larger than a row holds.</exception>
    public static IEnumerable<PackedForecast> Pack(UnitTree tree, IEnumerable<UnitForecast> forecasts) => forecasts.Select(forecast =>
        new PackedForecast(
            RollupEntity.Partition(forecast.Year, tree[forecast.Unit].Parent), forecast.Unit, Packing.Pack(forecast),
            forecast.ChangesBelow.Count > 0 ? Packing.Pack(forecast.ChangesBelow) : null));

    /// <summary>Replaces the forecasts of the given units; siblings are written a hundred at a time.</summary>
    public Task SaveAsync(UnitTree tree, IEnumerable<UnitForecast> forecasts, CancellationToken cancel) =>
        SaveAsync(Pack(tree, forecasts), cancel);

    /// <inheritdoc cref="SaveAsync(UnitTree, IEnumerable{UnitForecast}, CancellationToken)"/>
    public async Task SaveAsync(IEnumerable<PackedForecast> rows, CancellationToken cancel) => await Parallel.ForEachAsync(
        rows.GroupBy(row => row.Partition).SelectMany(siblings => siblings.Chunk(100)),
        new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancel },
        async (batch, token) => await store.Table(TableName.Forecasts).SubmitTransactionAsync(
            batch.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, ToEntity(row))), token));

    private async Task<T?> FindAsync<T>(
        UnitTree tree, UnitCode unit, int year, string[]? columns, Func<TableEntity, T> read, CancellationToken cancel) where T : class
    {
        var found = await store.Table(TableName.Forecasts).GetEntityIfExistsAsync<TableEntity>(
            RollupEntity.Partition(year, tree[unit].Parent), unit.ToString(), columns, cancel);
        return found.HasValue ? DamagedRows.Read(TableName.Forecasts, found.Value!, read) : null;
    }

    private IAsyncEnumerable<TableEntity> RowsAsync(int year, CancellationToken cancel) => store.Table(TableName.Forecasts)
        .QueryAsync<TableEntity>(TreePart.WholeYear(year), select: WithoutChanges, cancellationToken: cancel)
        .Where(row => !AwaitedEntity.IsAwaited(row));

    private IAsyncEnumerable<TableEntity> PageAsync(UnitTree tree, UnitCode parent, int year, CancellationToken cancel) =>
        PageAsync(tree, parent, year, WithoutChanges, cancel);

    private IAsyncEnumerable<TableEntity> PageAsync(
        UnitTree tree, UnitCode parent, int year, string[]? columns, CancellationToken cancel) =>
        store.Table(TableName.Forecasts).QueryPartitionAsync(RollupEntity.Partition(year, parent), cancel, columns)
            .Where(row => !RollupEntity.IsMisplaced(row, year, tree));

    private static PackedForecast ReadPacked(TableEntity entity) => new(
        entity.PartitionKey, UnitCode.Parse(entity.RowKey), entity.GetBinary(Own) ?? throw new FormatException($"No {Own}."), null);

    private static UnitForecast Read(TableEntity entity) => DamagedRows.Read(TableName.Forecasts, entity, Unpack);

    private static UnitForecast Unpack(TableEntity entity) => Packing.Unpack<UnitForecast>(entity.GetBinary(Own));

    private static UnitForecast UnpackWithChanges(TableEntity entity) => entity.GetBinary(Changes) is { } packed
        ? Unpack(entity) with { ChangesBelow = Packing.Unpack<StatusChange[]>(packed) }
        : Unpack(entity);

    private static TableEntity ToEntity(PackedForecast row)
    {
        var entity = new TableEntity(row.Partition, row.Unit.ToString()) { [Own] = row.Forecast };
        if (row.Changes is not null)
            entity[Changes] = row.Changes;
        return entity;
    }
}
