using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasts.Persistence;
using YouthFunctions.Forecasts.Projection;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Forecasting;

/// <summary>Activities of the plans, and what they do to a night's forecast.</summary>
public sealed class MovedActivitiesTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private const int Year = 2024;
    private static readonly IndicatorCode Trees = IndicatorCode.Parse("trees-planted");
    private static readonly UnitTree Tree = SmallCountry.Trees.Last(tree => tree.From.Year <= Year);

    // A campaign in March and a quiet rest.
    private static readonly double[] MarchYear = [10, 10, 100, 10, 10, 10, 10, 10, 10, 10, 10, 10];
    private static readonly double[] AugustYear = [10, 10, 10, 10, 10, 10, 10, 100, 10, 10, 10, 10];

    [Fact]
    public async Task Years_without_a_plan_are_told_by_the_nearest_one_and_numbers_in_names_do_not_count()
    {
        await using var app = await TestApp.StartAsync(storage, services: SmallCountry.Register, heldOpenYears: [Year]);
        var plans = app.Services.GetRequiredService<PlanStore>();
        var now = await StoreAsync(plans, Year, Summer(Year, 8, "Chiến dịch hè 2024 (25 năm)"));
        var march = await StoreAsync(plans, Year - 1, Summer(Year - 1, 3, "CHIẾN DỊCH HÈ 2023 (24 NĂM)"));
        var august = await StoreAsync(plans, Year - 4, Summer(Year - 4, 8, "Chiến dịch hè (năm đầu)"));

        var moved = MovedActivities.Compare(now, [august, march], years: 6);
        double[] months = [.. Enumerable.Repeat(MarchYear, 7).SelectMany(year => year)];
        var adjusted = moved.Adjust(Trees, Year - 6, months);
        // 2018 to 2021 are like 2020, which had it in August; the year itself stays.
        Assert.Equal([MarchYear, MarchYear, MarchYear, MarchYear, AugustYear, AugustYear, MarchYear], adjusted.Chunk(12));
        Assert.Same(months, moved.Adjust(IndicatorCode.Parse("volunteer-turns"), Year - 6, months));
        Assert.Same(months, MovedActivities.Compare(now, [], years: 6).Adjust(Trees, Year - 6, months));
        Assert.Same(MovedActivities.None, MovedActivities.Compare(march, [march], years: 1));
    }

    [Fact]
    public async Task A_night_expects_what_a_moved_campaign_will_bring()
    {
        await using var app = await TestApp.StartAsync(storage, services: SmallCountry.Register, heldOpenYears: [Year]);
        var plans = app.Services.GetRequiredService<PlanStore>();
        await ReportAsync(app);
        var (ignorant, usual) = await NightAsync(app);

        await StoreAsync(plans, Year - 1, Summer(Year - 1, 3, "Chiến dịch hè 2023"));
        await StoreAsync(plans, Year, Summer(Year, 8, "Chiến dịch hè 2024"));
        var (told, expected) = await NightAsync(app);

        Assert.Equal(ignorant.Keys.Order(), told.Keys.Order());
        // Months of ten each, and March without its hundred: 120 as it goes on, 210 with August.
        AssertEach.All(ignorant.Values, point => Assert.InRange(point, 100, 145));
        AssertEach.All(told.Values, point => Assert.InRange(point, 185, 235));
        // By the end of April, the last month that is due, 130 of 210 were there; with August it will be 40.
        Assert.Equal(3.25, usual.ExpectedToDate!.Value / expected.ExpectedToDate!.Value, 0.01);
        Assert.Equal(3.25, Usual(usual) / Usual(expected), 0.01); // and the reason says no other

        static double Usual(IndicatorForecast forecast) =>
            forecast.Reasons.Single(reason => reason.Code == ReasonCode.BehindUsualShare).Reference;
    }

    private static async Task<ReportingYear> StoreAsync(PlanStore plans, int year, params Activity[] activities)
    {
        var plan = (await plans.FindAsync(Year, default))!.Plan;
        if (year != Year)
            await plans.SavePlanAsync(plan with { Year = year }, default);
        Assert.Null(await plans.ChangeAsync(year, _ => PlanChange.Activities(activities), default));
        return (await plans.FindAsync(year, default))!;
    }

    private static Activity Summer(int year, int month, string name) => new(
        new Text(name, "Summer campaign"), new DateOnly(year, month, 1), new DateOnly(year, month, 30), [Trees]);

    private static async Task<(Dictionary<UnitCode, double> Points, IndicatorForecast OfCountry)> NightAsync(TestApp app)
    {
        await TestApp.RunAsync(app.Services, "Forecast");
        var night = await app.Services.GetRequiredService<ForecastStore>().AllAsync(Tree, Year, default).ToListAsync();
        var forecasts = night.Select(unit => (unit.Unit, Forecast: unit.Indicators.Single(indicator => indicator.Indicator == Trees)))
            .ToArray();
        return (
            forecasts.Where(unit => Leaves.Contains(unit.Unit)).ToDictionary(unit => unit.Unit, unit => unit.Forecast.Projection!.Point),
            forecasts.Single(unit => unit.Unit == UnitCode.Country).Forecast);
    }

    private static UnitCode[] Leaves { get; } =
        [.. Tree.TopDown.Select(unit => unit.Code).Where(unit => Tree.Children(unit).Count == 0).Take(8)];

    private static async Task ReportAsync(TestApp app)
    {
        var (history, reports) = (
            new StringBuilder("unit,indicator,year,month,amount,numerator,denominator\n"),
            new StringBuilder("unit,period,trees-planted\n"));
        foreach (var unit in Leaves)
        {
            for (var month = 1; month <= 12; month++)
                history.Append(CultureInfo.InvariantCulture, $"{unit},trees-planted,{Year - 1},{month},{MarchYear[month - 1]},,\n");
            for (var month = 1; month <= 5; month++)
                reports.Append(CultureInfo.InvariantCulture, $"{unit},{Year}-{month:00},10\n");
        }

        await SentYears.SendAsync(app, history, reports);
    }
}
