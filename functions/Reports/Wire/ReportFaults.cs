using System.Globalization;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Plan;

namespace YouthFunctions.Reports.Wire;

/// <summary>What can be wrong with a report; the codes are a contract with the form apps.</summary>
public static class ReportFaults
{
    internal static Fault MemberUnknown(string pointer) => new(pointer, "member.unknown", new(
        "Trường này không có trong mẫu báo cáo.", "A report has no such member."));

    internal static Fault MemberTwice(string pointer) => new(pointer, "member.duplicate", new(
        "Trường này xuất hiện hai lần.", "This member stands twice."));

    internal static Fault MemberMissing(string pointer) => new(pointer, "member.missing", new(
        "Thiếu trường bắt buộc này.", "This member is needed."));

    internal static Fault MemberType(string pointer, string vietnamese, string english) => new(pointer, "member.type", new(
        $"Ở đây cần {vietnamese}.", $"Here must stand {english}."));

    internal static Fault NumberTooLong(string pointer) => new(pointer, "number.too-long", new(
        "Số có quá nhiều chữ số để giữ chính xác.", "The number has more digits than can be kept exactly."));

    internal static Fault UnitUnknown(string pointer, string unit) => new(pointer, "unit.unknown", new(
        $"Không có đơn vị “{Truncate(unit)}” trong phạm vi của bạn ở tháng này.",
        $"There is no unit '{Truncate(unit)}' within your reach in this month."));

    internal static Fault UnitOfAnotherTree(string pointer, string unit, Month from, IReadOnlyList<Unit> instead)
    {
        const int ShownAtMost = 5;
        var names = string.Join("; ", instead.Take(ShownAtMost).Select(heir => $"{heir.Code} {heir.Name}"))
            + (instead.Count > ShownAtMost ? "; …" : "");
        return new(pointer, "unit.of-another-tree", new(
            $"Đơn vị “{Truncate(unit)}” không có ở tháng này (cây đơn vị từ {from}); thay cho nó là: {names}.",
            $"The unit '{Truncate(unit)}' does not exist in this month (units as of {from}); in its place: {names}."));
    }

    internal static Fault UnitDiffers(string pointer) => new(pointer, "unit.differs", new(
        "Mã đơn vị khác với địa chỉ.", "The unit is not the one in the address."));

    internal static Fault PeriodMalformed(string pointer) => new(pointer, "period.malformed", new(
        "Kỳ báo cáo viết dạng 2024-05.", "A period is written like 2024-05."));

    internal static Fault PeriodDiffers(string pointer) => new(pointer, "period.differs", new(
        "Kỳ báo cáo khác với địa chỉ.", "The period is not the one in the address."));

    internal static Fault PeriodWithoutPlan(string pointer, int year) => new(pointer, "period.no-plan", new(
        $"Năm {year} chưa có chương trình công tác nên chưa nhận báo cáo.", $"The year {year} has no plan, so it takes no reports."));

    internal static Fault PeriodFuture(string pointer, Month period) => new(pointer, "period.future", new(
        $"Tháng {period} chưa bắt đầu.", $"The month {period} has not begun."));

    internal static Fault PeriodClosed(string pointer, Month period, ReportingCalendar calendar) => new(pointer, "period.closed", new(
        $"Tháng {period} đã khóa sổ sau ngày {Day(calendar.Closes(period))}; cần quản trị viên mở lại.",
        $"The month {period} closed after {Day(calendar.Closes(period))}; an administrator can reopen it."));

    internal static Fault Empty(string pointer) => new(pointer, "report.empty", new(
        "Báo cáo không có số liệu nào; chỉ tiêu chưa biết thì bỏ trống, nhưng cần ít nhất một giá trị.",
        "The report says nothing; leave out what is unknown, but state at least one value."));

    internal static Fault IndicatorUnknown(string pointer, string code, int year) => new(pointer, "indicator.unknown", new(
        $"Chương trình năm {year} không có chỉ tiêu “{Truncate(code)}”.", $"The plan of {year} has no indicator '{Truncate(code)}'."));

    internal static Fault IndicatorTwice(string pointer) => new(pointer, "indicator.duplicate", new(
        "Chỉ tiêu này có hai giá trị.", "This indicator has two values."));

    internal static Fault NeedsAmount(string pointer) => new(pointer, "value.needs-amount", new(
        "Chỉ tiêu này cần đúng một trong hai: amount (trong tháng) hoặc yearToDate (lũy kế).",
        "This indicator needs exactly one of amount (the month's) and yearToDate."));

    internal static Fault NeedsRatio(string pointer) => new(pointer, "value.needs-ratio", new(
        "Chỉ tiêu tỷ lệ cần tử số (numerator) và mẫu số (denominator), không nhận số khác.",
        "A ratio needs numerator and denominator, and nothing else."));

    internal static Fault Negative(string pointer) =>
        new(pointer, "value.negative", new("Giá trị không được âm.", "A value may not be negative."));

    internal static Fault NotWhole(string pointer, int decimals) => new(pointer, "value.not-whole", decimals == 0
        ? new("Giá trị phải là số nguyên.", "The value must be a whole number.")
        : new($"Giá trị chỉ có tối đa {decimals} chữ số thập phân.", $"The value may have {decimals} decimals at most."));

    internal static Fault TooLarge(string pointer) => new(pointer, "value.too-large", new(
        "Giá trị lớn hơn mức tối đa 10¹⁵.", "The value is above the limit of 10¹⁵."));

    internal static Fault NumeratorAbove(string pointer) => new(pointer, "ratio.numerator-above-denominator", new(
        "Tử số lớn hơn mẫu số.", "The numerator is greater than the denominator."));

    internal static Fault WithdrawnWithValues(string pointer) => new(pointer, "report.withdrawn-with-values", new(
        "Rút báo cáo thì không ghi số liệu; muốn sửa số liệu, hãy gửi báo cáo mới.",
        "A withdrawal states no values; to correct them, send a new report."));

    internal static Fault ReasonTooLong(string pointer) => new(pointer, "reason.too-long", new(
        "Lý do dài tối đa 500 ký tự.", "A reason has 500 characters at most."));

    internal static Fault YearToDateFalls(string pointer, decimal before) => new(pointer, "year-to-date.falls", new(
        $"Lũy kế thấp hơn {Number(before, "vi-VN")} đã báo cáo đến các tháng trước.",
        $"The year to date is below the {Number(before, "en-US")} already reported by the earlier months."));

    internal static Fault YearToDateOfParent(string pointer) => new(pointer, "year-to-date.of-parent", new(
        "Chỉ tiêu này lấy số của cấp trên thay cho cấp dưới: đơn vị có cấp dưới ghi số của riêng tháng (amount), không ghi lũy kế.",
        "A parent's figure stands for all below it here: a unit with units below states the month alone (amount), not the year to date."));

    internal static Fault YearToDateExceedsLater(string pointer, Month later) => new(pointer, "year-to-date.exceeds-later", new(
        $"Với giá trị này, tổng vượt lũy kế đã báo cáo ở tháng {later}; hãy sửa tháng đó trước.",
        $"With this value the sum exceeds the year to date reported in {later}; correct that month first."));

    private static string Truncate(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 60), "…");

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(decimal value, string culture) => value.ToString("#,0.####", CultureInfo.GetCultureInfo(culture));
}
