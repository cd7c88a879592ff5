using System.Globalization;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Reports.Persistence;

/// <summary>
/// The keys of the Reports table. A province's year is one partition, so that a province's file is one transaction and
/// the year of the country is a scan of 64 partitions. In it, by the first letter of the row key: <c>c</c> current
/// revisions, <c>h</c> superseded revisions, <c>i</c> idempotency records, <c>m</c> rollup marks, <c>v</c> the partition's version.
/// </summary>
public static class ReportKeys
{
    /// <summary>The partition of a province (or of the centre) and year.</summary>
    public static string Partition(UnitCode provinceOrCountry, int year) =>
        string.Create(CultureInfo.InvariantCulture, $"{provinceOrCountry}|{year}");

    /// <summary>The row of the current revision.</summary>
    public static string Current(UnitCode unit, Month period) => string.Create(CultureInfo.InvariantCulture, $"c|{unit}|{period.Number:00}");

    /// <summary>The row of a superseded revision.</summary>
    public static string Superseded(UnitCode unit, Month period, int revision) =>
        string.Create(CultureInfo.InvariantCulture, $"h|{unit}|{period.Number:00}|{revision:0000}");

    /// <summary>The rows of all current revisions: from <c>From</c> (inclusive) to <c>To</c> (exclusive).</summary>
    public static (string From, string To) AllCurrent => ("c|", "c}");

    /// <summary>The rows of all superseded revisions.</summary>
    public static (string From, string To) AllSuperseded => ("h|", "h}");

    /// <summary>The rows of one unit's current revisions.</summary>
    public static (string From, string To) CurrentOf(UnitCode unit) => ($"c|{unit}|", $"c|{unit}}}");

    /// <summary>The rows of one report's superseded revisions.</summary>
    public static (string From, string To) SupersededOf(UnitCode unit, Month period) =>
        (string.Create(CultureInfo.InvariantCulture, $"h|{unit}|{period.Number:00}|"), string.Create(CultureInfo.InvariantCulture, $"h|{unit}|{period.Number:00}}}"));

    /// <summary>The row that marks a unit for rollup.</summary>
    public static string Mark(UnitCode unit) => $"m|{unit}";

    /// <summary>The row that marks several units at once, by a hash of their codes.</summary>
    public static string BatchMark(string hash) => $"m|batch-{hash}";

    /// <summary>The rows of all marks.</summary>
    public static (string From, string To) AllMarks => ("m|", "m}");

    /// <summary>The row that every write of reports in the partition changes; only its ETag says something.</summary>
    public const string Version = "v";

    /// <summary>The row of an idempotency record, by the SHA-256 of caller and key in hex.</summary>
    public static string Idempotency(string hash) => $"i|{hash}";
}
