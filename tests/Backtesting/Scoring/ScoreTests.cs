using YouthFunctions.Forecasting.Backtesting;
using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Backtesting.Scoring;

/// <summary>Scores of a handful of forecasts, worked out by hand.</summary>
public sealed class ScoreTests
{
    private static readonly Distribution Any = Distribution.Certain(0);

    // Two that met their target of 105 and two that missed; totals 100, 200, 0 and 300.
    private static readonly BacktestRow[] Rows =
    [
        Row(total: 200, meeting: 0.9, point: 150, q: [40, 100, 150, 180, 260]),
        Row(total: 300, meeting: 0.6, point: 330, q: [200, 250, 330, 400, 500]),
        Row(total: 100, meeting: 0.6, point: 110, q: [90, 95, 110, 120, 130]),
        Row(total: 0, meeting: 0.1, point: 20, q: [5, 10, 20, 30, 40]),
    ];

    private static MonthScore Score => Scored(Rows).Months().Single(score => score.Method == Scores.Model);

    [Fact]
    public void Errors_are_shares_of_totals_above_nothing()
    {
        // 50/200, 30/300 and 10/100.
        Assert.Equal((4, 0.1, 0.15), (Score.Count, Score.MedianApe, Math.Round(Score.MeanApe, 9)));
        Assert.Equal((50 + 30 + 10 + 20) / 600.0, Score.Wmape, 1e-12);
    }

    [Fact]
    public void Intervals_hold_and_have_widths_and_scores()
    {
        // Of 80 %: 200 lies above 180, 300 and 100 within, 0 below 10. Of 95 %: 200 within, 0 below 5.
        Assert.Equal((0.5, 0.75), (Score.Coverage80, Score.Coverage95));
        Assert.Equal((80 + 150 + 25 + 20) / 600.0, Score.Width80, 1e-12);
        Assert.Equal((220 + 300 + 40 + 35) / 600.0, Score.Width95, 1e-12);
        Assert.Equal((80 + 150 + 25 + 20 + (10 * (20 + 10))) / 600.0, Score.Winkler80, 1e-12);
        Assert.Equal((220 + 300 + 40 + 35 + (40 * 5)) / 600.0, Score.Winkler95, 1e-12);
        var crps = Rows.Sum(row => Formulas.Crps(
            [row.Forecast.Q025, row.Forecast.Q10, row.Forecast.Median, row.Forecast.Q90, row.Forecast.Q975], row.Total));
        Assert.Equal(crps / 600, Score.Crps, 1e-12);
    }

    [Fact]
    public void Ends_are_within_an_interval_and_a_target_that_is_just_reached_is_met()
    {
        double[] q = [40, 100, 150, 180, 260];
        var ends = Scored([.. new[] { q[0], q[1], q[3], q[4] }.Select(total => Row(total, meeting: 0.5, point: 150, q))]).Months()[0];
        Assert.Equal((0.5, 1), (ends.Coverage80, ends.Coverage95));
        Assert.Equal(0, Scored([Row(total: 105, meeting: 1, point: 105, q)]).Months()[0].Brier);
    }

    [Fact]
    public void Chances_are_scored_against_what_came()
    {
        // (0.9 - 1)², (0.6 - 1)², (0.6 - 0)² and (0.1 - 0)².
        Assert.Equal((0.01 + 0.16 + 0.36 + 0.01) / 4, Score.Brier, 1e-12);
        // Of four pairs of met and missed three stand in order and one is tied.
        Assert.Equal(3.5 / 4, Score.Auc, 1e-12);
        // A fifth of one of the two that met: of the tie at 0.6 a fifth of the missed one too.
        Assert.Equal((1 + 0.2) / 2, Score.Warning, 1e-12);
    }

    [Fact]
    public void A_candidate_is_ranked_by_its_point_over_the_target_and_named()
    {
        var months = Scored(Rows).Months();
        Assert.Equal([Scores.Model, "run_rate", "same_rest"], months.Select(score => score.Method));
        // The points of the first method lie below for all that missed; the second puts them the other way round.
        Assert.Equal((1, 0), (months[1].Warning, months[2].Warning));
        Assert.Equal((4, 4), (months[1].Count, months[2].Count));
    }

    [Fact]
    public void Nothing_is_scored_without_totals_or_targets()
    {
        var zero = Scored([Row(0, 0.5, 1, [0, 0, 1, 2, 3]) with { LastTotal = 0 }]).Months()[0];
        AssertEach.All(
            [zero.MedianApe, zero.MeanApe, zero.Wmape, zero.Crps, zero.Width80, zero.Width95, zero.Winkler80, zero.Winkler95, zero.Brier,
                zero.Auc, zero.Warning],
            score => Assert.True(double.IsNaN(score)));
        Assert.Equal((1, 1), (zero.Coverage80, zero.Count));
        Assert.Empty(Scored([Row(double.NaN, 0.5, 1, [0, 0, 1, 2, 3])]).Months());
        var met = Scored([Rows[0]]).Months()[0];
        Assert.Equal(0.01, met.Brier, 1e-9);
        Assert.True(double.IsNaN(met.Auc)); // nobody missed
    }

    [Fact]
    public void Scores_stand_by_level_month_and_method()
    {
        var months = Scored(
        [
            Rows[0] with { Level = 2, IsLeaf = true, K = 3 }, Rows[0] with { Level = 0, IsLeaf = false, K = 5 },
            Rows[1] with { Level = 0, IsLeaf = false, K = 4 }, Rows[2] with { Level = 2, IsLeaf = true, K = 3 },
        ]).Months().Where(score => score.Method == Scores.Model);
        Assert.Equal(
            [(0, false, 4, 1), (0, false, 5, 1), (2, true, 3, 2)],
            months.Select(score => (score.Level, score.IsLeaf, score.K, score.Count)));
    }

    [Fact]
    public void Reliability_gathers_chances_in_tenths()
    {
        var bins = Scored(
        [
            .. Rows, Row(50, 1, 50, [1, 2, 3, 4, 5]), Row(200, 0.69, 50, [1, 2, 3, 4, 5]),
            Row(200, 0.3, 50, [1, 2, 3, 4, 5]) with { LastTotal = 0 }, Row(1, 0, 1, [1, 1, 1, 1, 1]) with { Level = 0, IsLeaf = false },
        ]).Reliability();
        Assert.Equal(
            [(0, 0, 1, 0.0, 0.0), (2, 1, 1, 0.1, 0.0), (2, 6, 3, 0.63, 0.6667), (2, 9, 2, 0.95, 0.5)],
            bins.Select(bin => (bin.Level, bin.Bin, bin.Count, Math.Round(bin.Forecast, 4), Math.Round(bin.Met, 4))));
    }

    [Fact]
    public void Coverage_is_told_for_each_year_for_what_is_flagged_and_for_each_trait()
    {
        var groups = Scored(
        [
            Rows[0], Rows[1] with { Year = 2015, Traits = SeriesTraits.Short | SeriesTraits.Growing }, Rows[2] with { Year = 2015 },
            Rows[3] with { Traits = SeriesTraits.Growing }, Row(100, 0.2, 100, [90, 95, 100, 105, 110]),
            Row(100, 0.1, 100, [90, 95, 100, 105, 110]) with { LastTotal = 0 },
        ]).Coverage();
        Assert.Equal(
            [
                new("2014", 4, 0.5, 0.75, 0.25, 0.0), new("2015", 2, 1, 1, 0, 0.1), new("flagged", 1, 0, 0, 1, double.NaN),
                new("growing", 2, 0.5, 0.5, 0.5, 0.1), new("short", 1, 1, 1, 0, 0.1),
            ],
            groups.Select(group => new Held(
                group.Group, group.Count, group.Coverage80, group.Coverage95, group.Below80, Math.Round(group.MedianApe, 9))));
    }

    [Fact]
    public void Months_of_warning_add_up_over_the_months_of_a_level_and_method()
    {
        MonthScore Of(int k, double warning) => Score with { K = k, Warning = warning };
        MonthScore[] scores =
        [
            Of(1, 0.25), Of(2, 0.5), Of(3, double.NaN), Of(4, 1) with { IsLeaf = false }, Of(4, 1) with { Level = 1 },
            Of(4, 1) with { Method = "x" },
        ];
        Assert.Equal(0.75, Scores.MonthsOfWarning(scores, leaves: true, 2, Scores.Model));
    }

    private static Scores Scored(IEnumerable<BacktestRow> rows)
    {
        var scores = new Scores();
        foreach (var row in rows)
            scores.Add(row);
        return scores;
    }

    private static BacktestRow Row(double total, double meeting, double point, double[] q)
    {
        YearForecast Simple(double simple) => Forecast(simple, null, [simple, simple, simple, simple, simple]);
        return new BacktestRow(
            "node", "trees", 2, true, 2014, 6, Forecast(point, meeting, q), [],
            [Simple(total >= 105 ? 84 + (total / 10) : 21 + (total / 5)), Simple(500 - total)],
            LastTotal: 100, Target: 105, total, SeriesTraits.None);
    }

    private static YearForecast Forecast(double point, double? meeting, double[] q) =>
        new(point, q[0], q[1], q[2], q[3], q[4], meeting, "test", Any);

    private sealed record Held(string Group, int Count, double Coverage80, double Coverage95, double Below80, double MedianApe);
}
