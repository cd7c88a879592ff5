using System.Globalization;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Exports.Datasets;

namespace YouthFunctions.Exports.Snapshots;

/// <summary>
/// Where a table's files stand. In version 2 of the schema a row stands in one file only: <c>rollups/year=2024/province=01/</c> holds a
/// province with all below, <c>province=VN</c> the centre's own rows, and Parquet files leave out the columns that their folders say,
/// as engines expect of partitions. The files of version 1, in which the country's file repeats those of its provinces, stand under
/// <c>v1/</c> for one more release.
/// </summary>
public static class SnapshotLayout
{
    /// <summary>The folder of the files of version 1.</summary>
    public const string Former = "v1/";

    private const string Year = "year";

    /// <summary>Whether a path is one of version 1.</summary>
    public static bool IsFormer(string path) => path.StartsWith(Former, StringComparison.Ordinal);

    /// <summary>The path of version 2, without its extension.</summary>
    /// <param name="dataset">The table.</param>
    /// <param name="year">The year of its rows; null for several.</param>
    /// <param name="unit">The province, or the centre; null for a table that is not divided.</param>
    /// <param name="part">The name of the file in its folder; null for that of the table.</param>
    public static string PathOf(Dataset dataset, int? year, UnitCode? unit, string? part) => string.Join('/', new[]
    {
        dataset.Name,
        year is { } number ? string.Create(CultureInfo.InvariantCulture, $"{Year}={number}") : null,
        unit is { } province ? $"{ColumnFactory.FirstLevel}={province}" : null,
        part ?? dataset.Name,
    }.OfType<string>());

    /// <summary>The path of version 1, without its extension.</summary>
    /// <inheritdoc cref="PathOf"/>
    public static string FormerPathOf(Dataset dataset, int? year, UnitCode? unit, string? part) => Former + string.Join('/', new[]
    {
        dataset.Name,
        year is { } number ? string.Create(CultureInfo.InvariantCulture, $"{Year}={number}") : null,
        part is null ? null : $"as_of_month={part}",
        unit?.ToString() ?? "all",
    }.OfType<string>());

    /// <summary>Whether a path is one of a part of a year, in either version.</summary>
    public static bool IsPart(string path, string part) => path.Contains(part, StringComparison.Ordinal);

    /// <summary>The columns of a Parquet file: those that its folders do not say.</summary>
    public static Dataset<TRow> WithoutPartitions<TRow>(Dataset<TRow> dataset, int? year, UnitCode? unit) => new(
        dataset.Name, dataset.Title, dataset.Description, dataset.Key,
        [
            .. dataset.Read.Where(column => !(year is not null && column.Info.Name == Year)
                && !(unit is not null && column.Info.Name == ColumnFactory.FirstLevel)),
        ]);

    /// <summary>The table with the centre in the column of the province, as its folder says.</summary>
    public static Dataset<TRow> WithCentre<TRow>(Dataset<TRow> dataset) => dataset with
    {
        Read =
        [
            .. dataset.Read.Select(column => column.Info.Name == ColumnFactory.FirstLevel
                ? column with { Read = _ => UnitCode.Country } : column),
        ],
    };

    /// <summary>The columns that the folders of a file say, with their values.</summary>
    public static IReadOnlyList<(string Column, string Value)> PartitionsOf(string path) =>
    [
        .. path.Split('/').SkipLast(1).Select(folder => folder.Split('=')).Where(pair => pair.Length == 2)
            .Select(pair => (pair[0], pair[1])),
    ];
}
