using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Reports.Persistence;

/// <summary>
/// The row that asks for a rollup, written in the transaction of the reports that it stands for. A single report marks
/// its unit (<c>m|UNIT</c>), a batch all its units in one row (<c>m|batch-HASH</c>); the property <c>Units</c> lists their
/// codes, separated by commas. Writing a mark again gives it another ETag, so that a rollup that began before does not
/// take it away. First reports of a busy province have no mark: their units wait in the <see cref="PartitionVersion"/>.
/// </summary>
public static class RollupMark
{
    /// <summary>The name of the property that lists the units.</summary>
    public const string UnitsProperty = "Units";

    /// <summary>The mark of some units of one partition.</summary>
    public static TableEntity Create(string partition, IEnumerable<UnitCode> units)
    {
        var codes = units.Distinct().Order().ToArray();
        var list = string.Join(',', codes);
        var row = codes.Length == 1
            ? ReportKeys.Mark(codes[0])
            : ReportKeys.BatchMark(Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(list)))[..32]);
        return new TableEntity(partition, row) { [UnitsProperty] = list };
    }

    /// <summary>The units that a mark lists; it lists one at least.</summary>
    public static IReadOnlyList<UnitCode> Units(TableEntity mark) => Parse(mark.GetString(UnitsProperty));

    /// <summary>The units that wait for a rollup by a mark or by the partition's version, which may list none.</summary>
    public static IReadOnlyList<UnitCode> Waiting(TableEntity row) =>
        ReportKeys.IsMark(row.RowKey) || row.GetString(UnitsProperty) is { Length: > 0 } ? Units(row) : [];

    /// <summary>The units of a list of codes, separated by commas.</summary>
    public static IReadOnlyList<UnitCode> Parse(string list) => [.. list.Split(',').Select(code => UnitCode.Parse(code))];
}
