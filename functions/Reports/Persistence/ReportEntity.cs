using System.Text.Json;
using Azure.Data.Tables;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Reports.Records;
using YouthFunctions.Storage;

namespace YouthFunctions.Reports.Persistence;

/// <summary>A report as a row: who, when and the hashes in columns of their own, the values packed in one as JSON text
/// that a person can read in a storage browser.</summary>
public static class ReportEntity
{
    /// <summary>The row of a revision under the given keys.</summary>
    public static TableEntity ToEntity(Report report, string partitionKey, string rowKey)
    {
        var row = Columns(report, partitionKey, rowKey);
        // Storage keeps no null; to send eight of them a row costs it as much as eight values.
        foreach (var (name, value) in row.ToArray())
            if (value is null)
                row.Remove(name);
        return row;
    }

    private static TableEntity Columns(Report report, string partitionKey, string rowKey) => new(partitionKey, rowKey)
    {
        ["Unit"] = report.Unit.ToString(),
        ["Period"] = report.Period.ToString(),
        ["Revision"] = report.Revision,
        ["Values"] = JsonSerializer.Serialize(
            report.Values.OrderBy(pair => pair.Key).ToDictionary(pair => pair.Key, pair => ValueDocument.From(pair.Value)),
            StoredJson.Options),
        ["IsWithdrawn"] = report.IsWithdrawn,
        ["IsOnTime"] = report.IsOnTime,
        ["IsSimulated"] = report.IsSimulated,
        ["ReceivedUtc"] = report.ReceivedUtc,
        ["ReceivedBy"] = report.ReceivedBy,
        ["Reason"] = report.Reason,
        ["ContentHash"] = report.ContentHash,
        ["PreviousHash"] = report.PreviousHash,
        ["ChainHash"] = report.ChainHash,
        // Codes alone, as instances of before reasons were kept read them; while a new version is rolled out both run.
        ["Doubts"] = report.Doubts.Count == 0 ? null : string.Join(',', report.Doubts.Select(doubt => doubt.Indicator)),
        ["DoubtReasons"] = ValueDoubt.ToText(report.Doubts),
        ["ConfirmedBy"] = report.Confirmation?.By,
        ["ConfirmedUtc"] = report.Confirmation?.Utc,
        ["Review"] = report.Review?.State.ToString(),
        ["ReviewNote"] = report.Review?.Note,
        ["ReviewedBy"] = report.Review?.By,
        ["ReviewedUtc"] = report.Review?.Utc,
    };

    /// <summary>The report in a row.</summary>
    /// <exception cref="DamagedRowException">A column is missing or holds something else.</exception>
    public static Report FromEntity(TableEntity entity) => DamagedRows.Read(TableName.Reports, entity, Parse);

    /// <summary>The same, for long reads: false when the row is damaged and the flow collects such rows.</summary>
    public static bool TryFromEntity(TableEntity entity, out Report report) =>
        DamagedRows.TryRead(TableName.Reports, entity, Parse, out report);

    private static Report Parse(TableEntity entity) => new(
        UnitCode.Parse(entity.GetString("Unit")), Month.Parse(entity.GetString("Period")), entity.GetInt32("Revision")!.Value,
        ReadValues(entity.GetString("Values")), entity.GetBoolean("IsWithdrawn") ?? false, entity.GetBoolean("IsOnTime") ?? false,
        entity.GetBoolean("IsSimulated") ?? false, entity.GetDateTimeOffset("ReceivedUtc")!.Value, entity.GetString("ReceivedBy") ?? "",
        entity.GetString("Reason"), entity.GetString("ContentHash") ?? "", entity.GetString("PreviousHash") ?? "",
        entity.GetString("ChainHash") ?? "")
    {
        Review = entity.GetString("Review") is { } state
            ? new Review(
                Enum.Parse<ReviewState>(state), entity.GetString("ReviewNote"), entity.GetString("ReviewedBy") ?? "",
                entity.GetDateTimeOffset("ReviewedUtc") ?? default)
            : null,
        Doubts = ValueDoubt.FromText(entity.GetString("DoubtReasons") ?? entity.GetString("Doubts")),
        Confirmation = entity.GetString("ConfirmedBy") is { } confirmedBy
            ? new Confirmation(confirmedBy, entity.GetDateTimeOffset("ConfirmedUtc") ?? default)
            : null,
    };

    private static Dictionary<IndicatorCode, ReportedValue> ReadValues(string json) =>
        (JsonSerializer.Deserialize<Dictionary<IndicatorCode, ValueDocument>>(json, StoredJson.Options) ?? [])
            .ToDictionary(pair => pair.Key, pair => pair.Value.ToValue());
}
