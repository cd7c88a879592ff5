using System.Globalization;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Storage;
using YouthFunctions.Units;

namespace YouthFunctions.Forecasts;

/// <summary>The year-end forecasts of a unit.</summary>
public sealed class GetForecast(ForecastStore forecasts, PlanStore plans, UnitRegister register)
{
    /// <summary><c>GET api/forecasts/{unit}?year=</c>; without a year, the year of the product's clock.</summary>
    [Operation("Dự báo cuối năm của đơn vị.", "The year-end forecasts of a unit.")]
    [Query("year", "a year; without it that of the product's clock", Type = typeof(int))]
    [Answer<ForecastDocument>]
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        var text = call.QueryText("year");
        if (!int.TryParse(
            text ?? VietNamTime.DayAt(call.Now).Year.ToString(CultureInfo.InvariantCulture), NumberStyles.None,
            CultureInfo.InvariantCulture, out var year))
            return Problems.Malformed(call, "?year", new Text("Năm phải là bốn chữ số.", "A year is four digits."));
        if (await plans.FindAsync(year, cancel) is not { } reportingYear)
            return Problems.NotFound(call, new Text($"Chưa có chương trình năm {year}.", $"There is no plan of {year}."));
        if (call.UnitIn(register.TreeOf(year)) is not { } unit)
            return Problems.NotFound(call, new Text($"Năm {year} không có đơn vị này.", $"There is no such unit in {year}."));
        var forecast = await forecasts.FindAsync(register.TreeOf(year), unit.Code, year, cancel) ?? CreateEmpty(reportingYear, unit.Code);
        return Results.Json(
            new ForecastDocument(
                unit.Code, unit.Name, forecast.Year, forecast.AsOf, forecast.MonthsKnown, forecast.ReflectsUtc, forecast.ModelHash,
                [.. reportingYear.Plan.Indicators.Join(
                    forecast.Indicators, item => item.Code, indicatorForecast => indicatorForecast.Indicator,
                    (indicator, indicatorForecast) => ForecastDocumentIndicator.Create(indicator, indicatorForecast, call))]),
            Packing.Json);
    }

    private static UnitForecast CreateEmpty(ReportingYear reportingYear, UnitCode unit) => new(
        unit, reportingYear.Plan.Year, default, 0, default, "",
        [.. reportingYear.Plan.Indicators.Select(indicator =>
            IndicatorForecast.WithoutData(indicator.Code, reportingYear.Targets.Find(unit, indicator.Code), since: default))]);
}
