using System.Text.Json;
using YouthFunctions.Calls.Organisations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Exports.Datasets;
using YouthFunctions.Forecasting.Status;
using static YouthFunctions.Exports.Datasets.ColumnFactory;

namespace YouthFunctions.Exports.Tables;

/// <summary>What was foreseen, and when.</summary>
public static class ForecastTables
{
    private static readonly Column<ForecastRow>[] All =
    [
        .. ForRowUnit<ForecastRow>(), ForIndicator<ForecastRow>(row => row.Forecast.Indicator),
        Required<ForecastRow>(
            "as_of", ColumnType.Date, new("Ngày dự báo", "As of"),
            Organisation.Current.Exports.ForecastDay, row => row.UnitForecast.AsOf),
        Required<ForecastRow>(
            "months_known", ColumnType.Integer, new("Số tháng đã biết", "Months known"),
            new("0 đến 12", "How many months of the year it knows, 0 to 12"), row => row.UnitForecast.MonthsKnown),
        Figure("year_to_date", new("Lũy kế", "Year to date"),
            new("Đã báo cáo đến nay; tỷ lệ từ 0 đến 1", "Reported so far; ratios as shares 0 to 1"),
            row => (double?)row.Forecast.YearToDate),
        Figure("target", new("Chỉ tiêu năm", "Target"), new("Chỉ tiêu khi dự báo", "The target at that time"),
            row => (double?)row.Forecast.Target),
        Figure("projected", new("Dự báo cuối năm", "Projected"), new("Giá trị cuối năm dự kiến", "Expected year-end"),
            row => row.Forecast.Projection?.Point),
        Figure("low80", new("Cận dưới 80 %", "Low 80 %"), new("Cận dưới của khoảng 80 %", "Lower end of the 80 % interval"),
            row => row.Forecast.Projection?.Interval80?.Low),
        Figure("high80", new("Cận trên 80 %", "High 80 %"), new("Cận trên của khoảng 80 %", "Upper end of the 80 % interval"),
            row => row.Forecast.Projection?.Interval80?.High),
        Figure("low95", new("Cận dưới 95 %", "Low 95 %"), new("Cận dưới của khoảng 95 %", "Lower end of the 95 % interval"),
            row => row.Forecast.Projection?.Interval95?.Low),
        Figure("high95", new("Cận trên 95 %", "High 95 %"), new("Cận trên của khoảng 95 %", "Upper end of the 95 % interval"),
            row => row.Forecast.Projection?.Interval95?.High),
        Optional<ForecastRow>("probability", ColumnType.Number, new("Xác suất đạt", "Probability"),
            new("Xác suất đạt chỉ tiêu, 0 đến 1", "Probability of meeting the target, 0 to 1"),
            row => row.Forecast.Projection?.Probability),
        Required<ForecastRow>("status", ColumnType.Code, new("Trạng thái", "Status"),
            new("achieved: đã đạt; on-track: đúng tiến độ; at-risk: có nguy cơ; lagging: chậm; no-data: chưa có số liệu; "
                + "awaits-confirmation: chờ xác nhận; missed: không đạt",
                "achieved, on-track, at-risk, lagging, no-data, awaits-confirmation or missed"), row => Status(row.Forecast.Status),
            allowed: Statuses),
        Required<ForecastRow>(
            "status_since", ColumnType.Date, new("Từ ngày", "Since"),
            new("Ngày bắt đầu trạng thái này", "Day on which the status came to be"), row => row.Forecast.Since),
        Figure("required_pace", new("Mức cần mỗi tháng", "Required pace"),
            new("Mỗi tháng còn lại phải đạt bao nhiêu", "What each remaining month must bring"),
            row => (double?)row.Forecast.RequiredMonthlyPace),
        Required<ForecastRow>("reported", ColumnType.Integer, new("Đã báo cáo", "Reported"),
            new("Số đơn vị đã báo cáo tháng cuối", "Units that reported the last known month"), row => row.Forecast.Reported,
            ColumnFactory.Units),
        Required<ForecastRow>(
            "expected", ColumnType.Integer, new("Phải báo cáo", "Expected"), new("Số đơn vị phải báo cáo", "Units expected to"),
            row => row.Forecast.Expected, ColumnFactory.Units),
        Optional<ForecastRow>(
            "basis", ColumnType.Code, new("Mô hình", "Basis"),
            new("Mô hình hoặc cách thay thế đã dùng; trống khi chưa có dự báo",
                "Which model or fallback made it; empty where nothing is projected"),
            row => row.Forecast.Projection?.Basis),
        Optional<ForecastRow>("reasons", ColumnType.Code, new("Lý do", "Reasons"),
            new("Tối đa ba lý do, nặng nhất trước, cách nhau bằng dấu cách",
                "Up to three reasons, the weightiest first, separated by spaces"),
            row => row.Forecast.Reasons.Count == 0
                ? null
                : string.Join(' ', row.Forecast.Reasons.Select(reason => Kebab(reason.Code.ToString())))),
        Optional<ForecastRow>(
            "model_hash", ColumnType.Code, new("Mã mô hình", "Model hash"),
            new("Mô hình và dữ liệu đầu vào nào; trống khi chưa huấn luyện được",
                "Which model and input made it; empty where no model could be trained"),
            row => row.UnitForecast.ModelHash.Length == 0 ? null : row.UnitForecast.ModelHash),
        Figure("doubted", new("Lũy kế chờ xác nhận", "Year to date that awaits confirmation"),
            new("Phần của year_to_date chờ xác nhận, dự báo không tính; tỷ lệ: phần tử số",
                "The part of year_to_date that awaits confirmation and that the forecast leaves out; ratios: of the numerator"),
            row => (double?)row.Forecast.Doubted),
    ];

    /// <summary>The latest forecast.</summary>
    public static Dataset<ForecastRow> Current { get; } = new(
        "forecasts", new("Dự báo mới nhất", "Latest forecasts"),
        new("Một dòng là dự báo mới nhất về cuối năm cho một chỉ tiêu của một đơn vị",
            "A row is the latest year-end forecast of an indicator of a unit"),
        ["unit", "indicator"], All);

    /// <summary>Every forecast ever made.</summary>
    public static Dataset<ForecastRow> History { get; } = new(
        "forecast-history", new("Mọi dự báo", "All forecasts"),
        new("Như bảng forecasts, với mọi ngày dự báo; mỗi tháng một tệp", "As forecasts, with every as-of date; a file a month"),
        ["unit", "indicator", "as_of"], All);

    private static string[] Statuses => [.. Enum.GetValues<TargetStatus>().Select(Status)];

    private static string Status(TargetStatus status) => Kebab(status.ToString());

    private static string Kebab(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    private static Column<ForecastRow> Figure(string name, Text heading, Text meaning, Func<ForecastRow, double?> figure) =>
        Optional<ForecastRow>(name, ColumnType.Number, heading, meaning, row => figure(row), InUnits);
}
