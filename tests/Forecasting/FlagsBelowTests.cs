using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Hosting;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Units;

namespace YouthFunctions.Tests.Forecasting;

/// <summary>What is flagged in a district is seen at the centre.</summary>
public sealed class FlagsBelowTests
{
    private static readonly DateOnly Day = new(2024, 9, 16);

    [Fact]
    public void Flags_are_counted_up_to_the_centre_and_the_latest_and_worst_change_comes_first()
    {
        var forecasts = Add(
            Of("VN", TargetStatus.OnTrack, Day.AddDays(-60)), Of("02", TargetStatus.OnTrack, Day.AddDays(-60)),
            Of("02-024", TargetStatus.Achieved, Day), Of("02-026", TargetStatus.Lagging, Day),
            Of("02-027", TargetStatus.AtRisk, Day.AddDays(-7)), Of("04-040", TargetStatus.Missed, Day.AddDays(-1)));

        Assert.Equal(new FlagsBelow(2, 2, 1), forecasts["VN"].Below);
        Assert.Equal(new FlagsBelow(1, 1, 1), forecasts["02"].Below);
        Assert.Null(forecasts["02-026"].Below);
        Assert.Equal(["02-026", "02-024", "04-040", "02-027"], forecasts["VN"].ChangesBelow.Select(change => change.Unit.ToString()));
        Assert.Empty(forecasts["02-026"].ChangesBelow);
    }

    [Fact]
    public void More_changes_than_fit_a_row_are_cut_at_the_oldest()
    {
        var units = UnitRegister.Shipped(OrganisationFolder.Shipped).TreeOf(2024).TopDown.Where(unit => unit.Level == UnitLevel.District)
            .Take(FlagsBelow.MaxChanges + 9).ToArray();
        var forecasts = Add(
            [
                Of("VN", TargetStatus.OnTrack, Day),
                .. units.Select((unit, i) => Of(unit.Code.ToString(), TargetStatus.Lagging, Day.AddDays(-i))),
            ]);
        Assert.Equal(FlagsBelow.MaxChanges, forecasts["VN"].ChangesBelow.Count);
        Assert.Equal(units.Length, forecasts["VN"].Below!.Lagging);
        Assert.Equal(Day, forecasts["VN"].ChangesBelow[0].Forecast.Since);
    }

    private static Dictionary<string, UnitForecast> Add(params UnitForecast[] forecasts) => FlagsBelow.Add(
        PlanFiles.Read(OrganisationFolder.Shipped, []).Plans[2024],
            UnitRegister.Shipped(OrganisationFolder.Shipped).TreeOf(2024), forecasts)
        .ToDictionary(unit => unit.Unit.ToString());

    private static UnitForecast Of(string unit, TargetStatus status, DateOnly since) => new(
        UnitCode.Parse(unit), 2024, Day, 8, default, "",
        [
            new IndicatorForecast
            {
                Indicator = IndicatorCode.Parse("trees-planted"),
                Status = status,
                Since = since,
                Target = 100,
                Projection = new YearEndProjection(80, "trees") { Probability = 0.1 },
            },
        ]);
}
