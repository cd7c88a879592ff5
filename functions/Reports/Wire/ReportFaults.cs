using System.Globalization;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Plan;

namespace YouthFunctions.Reports.Wire;

/// <summary>What can be wrong with a report; the codes are a contract with the form apps.</summary>
public static class ReportFaults
{
    internal static Fault MemberUnknown(string at) => new(at, "member.unknown", new(
        "Trường này không có trong mẫu báo cáo.", "A report has no such member."));

    internal static Fault MemberTwice(string at) => new(at, "member.duplicate", new(
        "Trường này xuất hiện hai lần.", "This member stands twice."));

    internal static Fault MemberMissing(string at) => new(at, "member.missing", new(
        "Thiếu trường bắt buộc này.", "This member is needed."));

    internal static Fault MemberType(string at, string vietnamese, string english) => new(at, "member.type", new(
        $"Ở đây cần {vietnamese}.", $"Here must stand {english}."));

    internal static Fault NumberTooLong(string at) => new(at, "number.too-long", new(
        "Số có quá nhiều chữ số để giữ chính xác.", "The number has more digits than can be kept exactly."));

    internal static Fault UnitUnknown(string at, string unit) => new(at, "unit.unknown", new(
        $"Không có đơn vị “{Short(unit)}” trong phạm vi của bạn ở tháng này.", $"There is no unit '{Short(unit)}' within your reach in this month."));

    internal static Fault UnitOfAnotherTree(string at, string unit, Month from, IReadOnlyList<Unit> instead)
    {
        const int ShownAtMost = 5;
        var names = string.Join("; ", instead.Take(ShownAtMost).Select(heir => $"{heir.Code} {heir.Name}")) + (instead.Count > ShownAtMost ? "; …" : "");
        return new(at, "unit.of-another-tree", new(
            $"Đơn vị “{Short(unit)}” không có ở tháng này (cây đơn vị từ {from}); thay cho nó là: {names}.",
            $"The unit '{Short(unit)}' does not exist in this month (units as of {from}); in its place: {names}."));
    }

    internal static Fault UnitDiffers(string at) => new(at, "unit.differs", new(
        "Mã đơn vị khác với địa chỉ.", "The unit is not the one in the address."));

    internal static Fault PeriodMalformed(string at) => new(at, "period.malformed", new(
        "Kỳ báo cáo viết dạng 2024-05.", "A period is written like 2024-05."));

    internal static Fault PeriodDiffers(string at) => new(at, "period.differs", new(
        "Kỳ báo cáo khác với địa chỉ.", "The period is not the one in the address."));

    internal static Fault PeriodWithoutPlan(string at, int year) => new(at, "period.no-plan", new(
        $"Năm {year} chưa có chương trình công tác nên chưa nhận báo cáo.", $"The year {year} has no plan, so it takes no reports."));

    internal static Fault PeriodFuture(string at, Month period) => new(at, "period.future", new(
        $"Tháng {period} chưa bắt đầu.", $"The month {period} has not begun."));

    internal static Fault PeriodClosed(string at, Month period, ReportingCalendar calendar) => new(at, "period.closed", new(
        $"Tháng {period} đã khóa sổ sau ngày {Day(calendar.Closes(period))}; cần quản trị viên mở lại.",
        $"The month {period} closed after {Day(calendar.Closes(period))}; an administrator can reopen it."));

    internal static Fault Empty(string at) => new(at, "report.empty", new(
        "Báo cáo không có số liệu nào; chỉ tiêu chưa biết thì bỏ trống, nhưng cần ít nhất một giá trị.",
        "The report says nothing; leave out what is unknown, but state at least one value."));

    internal static Fault IndicatorUnknown(string at, string code, int year) => new(at, "indicator.unknown", new(
        $"Chương trình năm {year} không có chỉ tiêu “{Short(code)}”.", $"The plan of {year} has no indicator '{Short(code)}'."));

    internal static Fault IndicatorTwice(string at) => new(at, "indicator.duplicate", new(
        "Chỉ tiêu này có hai giá trị.", "This indicator has two values."));

    internal static Fault NeedsAmount(string at) => new(at, "value.needs-amount", new(
        "Chỉ tiêu này cần đúng một trong hai: amount (trong tháng) hoặc yearToDate (lũy kế).",
        "This indicator needs exactly one of amount (the month's) and yearToDate."));

    internal static Fault NeedsRatio(string at) => new(at, "value.needs-ratio", new(
        "Chỉ tiêu tỷ lệ cần tử số (numerator) và mẫu số (denominator), không nhận số khác.",
        "A ratio needs numerator and denominator, and nothing else."));

    internal static Fault Negative(string at) => new(at, "value.negative", new("Giá trị không được âm.", "A value may not be negative."));

    internal static Fault NotWhole(string at, int decimals) => new(at, "value.not-whole", decimals == 0
        ? new("Giá trị phải là số nguyên.", "The value must be a whole number.")
        : new($"Giá trị chỉ có tối đa {decimals} chữ số thập phân.", $"The value may have {decimals} decimals at most."));

    internal static Fault TooLarge(string at) => new(at, "value.too-large", new(
        "Giá trị lớn hơn mức tối đa 10¹⁵.", "The value is above the limit of 10¹⁵."));

    internal static Fault NumeratorAbove(string at) => new(at, "ratio.numerator-above-denominator", new(
        "Tử số lớn hơn mẫu số.", "The numerator is greater than the denominator."));

    internal static Fault WithdrawnWithValues(string at) => new(at, "report.withdrawn-with-values", new(
        "Rút báo cáo thì không ghi số liệu; muốn sửa số liệu, hãy gửi báo cáo mới.",
        "A withdrawal states no values; to correct them, send a new report."));

    internal static Fault ReasonTooLong(string at) => new(at, "reason.too-long", new(
        "Lý do dài tối đa 500 ký tự.", "A reason has 500 characters at most."));

    internal static Fault YearToDateFalls(string at, decimal before) => new(at, "year-to-date.falls", new(
        $"Lũy kế thấp hơn {Number(before, "vi-VN")} đã báo cáo đến các tháng trước.", $"The year to date is below the {Number(before, "en-US")} already reported by the earlier months."));

    internal static Fault YearToDateExceedsLater(string at, Month later) => new(at, "year-to-date.exceeds-later", new(
        $"Với giá trị này, tổng vượt lũy kế đã báo cáo ở tháng {later}; hãy sửa tháng đó trước.",
        $"With this value the sum exceeds the year to date reported in {later}; correct that month first."));

    private static string Short(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 60), "…");

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(decimal value, string culture) => value.ToString("#,0.##", CultureInfo.GetCultureInfo(culture));
}
