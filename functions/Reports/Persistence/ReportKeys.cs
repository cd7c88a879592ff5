using System.Globalization;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Reports.Persistence;

/// <summary>
/// The keys of the Reports table. A province's year is one partition, so that a province's file is one transaction and
/// the year of the country is a scan of 64 partitions. In it, by the first letter of the row key: <c>c</c> current
/// revisions, <c>h</c> superseded revisions, <c>m</c> rollup marks, <c>v</c> the partition's version and the units that wait for a
/// rollup without a mark. Idempotency records (<c>i</c>) are in one partition of their own, since a key may be sent again with a
/// report of another province.
/// </summary>
public static class ReportKeys
{
    /// <summary>The partition of a province (or of the centre) and year.</summary>
    public static string Partition(UnitCode provinceOrCountry, int year) =>
        string.Create(CultureInfo.InvariantCulture, $"{provinceOrCountry}|{year}");

    /// <summary>The province (or the centre) and the year of a partition.</summary>
    public static (UnitCode Province, int Year) ReadPartition(string partition)
    {
        var parts = partition.Split('|');
        return (UnitCode.Parse(parts[0]), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    /// <summary>The row of the current revision.</summary>
    public static string Current(UnitCode unit, Month period) =>
        string.Create(CultureInfo.InvariantCulture, $"c|{unit}|{period.Number:00}");

    /// <summary>The row of a superseded revision.</summary>
    public static string Superseded(UnitCode unit, Month period, int revision) =>
        string.Create(CultureInfo.InvariantCulture, $"h|{unit}|{period.Number:00}|{revision:0000}");

    /// <summary>The rows of all current revisions: from <c>From</c> (inclusive) to <c>To</c> (exclusive).</summary>
    public static (string From, string To) AllCurrent => ("c|", "c}");

    /// <summary>The rows of all superseded revisions.</summary>
    public static (string From, string To) AllSuperseded => ("h|", "h}");

    /// <summary>The rows of one unit's current revisions.</summary>
    public static (string From, string To) CurrentRange(UnitCode unit) => ($"c|{unit}|", $"c|{unit}}}");

    /// <summary>The rows of one report's superseded revisions.</summary>
    public static (string From, string To) SupersededRange(UnitCode unit, Month period) =>
        (string.Create(CultureInfo.InvariantCulture, $"h|{unit}|{period.Number:00}|"),
            string.Create(CultureInfo.InvariantCulture, $"h|{unit}|{period.Number:00}}}"));

    /// <summary>The row that marks a unit for rollup.</summary>
    public static string Mark(UnitCode unit) => $"m|{unit}";

    /// <summary>The row that marks several units at once, by a hash of their codes.</summary>
    public static string BatchMark(string hash) => $"m|batch-{hash}";

    /// <summary>Whether a row is a mark.</summary>
    public static bool IsMark(string row) => row.StartsWith("m|", StringComparison.Ordinal);

    /// <summary>The rows of all marks and, last, the partition's version: all that may say that units wait for a rollup.</summary>
    public static (string From, string To) AllMarks => ("m|", "v}");

    /// <summary>The row that every write of reports in the partition changes, a <see cref="PartitionVersion"/>.</summary>
    /// <remarks>Not <c>v</c>: a version of the product that lists no units there, running beside this one, would wipe the list.</remarks>
    public const string Version = "v|marks";

    /// <summary>The partition of all idempotency records.</summary>
    public const string IdempotencyPartition = "idempotency";

    /// <summary>The row of an idempotency record, by the SHA-256 of caller and key in hex.</summary>
    public static string Idempotency(string hash) => $"i|{hash}";
}
