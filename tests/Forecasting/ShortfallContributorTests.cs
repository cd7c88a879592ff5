using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Hosting;
using YouthFunctions.Pages;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Summaries.Standings;
using YouthFunctions.Tests.House;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Forecasting;

/// <summary>A flagged unit names the units below that lack most.</summary>
public sealed class ShortfallContributorTests
{
    private static readonly YearPlan Plan = PlanFiles.Read(OrganisationFolder.Shipped, []).Plans[2024];

    [Fact]
    public void A_lagging_target_names_the_three_units_below_that_lack_most_and_their_part_of_the_whole_gap()
    {
        var forecasts = Named(
            Of("02", TargetStatus.Lagging, target: 1000, projected: 600),
            Of("02-024", TargetStatus.Lagging, 300, 100), Of("02-026", TargetStatus.AtRisk, 200, 150),
            Of("02-027", TargetStatus.OnTrack, 100, 110),
            Of("02-028", TargetStatus.Lagging, 300, 180), Of("02-029", TargetStatus.AtRisk, 100, 70));

        var carriers = forecasts[0].Indicators[0].Carriers!;

        Assert.Equal(
            [("02-024", 200, 0.5), ("02-028", 120, 0.3), ("02-026", 50, 0.125)],
            carriers.Select(contributor => (contributor.Unit.ToString(), contributor.Gap, contributor.Share)));
        Assert.Null(forecasts[1].Indicators[0].Carriers);
        Assert.Equal(
            "Most of the gap lies in: Thành phố Hà Giang (50%), Huyện Yên Minh (30%), Huyện Đồng Văn (12%)",
            StatusExplanation.DescribeContributors(
                new IndicatorStanding(Plan.Indicators.First(indicator => indicator.Code == Trees), forecasts[0].Indicators[0]),
                new Localizer(Language.English)));
    }

    [Fact]
    public void What_is_on_track_names_nobody_and_neither_does_a_ratio()
    {
        var forecasts = Named(
            Of("02", TargetStatus.OnTrack, 1000, 1000) with
            {
                Indicators = [One(TargetStatus.OnTrack, 1000, 1000), One(TargetStatus.Lagging, 1, 0.5) with { Indicator = Ratio }],
            },
            Of("02-024", TargetStatus.Lagging, 300, 100) with
            {
                Indicators = [One(TargetStatus.Lagging, 300, 100), One(TargetStatus.Lagging, 1, 0.4) with { Indicator = Ratio }],
            });

        AssertEach.All(forecasts[0].Indicators, forecast => Assert.Null(forecast.Carriers));
    }

    private static IndicatorCode Trees => IndicatorCode.Parse("trees-planted");

    private static IndicatorCode Ratio =>
        Plan.Indicators.First(indicator => indicator.Kind == YouthFunctions.Analytics.Rollups.IndicatorKind.Ratio).Code;

    private static IReadOnlyList<UnitForecast> Named(params UnitForecast[] forecasts) =>
        ShortfallContributor.AddContributors(Plan, UnitRegister.Shipped(OrganisationFolder.Shipped).TreeOf(2024), forecasts);

    private static UnitForecast Of(string unit, TargetStatus status, decimal target, double projected) =>
        new(UnitCode.Parse(unit), 2024, new DateOnly(2024, 7, 6), 6, default, "", [One(status, target, projected)]);

    private static IndicatorForecast One(TargetStatus status, decimal target, double projected) => new()
    {
        Indicator = Trees,
        Status = status,
        Since = default,
        YearToDate = 10,
        Target = target,
        Projection = new YearEndProjection(projected, "trees") { Probability = 0.2 },
    };
}
