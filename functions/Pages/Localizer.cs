using System.Globalization;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Plan;

namespace YouthFunctions.Pages;

/// <summary>How a page says things in one language: the fixed words, and figures as the language writes them.</summary>
/// <param name="Language">The language.</param>
public sealed record Localizer(Language Language)
{
    // No indicator has more than four decimals.
    private const string ExactFormat = "#,0.####";

    // Down to here a target that was on track stays so.
    private static readonly double LeastOnTrack = StatusThresholds.Default.OnTrack - StatusThresholds.Default.Margin;

    /// <summary>The culture of numbers and dates: vi-VN, or en-GB.</summary>
    public CultureInfo Culture { get; } = CultureInfo.GetCultureInfo(Language == Language.Vietnamese ? "vi-VN" : "en-GB");

    /// <summary>The one of the two that fits.</summary>
    public string Localize(string vietnamese, string english) => Language == Language.Vietnamese ? vietnamese : english;

    /// <summary>A text of the plan.</summary>
    public string Localize(Text text) => text.In(Language);

    /// <summary><c>12.345.678</c> or <c>12,345,678</c>.</summary>
    public string FormatInteger(decimal number) => number.ToString("N0", Culture);

    /// <summary>Just as it is stored, with up to the four decimals that an indicator can have: <c>12.345,5</c>.</summary>
    public string FormatExact(decimal number) => number.ToString(ExactFormat, Culture);

    /// <summary><c>17 triệu</c>, <c>450 nghìn</c>, <c>3.000 tỷ</c>; three digits that count. Below ten thousand all whole digits, and of
    /// the decimals that the figure has those that count; never 0 for what is not.</summary>
    public string FormatRounded(double number, int decimals = 0) => Math.Abs(number) switch
    {
        >= 999_500_000 => $"{FormatDigits(number / 1e9)} {Localize("tỷ", "billion")}",
        >= 999_500 => $"{FormatDigits(number / 1e6)} {Localize("triệu", "million")}",
        >= 9_999.5 => $"{FormatDigits(number / 1e3)} {Localize("nghìn", "thousand")}",
        _ => FormatSmall(number, decimals),
    };

    /// <summary>A share 0..1 as <c>62%</c>, never 0% or 100% for what is neither.</summary>
    public string FormatProbability(double share) => share switch
    {
        > 0 and < 0.01 => "<1%",
        > 0.99 and < 1 => ">99%",
        _ => $"{(share * 100).ToString("N0", Culture)}%",
    };

    /// <summary>A ratio 0..1 as <c>66,5%</c>.</summary>
    public string FormatPercent(double ratio) => $"{(ratio * 100).ToString("#,##0.#", Culture)}%";

    /// <summary>A value of an indicator, short, with its unit of measure: <c>17 triệu cây</c> or <c>66,5%</c>.</summary>
    public string FormatValue(Indicator indicator, double value) => indicator.Kind == Analytics.Rollups.IndicatorKind.Ratio
        ? FormatPercent(value)
        : $"{FormatRounded(value, indicator.Decimals)} {Localize(indicator.UnitOfMeasure)}";

    /// <summary>A value of an indicator, short, without its unit of measure.</summary>
    public string FormatNumber(Indicator indicator, double value) =>
        indicator.Kind == Analytics.Rollups.IndicatorKind.Ratio ? FormatPercent(value) : FormatRounded(value, indicator.Decimals);

    /// <summary>A size in bytes, in megabytes of 1,048,576.</summary>
    public string FormatMegabytes(long bytes) => $"{(bytes / 1048576.0).ToString("#,0.0", Culture)} MB";

    /// <summary><c>05/09/2024</c>, or <c>5 September 2024</c>.</summary>
    public string FormatDate(DateOnly day) => day.ToString(Localize("dd/MM/yyyy", "d MMMM yyyy"), Culture);

    /// <summary>Day and minute in Viet Nam.</summary>
    public string FormatInstant(DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, LocalTime.Zone).ToString(Localize("HH:mm dd/MM/yyyy", "d MMMM yyyy, HH:mm"), Culture);

    /// <summary>What the figures of a chart's axis are counted in: <c>nghìn</c>, <c>triệu</c>, <c>tỷ</c>, or ones.</summary>
    /// <param name="largest">The largest figure of the axis.</param>
    public (double Divisor, string Name) Scale(double largest) => Math.Abs(largest) switch
    {
        >= 1e9 => (1e9, Localize("tỷ", "billion")),
        >= 1e6 => (1e6, Localize("triệu", "million")),
        >= 1e4 => (1e3, Localize("nghìn", "thousand")),
        _ => (1, ""),
    };

    /// <summary>A figure in three digits that count, without a word for its size.</summary>
    public string FormatScaled(double number) => FormatDigits(number);

    /// <summary>The status of a forecast; one without a target has none to miss.</summary>
    public string FormatStatus(IndicatorForecast forecast) =>
        forecast is { Status: TargetStatus.NoData, Target: null, Projection: not null }
            ? Localize("Chưa đặt chỉ tiêu", "No target set")
            : FormatStatus(forecast.Status);

    /// <summary>The name of a status.</summary>
    public string FormatStatus(TargetStatus status) => status switch
    {
        TargetStatus.Achieved => Localize("Đã đạt", "Achieved"),
        TargetStatus.OnTrack => Localize("Đúng tiến độ", "On track"),
        TargetStatus.AtRisk => Localize("Có nguy cơ", "At risk"),
        TargetStatus.Lagging => Localize("Khó đạt", "Lagging"),
        TargetStatus.AwaitsConfirmation => Localize("Chờ xác nhận", "Awaits confirmation"),
        TargetStatus.Missed => Localize("Không đạt", "Missed"),
        _ => Localize("Chưa đủ số liệu", "No data"),
    };

    /// <summary>A probability of meeting a target in words, which never say less than a status does: what is on track is likely to be
    /// met, and what lags is not.</summary>
    public string DescribeProbability(double probability) => probability switch
    {
        >= 0.95 => Localize("hầu như chắc chắn đạt", "almost certain to be met"),
        >= 0.8 => Localize("rất có thể đạt", "very likely to be met"),
        _ when probability >= LeastOnTrack => Localize("có khả năng đạt", "likely to be met"),
        >= 0.43 => Localize("chưa rõ đạt hay không", "about even"),
        >= 0.2 => Localize("ít khả năng đạt", "unlikely to be met"),
        >= 0.05 => Localize("rất ít khả năng đạt", "very unlikely to be met"),
        _ => Localize("hầu như không thể đạt", "almost certain to be missed"),
    };

    // An average or a forecast of whole things can be less than one of them, and is no 0 either.
    private string FormatSmall(double number, int decimals)
    {
        var places = Math.Abs(number) switch { >= 99.95 => 0, >= 9.995 => 1, >= 0.9995 => 2, _ => 4 };
        var shown = Math.Round(number, Math.Min(places, decimals));
        return (shown == 0 ? Math.Round(number, 4) : shown).ToString(ExactFormat, Culture);
    }

    // Three digits that count: 17, 17,3, 3.000.
    private string FormatDigits(double number) => Math.Abs(number) switch
    {
        >= 99.95 => number.ToString("#,##0", Culture),
        >= 9.995 => number.ToString("#,##0.#", Culture),
        _ => number.ToString("#,##0.##", Culture),
    };
}
