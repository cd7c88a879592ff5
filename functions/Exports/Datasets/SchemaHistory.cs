using YouthFunctions.Calls.Organisations;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Exports.Datasets;

/// <summary>What changed in the tables from version to version (semver.org: a column that goes or changes its meaning is
/// a major change, a new column or table a minor one).</summary>
public static class SchemaHistory
{
    private static OrganisationLevel Top => Organisation.Current.Top;

    private static string Part => $"{ColumnFactory.FirstLevel}={Organisation.Current.First.SampleCode}";

    private static string TopPart => $"{ColumnFactory.FirstLevel}={Top.SampleCode}";

    /// <summary>The version that is written.</summary>
    public static string Version => Changes[0].Version;

    /// <summary>Every version, the newest first.</summary>
    public static IReadOnlyList<(string Version, DateOnly Day, Text What)> Changes { get; } =
    [
        ("2.1.0", new DateOnly(2026, 11, 28), new Text(
            "Cột basis của dự báo trống khi chưa có dự báo, thay cho văn bản rỗng.",
            "The column basis of the forecasts has no value where nothing is projected, and no longer an empty text.")),
        ("2.0.0", new DateOnly(2026, 11, 26), new Text(
            $"Mỗi dòng chỉ nằm trong một tệp: rollups/year=2024/{Part}/rollups.parquet; số của {Top.Singular.Vietnamese} ở {TopPart}. Tệp "
                + $"Parquet không lặp lại cột year và {ColumnFactory.FirstLevel} đã có trong thư mục. "
                + "Tệp của bản 1 nằm dưới v1/ (địa chỉ cũ vẫn dùng được) và sẽ bỏ "
                + "ở bản phát hành sau. SDMX-CSV thêm UNIT_MEASURE, OBS_STATUS, SIMULATED; danh sách thay đổi chỉ có số liệu thay đổi.",
            $"A row stands in one file only: rollups/year=2024/{Part}/rollups.parquet; the {Top.Singular.English}'s own rows in {TopPart}. "
                + $"Parquet files leave out the columns year and {ColumnFactory.FirstLevel}, which their folders say. "
                + "The files of version 1 stand under v1/ (former "
                + "addresses go on working) and go with the next release. SDMX-CSV has UNIT_MEASURE, OBS_STATUS and SIMULATED; the change "
                + "list holds changed figures only.")),
        ("1.3.0", new DateOnly(2026, 11, 26), new Text(
            "Số liệu nghi vấn được đánh dấu: is_doubted ở báo cáo hiện hành, doubted và doubted_year_to_date ở tổng hợp, doubted ở dự báo; "
                + "trạng thái có thêm awaits-confirmation và missed.",
            "Doubted values are marked: is_doubted in the current reports, doubted and doubted_year_to_date in the rollups, doubted in the "
                + "forecasts; statuses awaits-confirmation and missed are new.")),
        ("1.2.0", new DateOnly(2026, 11, 25), new Text(
            "Bảng kế tục theo tệp đã nhập (nếu có) và có thêm cột share.",
            "The succession follows the imported file, if there is one, and has a column share.")),
        ("1.1.0", new DateOnly(2026, 11, 25), new Text("Danh mục chỉ tiêu có thêm cột part_of.", "The indicators have a column part_of.")),
        ("1.0.0", new DateOnly(2026, 11, 24), new Text(
            "Bản đầu tiên: báo cáo, mọi lần sửa, tổng hợp, dự báo, chỉ tiêu, đơn vị, mức đầy đủ.",
            "First version: reports, every revision, rollups, forecasts, targets, units, completeness.")),
    ];

    /// <summary>The history as Markdown, for the snapshot.</summary>
    public static string ToMarkdown() => string.Join("\n",
    [
        "# CHANGELOG", "", .. Changes.Select(change => FormattableString.Invariant(
            $"## {change.Version} ({change.Day:yyyy-MM-dd})\n\n- {change.What.Vietnamese}\n- {change.What.English}\n")),
    ]);
}
