using System.Globalization;
using Azure.Data.Tables;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Reports.Records;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Storage;

namespace YouthFunctions.Rollups.Persistence;

/// <summary>
/// The rows of the Rollups table. Partition = year and parent, row = unit: a unit's children are one page. One row holds
/// twelve months of every indicator, packed.
/// </summary>
public static class RollupEntity
{
    /// <summary>The partition of a parent's children in a year; the centre itself stands under no parent.</summary>
    public static string Partition(int year, UnitCode? parent) =>
        string.Create(CultureInfo.InvariantCulture, $"{year}|{parent?.ToString() ?? "-"}");

    /// <summary>All partitions of a year's units: from the first text, and before the second.</summary>
    public static (string From, string To) Partitions(int year) =>
        (string.Create(CultureInfo.InvariantCulture, $"{year}|"), string.Create(CultureInfo.InvariantCulture, $"{year}}}"));

    /// <summary>The partition of what is known of a year's rollups as a whole.</summary>
    public static string StatePartition(int year) => string.Create(CultureInfo.InvariantCulture, $"={year}");

    /// <summary>Whether a unit's row, here or among the forecasts, lies elsewhere than under the parent that the tree gives the unit. It
    /// was written before the tree was corrected or reorganised, and says nothing any more.</summary>
    public static bool IsMisplaced(TableEntity row, int year, UnitTree tree) => UnitCode.TryParse(row.RowKey, out var code)
        && !(tree.TryGet(code, out var unit) && row.PartitionKey == Partition(year, unit.Parent));

    /// <summary>The row of a unit's year.</summary>
    public static TableEntity ToEntity(UnitYear year, UnitCode? parent) => new(Partition(year.Year, parent), year.Unit.ToString())
    {
        ["Year"] = year.Year,
        ["Own"] = PackedRollup.Pack(year.Own),
        ["Total"] = PackedRollup.Pack(year.Total),
        ["OwnAwaited"] = year.OwnAwaited.Count == 0 ? null : Packing.Pack(year.OwnAwaited),
        ["Awaited"] = year.Awaited.Count == 0 ? null : Packing.Pack(year.Awaited),
        ["States"] = year.States.Count == 0
            ? null
            : Packing.Pack(year.States.ToDictionary(pair => pair.Key, pair => pair.Value.ToString())),
        ["ReflectsUtc"] = year.ReflectsUtc,
        ["IsSimulated"] = year.IsSimulated,
        ["IsOwnSimulated"] = year.IsOwnSimulated,
        ETag = year.ETag,
    };

    /// <summary>The unit's year in a row.</summary>
    /// <exception cref="DamagedRowException">The row holds something else.</exception>
    public static UnitYear FromEntity(TableEntity entity) => DamagedRows.Read(TableName.Rollups, entity, Parse);

    /// <summary>The units' years in the rows of a long read.</summary>
    public static IAsyncEnumerable<UnitYear> FromEntities(IAsyncEnumerable<TableEntity> entities) =>
        DamagedRows.ReadAllAsync(TableName.Rollups, entities, Parse);

    private static UnitYear Parse(TableEntity entity)
    {
        var (packedOwn, packedTotal) = (entity.GetBinary("Own"), entity.GetBinary("Total"));
        var own = PackedRollup.Unpack(packedOwn);
        // Most units have nothing below them: their total is their own part.
        var total = packedTotal.AsSpan().SequenceEqual(packedOwn) ? own : PackedRollup.Unpack(packedTotal);
        return new(
            UnitCode.Parse(entity.RowKey), entity.GetInt32("Year")!.Value, own, total,
            entity.GetDateTimeOffset("ReflectsUtc") ?? default, entity.ETag)
        {
            OwnAwaited = Awaited(entity.GetBinary("OwnAwaited")),
            Awaited = Awaited(entity.GetBinary("Awaited")),
            States = States(entity.GetBinary("States")),
            IsSimulated = entity.GetBoolean("IsSimulated") ?? false,
            IsOwnSimulated = entity.GetBoolean("IsOwnSimulated") ?? false,
        };
    }

    /// <summary>The unit and its own part in a row of which only these were asked for.</summary>
    public static (UnitCode Unit, Rollup Own) ReadOwn(TableEntity entity) =>
        (UnitCode.Parse(entity.RowKey), PackedRollup.Unpack(entity.GetBinary("Own")));

    private static Dictionary<UnitCode, ReportStates> States(byte[]? packed) => packed is null
        ? []
        : Packing.Unpack<Dictionary<UnitCode, string>>(packed).ToDictionary(pair => pair.Key, pair => ReportStates.Parse(pair.Value));

    private static AwaitedValues Awaited(byte[]? packed) => packed is null ? AwaitedValues.None : Packing.Unpack<AwaitedValues>(packed);
}
