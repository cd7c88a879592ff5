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
        ["Own"] = Pack(year.Own),
        ["Total"] = Pack(year.Total),
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
        var own = Unpack(packedOwn);
        // Most units have nothing below them: their total is their own part.
        var total = packedTotal.AsSpan().SequenceEqual(packedOwn) ? own : Unpack(packedTotal);
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
        (UnitCode.Parse(entity.RowKey), Unpack(entity.GetBinary("Own")));

    /// <summary>A rollup as a row has it.</summary>
    public static byte[] Pack(Rollup rollup) => Packing.Pack(ToDocument(rollup));

    /// <summary>Reads what <see cref="Pack"/> wrote.</summary>
    public static Rollup Unpack(byte[] packed) =>
        FromDocument(Packing.Unpack<Dictionary<IndicatorCode, decimal?[][]>>(packed));

    private static Dictionary<UnitCode, ReportStates> States(byte[]? packed) => packed is null
        ? []
        : Packing.Unpack<Dictionary<UnitCode, string>>(packed).ToDictionary(pair => pair.Key, pair => ReportStates.Parse(pair.Value));

    private static AwaitedValues Awaited(byte[]? packed) => packed is null ? AwaitedValues.None : Packing.Unpack<AwaitedValues>(packed);

    // A cell is [amount, its denominator, year to date, its denominator, expected, reported, on time], where there are such
    // the silent months caught up with, and where values await confirmation (then those months stand, be they 0)
    // [.., the doubted part, its denominator, of the year to date, its denominator, how many values]; an empty cell is [].
    private static Dictionary<IndicatorCode, decimal?[][]> ToDocument(Rollup rollup) => rollup.Indicators.Order().ToDictionary(
        indicator => indicator,
        indicator => rollup.Months(indicator).ToArray().Select(cell => cell == RollupCell.Empty ? [] : ToDocument(cell)).ToArray());

    private static decimal?[] ToDocument(RollupCell cell) =>
    [
        cell.Amount.IsKnown ? cell.Amount.Numerator : null, cell.Amount.Denominator,
        cell.YearToDate.IsKnown ? cell.YearToDate.Numerator : null, cell.YearToDate.Denominator,
        cell.Expected, cell.Reported, cell.OnTime,
        .. cell.DoubtedValues > 0 || cell.Doubted.IsKnown || cell.DoubtedToDate.IsKnown
            ? [cell.SilentMonthsCaughtUp, .. Parts(cell.Doubted), .. Parts(cell.DoubtedToDate), cell.DoubtedValues]
            : cell.SilentMonthsCaughtUp > 0 ? [cell.SilentMonthsCaughtUp] : Array.Empty<decimal?>(),
    ];

    private static decimal?[] Parts(Measure measure) => [measure.IsKnown ? measure.Numerator : null, measure.Denominator];

    private static Rollup FromDocument(Dictionary<IndicatorCode, decimal?[][]> document) => Rollup.FromCells(document.Select(pair =>
        KeyValuePair.Create(pair.Key, pair.Value.Select(cell => cell.Length == 0 ? RollupCell.Empty : new RollupCell(
            ToMeasure(cell[0], cell[1]), ToMeasure(cell[2], cell[3]), (int)(cell[4] ?? 0), (int)(cell[5] ?? 0), (int)(cell[6] ?? 0))
        {
            SilentMonthsCaughtUp = cell.Length > 7 ? (int)(cell[7] ?? 0) : 0,
            Doubted = cell.Length > 12 ? ToMeasure(cell[8], cell[9]) : Measure.Unknown,
            DoubtedToDate = cell.Length > 12 ? ToMeasure(cell[10], cell[11]) : Measure.Unknown,
            DoubtedValues = cell.Length > 12 ? (int)(cell[12] ?? 0) : 0,
        }).ToArray())));

    private static Measure ToMeasure(decimal? numerator, decimal? denominator) => (numerator, denominator) switch
    {
        (null, _) => Measure.Unknown,
        ({ } amount, null) => Measure.Amount(amount),
        ({ } part, { } whole) => Measure.Ratio(part, whole),
    };
}
