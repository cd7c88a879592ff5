using System.Globalization;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Pages;
using YouthFunctions.Plan;
using YouthFunctions.Reports.Records;

namespace YouthFunctions.Form.Reading;

/// <summary>The form's sentences about months, figures and what was received.</summary>
public static class FormTexts
{
    /// <summary><c>7/2024</c>.</summary>
    public static string Short(Month month) => string.Create(CultureInfo.InvariantCulture, $"{month.Number}/{month.Year}");

    /// <summary><c>tháng 7/2024 của Thị trấn Nhã Nam</c>.</summary>
    public static string Place(Localizer localizer, Month month, Unit unit) =>
        localizer.Localize($"tháng {Short(month)} của {unit.Name}", $"{Short(month)} of {unit.Name}");

    /// <summary>How a month stands, in two or three words.</summary>
    public static string State(Localizer localizer, MonthTileState state) => state switch
    {
        MonthTileState.Open => localizer.Localize("Đang mở", "Open"),
        MonthTileState.Overdue => localizer.Localize("Quá hạn", "Overdue"),
        MonthTileState.Sent => localizer.Localize("Đã gửi", "Sent"),
        MonthTileState.SentLate => localizer.Localize("Gửi muộn", "Sent late"),
        MonthTileState.AwaitsConfirmation => localizer.Localize("Chờ xác nhận", "Awaits confirmation"),
        MonthTileState.Returned => localizer.Localize("Bị trả lại", "Returned"),
        MonthTileState.Confirmed => localizer.Localize("Đã duyệt", "Confirmed"),
        _ => localizer.Localize("Đã khóa", "Closed"),
    };

    /// <summary>What was received and what is still missing: the receipt in one sentence.</summary>
    public static string Received(Localizer localizer, Report report, Unit unit, YearPlan plan)
    {
        var (count, missing) = (report.Values.Count, Math.Max(0, plan.Indicators.Count - report.Values.Count));
        return localizer.Localize(
            $"Đã nhận báo cáo {Place(localizer, report.Period, unit)}: {count} chỉ tiêu, "
                + (missing == 0 ? "không thiếu chỉ tiêu nào" : $"còn thiếu {missing}"),
            $"Received the report {Place(localizer, report.Period, unit)}: {count} indicators, "
                + (missing == 0 ? "none is missing" : $"{missing} still missing"));
    }

    /// <summary>A reported value, in full: <c>1.200 (lũy kế)</c> or <c>80 / 100</c>.</summary>
    public static string Value(Localizer localizer, ReportedValue value) =>
        localizer.FormatExact(value.Measure.Numerator)
            + (value.Measure.Denominator is { } whole ? $" / {localizer.FormatExact(whole)}" : "")
            + (value.IsYearToDate ? localizer.Localize(" (lũy kế)", " (year to date)") : "");

    /// <summary>A large amount in words: <c>1.500 tỷ</c>; null for what is read at a glance.</summary>
    public static string? Words(Localizer localizer, Indicator indicator, decimal amount) => amount < 1_000_000 ? null
        : $"{localizer.FormatRounded((double)amount)} {localizer.Localize(indicator.UnitOfMeasure)}";

    /// <summary>Last month, running total, target and the share expected by now, as one line; empty when nothing is known.</summary>
    public static string Hint(Localizer localizer, FieldFacts facts)
    {
        var parts = new List<string>();
        if (facts.LastMonth is { } last)
            parts.Add(localizer.Localize("Tháng trước ", "Last month ") + Value(localizer, last));
        if (facts is { AddsUp: true, YearToDate.IsKnown: true })
            parts.Add(localizer.Localize("lũy kế ", "so far ") + Value(localizer, new ReportedValue(facts.YearToDate, false)));
        if (facts.Target is { } target)
            parts.Add(localizer.Localize("chỉ tiêu năm ", "target of the year ")
                + (facts.Indicator.Kind == IndicatorKind.Ratio ? localizer.FormatPercent((double)target) : localizer.FormatExact(target)));
        if (facts is { AddsUp: true, ExpectedShare: { } share })
            parts.Add(localizer.Localize("đến nay nên đạt ", "expected by now ") + localizer.FormatPercent((double)Math.Round(share, 2)));
        var line = string.Join(" · ", parts);
        return line.Length == 0 ? "" : char.ToUpper(line[0], localizer.Culture) + line[1..];
    }
}
