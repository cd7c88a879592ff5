using System.Globalization;
using Spectre.Console;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Units;

namespace YouthFunctions.Demo;

/// <summary>What the leaders' page says, in the terminal.</summary>
public static class DemoSummary
{
    private const int MaxRows = 12;
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    /// <summary>Writes how the country stands, and every unit that lags.</summary>
    public static async Task WriteAsync(IServiceProvider services, int year, CancellationToken cancel)
    {
        var plan = (await services.GetRequiredService<PlanStore>().FindAsync(year, cancel))!.Plan;
        var tree = services.GetRequiredService<UnitRegister>().TreeOf(year);
        var flags = new List<(Unit Unit, IndicatorForecast Forecast)>();
        UnitForecast? country = null;
        await foreach (var forecast in services.GetRequiredService<ForecastStore>().AllAsync(tree, year, cancel))
        {
            country = forecast.Unit == UnitCode.Country ? forecast : country;
            flags.AddRange(forecast.Indicators.Where(indicatorForecast => indicatorForecast.Status == TargetStatus.Lagging)
                .Select(indicatorForecast => (tree[forecast.Unit], indicatorForecast)));
        }

        if (country is null)
            return;
        AnsiConsole.WriteLine();
        AnsiConsole.Write(CountryTable(plan, country));
        AnsiConsole.WriteLine(
            $"Flagged as lagging: {flags.Count} targets of {flags.Select(flag => flag.Unit.Code).Distinct().Count()} units.");
        AnsiConsole.Write(FlagTable(plan, tree, flags));
    }

    private static Table CountryTable(YearPlan plan, UnitForecast country)
    {
        var table = new Table { Title = new TableTitle($"The country after {country.MonthsKnown} months of {plan.Year}") };
        table.AddColumns("Indicator", "To date", "Target", "Projected", "80 % interval", "P(meet)", "Status");
        foreach (var forecast in country.Indicators)
        {
            var indicator = plan.Find(forecast.Indicator)!;
            table.AddRow(
                indicator.Name.English, FormatNumber(indicator, (double?)forecast.YearToDate),
                FormatNumber(indicator, (double?)forecast.Target), FormatNumber(indicator, forecast.Projection?.Point),
                forecast.Projection?.Interval80 is not { } interval
                    ? "-"
                    : $"{FormatNumber(indicator, interval.Low)} to {FormatNumber(indicator, interval.High)}",
                forecast.Projection?.Probability is { } p ? p.ToString("P0", English) : "-", StatusName(forecast.Status));
        }

        return table;
    }

    // A unit stands in the line of the unit above it when that one lags on the same target.
    private static Table FlagTable(YearPlan plan, UnitTree tree, List<(Unit Unit, IndicatorForecast Forecast)> flags)
    {
        var table = new Table();
        table.AddColumns("Unit", "Indicator", "Projected", "Target", "P(meet)", "Units below that lag too");
        var all = flags.Select(flag => (flag.Unit.Code, flag.Forecast.Indicator)).ToHashSet();
        var tops = flags.Where(flag => flag.Unit.Parent is not { } parent || !all.Contains((parent, flag.Forecast.Indicator)));
        foreach (var (unit, forecast) in tops.OrderBy(flag => flag.Unit.Level)
            .ThenBy(flag => flag.Forecast.Projection?.Probability).ThenBy(flag => flag.Unit.Code).Take(MaxRows))
        {
            var below = flags.Count(flag =>
                flag.Unit.Code != unit.Code && flag.Forecast.Indicator == forecast.Indicator && tree.IsWithin(flag.Unit.Code, unit.Code));
            var indicator = plan.Find(forecast.Indicator)!;
            table.AddRow(
                Markup.Escape($"{unit.Code} {unit.Name}"), indicator.Name.English, FormatNumber(indicator, forecast.Projection?.Point),
                FormatNumber(indicator, (double?)forecast.Target),
                forecast.Projection?.Probability is { } p ? p.ToString("P0", English) : "-", below.ToString(English));
        }

        return table;
    }

    private static string FormatNumber(Indicator indicator, double? value) => value is not { } known ? "-"
        : indicator.Kind == IndicatorKind.Ratio ? known.ToString("P1", English)
        : known.ToString(indicator.IsMoney ? "#,0,,\\ \\m" : "#,0", English);

    private static string StatusName(TargetStatus status) => status switch
    {
        TargetStatus.Achieved => "achieved",
        TargetStatus.OnTrack => "on track",
        TargetStatus.AtRisk => "at risk",
        TargetStatus.Lagging => "LAGGING",
        TargetStatus.AwaitsConfirmation => "awaits confirmation",
        TargetStatus.Missed => "MISSED",
        _ => "no data",
    };
}
