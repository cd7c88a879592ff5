using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Units;

namespace YouthFunctions.Forecasts;

/// <summary>The year-end forecasts of a unit.</summary>
public sealed class GetForecast(ForecastStore forecasts, YearSelector years, UnitRegister register)
{
    /// <summary><c>GET api/forecasts/{unit}?year=</c>; without a year, this year or the latest with a plan.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (!(await years.SelectAsync(call, withList: false, cancel)).TryGet(out var chosen, out var refusal))
            return refusal;
        var (year, reportingYear) = (chosen.Year, chosen.ReportingYear);
        if (call.UnitIn(register.TreeOf(year)) is not { } unit)
            return YearParameter.NoUnit(call);
        var forecast = await forecasts.FindAsync(register.TreeOf(year), unit.Code, year, cancel) ?? CreateEmpty(reportingYear, unit.Code);
        return Results.Json(new
        {
            unit = unit.Code,
            name = unit.Name,
            forecast.Year,
            forecast.AsOf,
            forecast.MonthsKnown,
            forecast.ReflectsUtc,
            forecast.ModelHash,
            indicators = reportingYear.Plan.Indicators.Join(
                forecast.Indicators, item => item.Code, indicatorForecast => indicatorForecast.Indicator,
                (indicator, indicatorForecast) => new
                {
                    indicator = indicator.Code,
                    name = call.Localize(indicator.Name),
                    unitOfMeasure = indicator.Kind == IndicatorKind.Ratio ? "share" : call.Localize(indicator.UnitOfMeasure),
                    indicator.Kind,
                    indicatorForecast.YearToDate,
                    indicatorForecast.Target,
                    Projected = indicatorForecast.Projection?.Point,
                    interval80 = Interval(indicatorForecast.Projection?.Interval80),
                    interval95 = Interval(indicatorForecast.Projection?.Interval95),
                    indicatorForecast.Projection?.Probability,
                    indicatorForecast.Status,
                    indicatorForecast.StatusWithoutDoubted,
                    indicatorForecast.Doubted,
                    indicatorForecast.Since,
                    indicatorForecast.RequiredMonthlyPace,
                    indicatorForecast.BestComparablePace,
                    indicatorForecast.ExpectedToDate,
                    indicatorForecast.Reported,
                    indicatorForecast.Expected,
                    Basis = indicatorForecast.Projection?.Basis ?? "",
                    indicatorForecast.Reasons,
                    indicatorForecast.Carriers,
                }),
        }, WireJson.Options);
    }

    private static double[]? Interval(PredictionInterval? interval) => interval is null ? null : [interval.Low, interval.High];

    private static UnitForecast CreateEmpty(ReportingYear reportingYear, UnitCode unit) => new(
        unit, reportingYear.Plan.Year, default, 0, default, "",
        [.. reportingYear.Plan.Indicators.Select(indicator =>
            IndicatorForecast.WithoutData(indicator.Code, reportingYear.Targets.Find(unit, indicator.Code), reportingYear.Plan.Year))]);
}
