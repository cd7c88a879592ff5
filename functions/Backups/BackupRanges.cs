using System.Globalization;
using Azure.Data.Tables;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Storage;
using YouthFunctions.Units;

namespace YouthFunctions.Backups;

/// <summary>How tables are divided, so that a part is minutes however many units report: reports by province, figures by year, the
/// audit trail by month. The ranges of a table together hold every partition that there can be, also those that nobody foresaw; but
/// not the runs of jobs in parts, this very backup among them, which nobody could go on with elsewhere.</summary>
internal static class BackupRanges
{
    private const int YearsBack = 3;
    private const int MonthsBack = 12;

    /// <summary>The parts of a table, in the order of its partitions.</summary>
    public static IEnumerable<JobPart> Create(TableName table, UnitRegister register, DateTimeOffset now)
    {
        if (table == TableName.Jobs)
            return
            [
                new JobPart(Table: table.ToString(), To: RunStore.Partitions.From),
                new JobPart(Table: table.ToString(), From: RunStore.Partitions.To),
            ];
        string?[] borders = [null, .. Borders(table, register, now).Distinct().Order(StringComparer.Ordinal), null];
        return borders.Zip(borders.Skip(1), (from, to) => new JobPart(Table: table.ToString(), From: from, To: to));
    }

    /// <summary>The query of a range; null for a whole table.</summary>
    public static string? Filter(JobPart range) => range switch
    {
        { From: { } from, To: { } to } => TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {to}"),
        { From: { } from } => TableClient.CreateQueryFilter($"PartitionKey ge {from}"),
        { To: { } to } => TableClient.CreateQueryFilter($"PartitionKey lt {to}"),
        _ => null,
    };

    /// <summary>What the file of a range is called: the table, and where it begins.</summary>
    public static string FileName(TableName table, JobPart range) => range.From is { } from
        ? $"{table}_{string.Concat(from.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'))}"
        : table.ToString();

    private static IEnumerable<string> Borders(TableName table, UnitRegister register, DateTimeOffset now) => table switch
    {
        TableName.Reports => register.Trees.SelectMany(tree => tree.Children(UnitCode.Country))
            .Select(province => province.Code.ToString()),
        TableName.Rollups or TableName.Forecasts => Enumerable.Range(-YearsBack, YearsBack + 2)
            .Select(years => (now.Year + years).ToString(CultureInfo.InvariantCulture)),
        TableName.Audit => Enumerable.Range(-MonthsBack, MonthsBack + 1)
            .Select(months => now.UtcDateTime.AddMonths(months).ToString("yyyy-MM", CultureInfo.InvariantCulture)),
        _ => [],
    };
}
