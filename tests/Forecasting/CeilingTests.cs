using CsCheck;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasts.Projection;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Plan;

namespace YouthFunctions.Tests.Forecasting;

/// <summary>Where less is better the target is a ceiling: everything is as for a floor, upside down.</summary>
public class CeilingTests
{
    private static readonly TargetStatus?[] Formers = [null, .. Enum.GetValues<TargetStatus>().Select(status => (TargetStatus?)status)];

    private static readonly Gen<TargetStatus?> FormerStatus = Gen.Int[0, Formers.Length - 1].Select(i => Formers[i]);

    [Fact]
    public void A_ratio_counted_the_other_way_round_with_its_target_as_ceiling_has_the_same_status_and_shortfall() =>
        Gen.Select(Gen.Int[0, 64].Array[1, 30], Gen.Int[1, 63], Gen.Int[0, 64], FormerStatus, Gen.Int[0, 12], Gen.Bool).Sample(
            (sixtyfourths, target, reached, former, months, isOver) =>
            {
                double[] ends = [.. sixtyfourths.Order().Select(part => part / 64.0)];
                var floor = Decide(ends, target / 64.0, reached / 64.0, Ratio(Direction.HigherIsBetter), former, months, isOver);
                var ceiling = Decide(
                    [.. ends.Reverse().Select(end => 1 - end)], 1 - (target / 64.0), 1 - (reached / 64.0), Ratio(Direction.LowerIsBetter),
                    former, months, isOver);
                Assert.Equal(floor.Status, ceiling.Status);
                Assert.Equal(floor.Probability, ceiling.Probability, 1e-9);
                Assert.Equal(floor.Shortfall, ceiling.Shortfall, 1e-9);
            });

    [Fact]
    public void A_flow_under_its_ceiling_is_not_achieved_before_the_year_is_over_and_one_above_it_lags() =>
        Gen.Select(Gen.Double[-2, 2].Array[20], Gen.Double[1, 100], Gen.Double[0, 200], Gen.Double[1, 200])
            .Sample((errors, rest, known, ceiling) =>
            {
                var flow = Ratio(Direction.LowerIsBetter) with { Kind = IndicatorKind.Flow };
                var distribution = Distribution.Logarithmic([.. errors.Order()], known + rest, 1, 0.2, known);
                var chance = ForecastConstraints.ProbabilityOfMeeting(distribution, ceiling, flow);
                var forecast = Forecast(distribution, known + rest, ceiling);
                var status = new StatusDecision(flow, forecast, ceiling, 6, null, new StatusThresholds()).StatusAt(chance, known);
                Assert.NotEqual(TargetStatus.Achieved, status);
                if (known > ceiling)
                    Assert.Equal((0.0, TargetStatus.Lagging), (chance, status));

                var over = new StatusDecision(flow, YearForecast.Certain(known, ceiling), ceiling, 12, null, new StatusThresholds());
                Assert.Equal(
                    known <= ceiling ? TargetStatus.Achieved : TargetStatus.Missed, over.StatusAt(known <= ceiling ? 1 : 0, known));
            });

    [Fact]
    public void A_target_of_nothing_is_met_before_anything_is_reported_and_a_ceiling_of_nothing_is_not()
    {
        var flow = Ratio(Direction.HigherIsBetter) with { Kind = IndicatorKind.Flow };
        Assert.Equal(1, ForecastConstraints.ProbabilityOfMeeting((YearForecast?)null, flow, 0));
        Assert.Equal(TargetStatus.Achieved, new StatusDecision(flow, null, 0, 0, null, new StatusThresholds()).StatusAt(1, 0));

        var ceiling = flow with { Direction = Direction.LowerIsBetter };
        Assert.Null(ForecastConstraints.ProbabilityOfMeeting((YearForecast?)null, ceiling, 0));
        Assert.Equal(TargetStatus.NoData, new StatusDecision(ceiling, null, 0, 0, null, new StatusThresholds()).StatusAt(null, 0));
    }

    [Fact]
    public void A_ratio_on_the_right_side_of_its_target_is_not_achieved_before_the_year_is_over() =>
        Gen.Select(Gen.Int[0, 64].Array[1, 30], Gen.Int[0, 64], Gen.Int[0, 64], FormerStatus, Gen.Int[0, 12], Gen.Enum<Direction>())
            .Sample((ends, target, reached, former, months, direction) => Assert.NotEqual(
                TargetStatus.Achieved,
                Decide(
                    [.. ends.Order().Select(part => part / 64.0)], Math.Max(target, 1) / 64.0, reached / 64.0, Ratio(direction), former,
                    months, isOver: false).Status));

    [Fact]
    public void Behind_last_year_is_no_reason_where_less_is_better()
    {
        var series = SyntheticPanel.Series("a", [], 2014, Enumerable.Repeat<double?>(10, 12).Concat([5, 5, null, 5, 5, 5])).Values;
        var reasons = StatusReasons.Explain(
            series, 2015, 6, 200, new ReportingFacts(UnitsSilent: 9, Units: 40, FormerTarget: 100, IsCeiling: true));
        Assert.Equal([ReasonCode.UnitsSilent, ReasonCode.MonthsMissing], reasons.Select(reason => reason.Code));
    }

    private static (TargetStatus Status, double Probability, double Shortfall) Decide(
        double[] ends, double target, double reached, Indicator indicator, TargetStatus? former, int months, bool isOver)
    {
        var distribution = Distribution.OfShare(ends, 0);
        var forecast = isOver ? YearForecast.Certain(reached, target) : Forecast(distribution, distribution.Quantile(0.5), target);
        var probability = ForecastConstraints.ProbabilityOfMeeting(forecast, indicator, target)!.Value;
        var status = new StatusDecision(indicator, forecast, target, months, former, new StatusThresholds()).StatusAt(probability, reached);
        var kept = new IndicatorForecast
        {
            Indicator = indicator.Code,
            Status = status,
            Since = default,
            Target = (decimal)target,
            Projection = new YearEndProjection(forecast.Point, "test"),
        };
        return (status, probability, kept.Shortfall(indicator.Direction)!.Value);
    }

    private static YearForecast Forecast(Distribution distribution, double point, double target) =>
        new(point, point, point, point, point, point, distribution.ProbabilityOfAtLeast(target), "test", distribution);

    private static Indicator Ratio(Direction direction) => new(
        IndicatorCode.Parse("vacancies"), 1, new Text("Chỉ tiêu", "Indicator"), new Text("người", "people"), IndicatorKind.Ratio,
        OverTime.Latest, OverUnits.Sum, direction, false, 0, AllocationWeights.Youth);
}
