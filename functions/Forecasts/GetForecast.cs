using System.Globalization;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
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
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        var text = call.QueryText("year");
        if (!int.TryParse(text ?? VietNamTime.DayAt(call.Now).Year.ToString(CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture, out var year))
            return Problems.Malformed(call, "?year", new Text("Năm phải là bốn chữ số.", "A year is four digits."));
        if (await plans.FindAsync(year, cancel) is not { } plan)
            return Problems.NotFound(call, new Text($"Chưa có chương trình năm {year}.", $"There is no plan of {year}."));
        if (call.UnitIn(register.TreeOf(year)) is not { } unit)
            return Problems.NotFound(call, new Text($"Năm {year} không có đơn vị này.", $"There is no such unit in {year}."));
        var forecast = await forecasts.FindAsync(register.TreeOf(year), unit.Code, year, cancel) ?? NothingYet(plan, unit.Code);
        return Results.Json(new
        {
            unit = unit.Code,
            name = unit.Name,
            forecast.Year,
            forecast.AsOf,
            forecast.MonthsKnown,
            forecast.ReflectsUtc,
            forecast.ModelHash,
            indicators = plan.Plan.Indicators.Join(forecast.Indicators, one => one.Code, one => one.Indicator, (indicator, one) => new
            {
                indicator = indicator.Code,
                name = call.Say(indicator.Name),
                unitOfMeasure = indicator.Kind == IndicatorKind.Ratio ? "share" : call.Say(indicator.UnitOfMeasure),
                indicator.Kind,
                one.YearToDate,
                one.Target,
                Projected = one.Projection?.Point,
                interval80 = Interval(one.Projection?.Interval80),
                interval95 = Interval(one.Projection?.Interval95),
                one.Projection?.Probability,
                one.Status,
                one.StatusWithoutDoubted,
                one.Doubted,
                one.Since,
                one.RequiredMonthlyPace,
                one.BestComparablePace,
                one.ExpectedToDate,
                one.Reported,
                one.Expected,
                Basis = one.Projection?.Basis ?? "",
                one.Reasons,
                one.Carriers,
            }),
        }, Packing.Json);
    }

    private static double[]? Interval(PredictionInterval? interval) => interval is null ? null : [interval.Low, interval.High];

    private static UnitForecast NothingYet(PlanYear plan, UnitCode unit) => new(
        unit, plan.Plan.Year, default, 0, default, "",
        [.. plan.Plan.Indicators.Select(indicator =>
            IndicatorForecast.WithoutData(indicator.Code, plan.Targets.Of(unit, indicator.Code), since: default))]);
}
