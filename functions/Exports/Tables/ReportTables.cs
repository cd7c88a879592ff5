using YouthFunctions.Exports.Datasets;
using static YouthFunctions.Exports.Datasets.ColumnFactory;

namespace YouthFunctions.Exports.Tables;

/// <summary>What was reported, as it was sent.</summary>
public static class ReportTables
{
    /// <summary>The current revision of every report.</summary>
    public static Dataset<ReportRow> Reports { get; } = new(
        "reports", new("Báo cáo hiện hành", "Reports"),
        new("Một dòng là một chỉ tiêu trong báo cáo hiện hành của một đơn vị và một tháng; báo cáo đã rút không có ở đây",
            "A row is one indicator in the current report of a unit and month; withdrawn reports are left out"),
        ["unit", "month", "indicator"],
        [
            .. ForRowUnit<ReportRow>(), ForMonth<ReportRow>(row => row.Report.Period),
            ForIndicator<ReportRow>(row => row.Indicator ?? default), .. Values,
            Required<ReportRow>(
                "revision", ColumnType.Integer, new("Lần sửa", "Revision"), new("1 là lần đầu", "1 is the first"),
                row => row.Report.Revision),
            Required<ReportRow>("is_on_time", ColumnType.Boolean, new("Đúng hạn", "On time"),
                new("Báo cáo đầu tiên đến đúng hạn", "The first revision came by the due day"), row => row.Report.IsOnTime),
            Received, ForSimulated<ReportRow>(row => row.Report.IsSimulated),
            Required<ReportRow>("is_doubted", ColumnType.Boolean, new("Chờ xác nhận", "Awaits confirmation"),
                new("Giá trị khác thường và chưa ai xác nhận", "The value is out of proportion and nobody has confirmed it"),
                row => row.Report.Doubts.Any(doubt => doubt.Indicator == row.Indicator)),
        ]);

    /// <summary>Every revision of every report.</summary>
    public static Dataset<ReportRow> Revisions { get; } = new(
        "revisions", new("Mọi lần báo cáo và sửa", "All revisions"),
        new("Một dòng là một chỉ tiêu trong một lần báo cáo, sửa hoặc rút; lần rút có một dòng không có chỉ tiêu",
            "A row is one indicator in one revision; a withdrawal has one row without an indicator"),
        [],
        [
            .. ForRowUnit<ReportRow>(), ForMonth<ReportRow>(row => row.Report.Period),
            Required<ReportRow>(
                "revision", ColumnType.Integer, new("Lần sửa", "Revision"), new("1 là lần đầu", "1 is the first"),
                row => row.Report.Revision),
            Required<ReportRow>("is_current", ColumnType.Boolean, new("Hiện hành", "Current"),
                new("Là lần cuối được biết tại thời điểm của bản xuất", "The last one known at the snapshot's instant"),
                row => row.IsCurrent),
            Required<ReportRow>("is_withdrawn", ColumnType.Boolean, new("Đã rút", "Withdrawn"),
                new("Lần này rút báo cáo", "This revision takes the report back"), row => row.Report.IsWithdrawn),
            Received,
            Required<ReportRow>("received_by", ColumnType.Text, new("Người gửi", "Sender"),
                new("Mã (không bí mật) của khóa đã gửi", "Id (not secret) of the key that sent it"), row => row.Report.ReceivedBy),
            Optional<ReportRow>("reason", ColumnType.Text, new("Lý do", "Reason"),
                new("Lý do sửa hoặc rút", "Why it was corrected or withdrawn"), row => row.Report.Reason),
            Required<ReportRow>("chain_hash", ColumnType.Code, new("Mã băm chuỗi", "Chain hash"),
                new("SHA-256 nối các lần sửa, để kiểm tra không lần nào bị đổi",
                    "SHA-256 that links the revisions, to prove that none was altered"),
                row => row.Report.ChainHash),
            Optional<ReportRow>("indicator", ColumnType.Code, new("Chỉ tiêu", "Indicator"),
                new("Mã chỉ tiêu, xem bảng indicators; trống khi rút",
                    "Code of the indicator, see the table indicators; empty for a withdrawal"),
                row => row.Indicator?.ToString()),
            .. Values, ForSimulated<ReportRow>(row => row.Report.IsSimulated),
        ]);

    private static Column<ReportRow> Received => Required<ReportRow>(
        "received_utc", ColumnType.Instant, new("Nhận lúc (UTC)", "Received (UTC)"),
        new("Thời điểm lưu lần này", "Instant at which this revision was stored"), row => row.Report.ReceivedUtc);

    private static IEnumerable<Column<ReportRow>> Values =>
    [
        Optional<ReportRow>("amount", ColumnType.Decimal, new("Số lượng", "Amount"),
            new("Số báo cáo của chỉ tiêu số lượng; trống ở chỉ tiêu tỷ lệ", "Reported amount; empty for ratios"),
            row => row.Value is { Measure.Denominator: null } value ? value.Measure.Numerator : (decimal?)null, InUnits),
        Optional<ReportRow>("is_year_to_date", ColumnType.Boolean, new("Lũy kế", "Year to date"),
            new("Số lượng tính từ tháng 1; nếu không thì chỉ của tháng", "The amount counts from January; otherwise of the month alone"),
            row => row.Value is { Measure.Denominator: null } value ? value.IsYearToDate : default(Cell)),
        Optional<ReportRow>("numerator", ColumnType.Decimal, new("Tử số", "Numerator"),
            new("Số đạt, của chỉ tiêu tỷ lệ", "Those reached, of a ratio"),
            row => row.Value is { Measure.Denominator: not null } value ? value.Measure.Numerator : (decimal?)null, InUnits),
        Optional<ReportRow>("denominator", ColumnType.Decimal, new("Mẫu số", "Denominator"),
            new("Tổng số, của chỉ tiêu tỷ lệ. Cộng tử số và mẫu số rồi mới chia, không lấy trung bình các tỷ lệ",
                "All, of a ratio. Add up numerators and denominators before dividing; never average ratios"),
            row => row.Value?.Measure.Denominator, InUnits),
    ];
}
