using Azure.Data.Tables;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Storage;

namespace YouthFunctions.Rollups.Persistence;

/// <summary>
/// What of a unit awaits confirmation, as a row among the forecasts of the units below it: the page of a unit reads that
/// partition anyway, and the rollup keeps the row as fresh as its sums.
/// </summary>
public static class AwaitedEntity
{
    /// <summary>Its row: no unit has such a code, and it comes after all of them that have digits.</summary>
    public const string Row = "=awaited";

    /// <summary>The column that holds it.</summary>
    public const string Column = "Awaited";

    /// <summary>Whether a row of the Forecasts table is such a list and no forecast.</summary>
    public static bool IsAwaited(TableEntity entity) => entity.RowKey == Row;

    /// <summary>The row of a unit's year.</summary>
    public static TableEntity ToEntity(UnitYear year) =>
        new(Partition(year.Year, year.Unit), Row) { [Column] = Packing.Pack(year.Awaited) };

    /// <summary>The list in a row.</summary>
    /// <exception cref="DamagedRowException">The row holds something else.</exception>
    public static AwaitedValues FromEntity(TableEntity entity) =>
        DamagedRows.Read(TableName.Forecasts, entity, row => Packing.Unpack<AwaitedValues>(row.GetBinary(Column)));

    /// <summary>The partition of a unit's list: that of its children.</summary>
    public static string Partition(int year, UnitCode unit) => RollupEntity.Partition(year, unit);
}
