using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting;
using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Forecasting;

public class YearEndForecasterTests
{
    // Most of what must hold does not depend on the trees, which cost seconds to train.
    private static readonly ForecastOptions Options = new(Seed: 7, Trainer: TreeTrainer.None, CalibrationYears: 2);
    private static readonly ForecastOptions Trees = Options with { Trainer = TreeTrainer.FastTree, Threads = 1 };

    // What is said of one panel must hold of others too: bounds have a reason, and hold for panels of several seeds.
    private const int Panels = 6;

    public static TheoryData<int> Seeds { get; } = [.. Enumerable.Range(1, Panels)];

    private static ForecastPanel Panel(Func<PanelSeries, PanelSeries>? change = null, int seed = 1) =>
        new(SyntheticPanel.Make(3, 8, 2010, 6, seed).Select(change ?? (series => series)));

    private static PanelForecasts Forecast(ForecastPanel panel, int k, ForecastOptions? options = null) =>
        YearEndForecaster.Train(panel, 2015, options ?? Options).Predict(panel, 2015, k);

    [Theory]
    [Trait("Category", "siege")]
    [InlineData(0, TreeTrainer.None)]
    [InlineData(5, TreeTrainer.None)]
    [InlineData(5, TreeTrainer.FastTree)]
    [InlineData(12, TreeTrainer.None)]
    public void Quantiles_rise_stay_above_what_is_reported_and_points_add_up(int k, TreeTrainer trainer)
    {
        var panel = Panel();
        var forecasts = Forecast(panel, k, Options with { Trainer = trainer, Threads = 1 });
        foreach (var node in forecasts.All)
        {
            var forecast = node.Forecast;
            Assert.True(
                forecast.Q025 <= forecast.Q10 && forecast.Q10 <= forecast.Median && forecast.Median <= forecast.Q90
                    && forecast.Q90 <= forecast.Q975, node.Name);
            var known = panel.Series.Where(
                series => series.Id == node.Name || ForecastPanel.NodeName(series.Labels) == node.Name || series.Labels[0] == node.Name)
                .Sum(series => Enumerable.Range(1, k).Sum(month => series.Values[new Month(2015, month)] ?? 0));
            Assert.True(forecast.Q025 >= known - 1e-9 && forecast.Point >= known - 1e-9, node.Name);
        }

        var leaves = forecasts.All.Where(node => node.IsLeaf).Sum(node => node.Forecast.Point);
        Assert.Equal(leaves, forecasts.Parent("all", "trees")!.Point, 1e-6);
        Assert.Equal(leaves, Enumerable.Range(0, 3).Sum(r => forecasts.Parent($"all/r{r}", "trees")!.Point), 1e-6);
    }

    // Trees are trained anew for each year that calibrates: of a short history there are fewer, and all that is saved is there.
    [Theory]
    [InlineData(TreeTrainer.None, 6, null)]
    [InlineData(TreeTrainer.FastTree, 4, 4)]
    public void A_model_that_was_saved_forecasts_the_same_when_it_is_read(TreeTrainer trainer, int years, int? month)
    {
        var panel = new ForecastPanel(SyntheticPanel.Make(3, 8, 2010, years, 1));
        var year = panel.LastYear;
        var trained = YearEndForecaster.Train(
            panel, year,
            Options with
            {
                Trainer = trainer,
                Threads = 1,
                Months = month is { } only ? [only] : null,
                Shape = SyntheticPanel.FewTrees,
            });
        Assert.Equal(trainer.ToString(), trained.Card.Trainer);
        using var stream = new MemoryStream();
        trained.Save(stream);
        stream.Position = 0;
        var read = YearEndForecaster.Load(stream);
        Assert.Equal(trained.Card.DataHash, read.Card.DataHash);
        Assert.Equal(trained.Card.Features, read.Card.Features);
        foreach (var k in month is { } asked ? [asked] : new[] { 0, 4, 12 })
        {
            var pairs = trained.Predict(panel, year, k).All.Zip(read.Predict(panel, year, k).All).ToArray();
            Assert.NotEmpty(pairs);
            Assert.All(pairs, pair => Assert.Equal(
                (pair.First.Name, pair.First.Forecast.Point, pair.First.Forecast.Q025, pair.First.Forecast.Q975),
                (pair.Second.Name, pair.Second.Forecast.Point, pair.Second.Forecast.Q025, pair.Second.Forecast.Q975)));
        }
    }

    [Fact]
    public void The_future_moves_nothing()
    {
        var whole = Forecast(Panel(), 4);
        var changed = Forecast(
            Panel(series => series with
            {
                Values = new MonthlySeries(new Month(2010, 1), Enumerable.Range(0, 72)
                    .Select(month => month < 64
                        ? series.Values[new Month(2010, 1).Plus(month)]
                        : 1000 - series.Values[new Month(2010, 1).Plus(135 - month)]))
            }),
            4);
        Assert.Equal(
            whole.All.Select(node => (node.Name, node.Forecast.Point, node.Forecast.Q025, node.Forecast.Q975)),
            changed.All.Select(node => (node.Name, node.Forecast.Point, node.Forecast.Q025, node.Forecast.Q975)));
    }

    [Fact]
    [Trait("Category", "siege")]
    public void A_seed_gives_the_same_trees_twice_and_the_card_says_what_was_trained()
    {
        var panel = Panel();
        var (first, again) = (YearEndForecaster.Train(panel, 2015, Trees), YearEndForecaster.Train(panel, 2015, Trees));
        Assert.Equal(
            first.Predict(panel, 2015, 6).All.Select(node => node.Forecast.Q90),
            again.Predict(panel, 2015, 6).All.Select(node => node.Forecast.Q90));
        Assert.Equal(ForecastBasis.Trees, first.Predict(panel, 2015, 6).Leaf("s0-0", "trees")!.Basis);
        Assert.Equal(("FastTree", 2010, 2014, 7), (first.Card.Trainer, first.Card.FirstYear, first.Card.LastYear, first.Card.Seed));
        Assert.Equal([2013, 2014], first.Card.CalibrationYears);
        Assert.Equal(11, first.Card.Calibration.Count);
        Assert.Equal(panel.Between(2010, 2014).Hash(), first.Card.DataHash);
        Assert.NotEqual(panel.Hash(), first.Card.DataHash);
    }

    [Fact]
    public void A_series_without_history_takes_the_groups_shares_and_says_so()
    {
        var newcomer = SyntheticPanel.Series("new", ["all", "r0"], 2015, [10, 20, 30]);
        var panel = new ForecastPanel(SyntheticPanel.Make(3, 8, 2010, 6, 1).Append(newcomer));
        var forecast = Forecast(panel, 3).Leaf("new", "trees")!;
        Assert.Equal(ForecastBasis.PooledShare, forecast.Basis);
        Assert.True(forecast.Point > 60);
        Assert.True(forecast.Q975 > forecast.Point && forecast.Q025 >= 60);
    }

    // One of nine children that took its even share would take a ninth; a hundredth is what estimates with one series more may move.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_series_that_never_reported_takes_nothing_from_its_siblings(int seed)
    {
        var mute = SyntheticPanel.Series("mute", ["all", "r0"], 2010, new double?[72]);
        var before = Forecast(Panel(seed: seed), 5);
        var after = Forecast(new ForecastPanel(SyntheticPanel.Make(3, 8, 2010, 6, seed).Append(mute)), 5);
        foreach (var node in before.All.Where(node => node.IsLeaf))
            Assert.InRange(after.Leaf(node.Name, "trees")!.Point / node.Forecast.Point, 0.99, 1.01);
    }

    // The silent series is larger than all its siblings: if it took its share of the region, they would keep less than a half. A tenth
    // is what estimates with one series more may move, for one leaf; a twentieth for eight together.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_large_series_that_went_silent_two_years_ago_takes_nothing_from_its_siblings(int seed)
    {
        var options = Options with { CalibrationYears = 4 };
        PanelForecasts With(double size) => Forecast(new ForecastPanel(SyntheticPanel.Make(3, 8, 2010, 6, seed).Append(
            SyntheticPanel.Series("gone", ["all", "r0"], 2010,
            Enumerable.Range(0, 72)
                .Select(month => month < 40 ? size * (1 + (0.8 * Math.Sin(2 * Math.PI * (month - 3) / 12))) : (double?)null)))), 5,
            options);
        var before = Forecast(Panel(seed: seed), 5, options);
        var after = With(5_000);
        foreach (var node in before.All.Where(node => node.IsLeaf))
            Assert.InRange(after.Leaf(node.Name, "trees")!.Point / node.Forecast.Point, 0.9, 1.1);
        double Siblings(PanelForecasts forecasts) =>
            forecasts.All.Where(node => node.Name.StartsWith("s0-", StringComparison.Ordinal)).Sum(node => node.Forecast.Point);
        Assert.InRange(Siblings(after) / Siblings(before), 0.95, 1.05);

        var larger = With(50_000); // with either, r0 keeps the sum of its children: how large the silent one was is all the same
        AssertEach.All(
            after.All.Where(node => node.IsLeaf && node.Name != "gone"),
            node => Assert.InRange(larger.Leaf(node.Name, "trees")!.Point / node.Forecast.Point, 0.95, 1.05));
    }

    // The parent has 1,000 a month exactly, so 12,000 a year; leaves that wander as these do are off by tens of percent.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_parent_steadier_than_its_leaves_keeps_to_its_own_pace_and_the_leaves_still_add_up(int seed)
    {
        const double year = 12_000;
        var random = new Random(seed);
        var panel = new ForecastPanel(Enumerable.Range(0, 2).SelectMany(region => SteadySum($"r{region}", 8, 2008, 8, random)));
        var forecasts = YearEndForecaster.Train(panel, 2015, Options with { CalibrationYears = 6 }).Predict(panel, 2015, 3);
        foreach (var region in new[] { "r0", "r1" })
        {
            var point = forecasts.Parent($"all/{region}", "trees")!.Point;
            Assert.InRange(point, 0.95 * year, 1.05 * year);
            Assert.Equal(
                point,
                forecasts.All.Where(node => node.IsLeaf && node.Name.StartsWith(region, StringComparison.Ordinal))
                    .Sum(node => node.Forecast.Point), 1e-6);
        }
    }

    // Coverage is a mean over months and two panels: one year of one panel shares its fortune. Of ten seeds (2026-11-30) a panel's had a
    // standard deviation of .016 around .815 with two years, of .025 around .909 with three: that of a mean of two is at most .018, and
    // intervals are too narrow where they hold less than 80 % by more than three times that. They hold more with three years because these
    // panels are calmer than those of the prior errors; an interval that holds what the 95 % one promises would be none of its own. A total
    // at an end of its interval counts half, since ends of counts are whole numbers and hold more than their share (the mid-P rule of
    // discrete intervals: Agresti and Gottard, 2007).
    [Theory]
    [Trait("Category", "siege")]
    [InlineData(2)]
    [InlineData(3)]
    public void Intervals_hold_with_a_short_history_too(int years)
    {
        List<double> held = [];
        foreach (var seed in new[] { 11, 12 })
        {
            var panel = new ForecastPanel(SyntheticPanel.Make(6, 60, 2010, years + 1, seed));
            var forecaster = YearEndForecaster.Train(panel, 2010 + years, new ForecastOptions(Seed: 7, Threads: 1));
            foreach (var k in new[] { 1, 6, 11 })
            {
                var forecasts = forecaster.Predict(panel, 2010 + years, k);
                foreach (var series in panel.Series)
                {
                    var total = Enumerable.Range(1, 12).Sum(month => series.Values[new Month(2010 + years, month)] ?? 0);
                    var forecast = forecasts.Leaf(series.Id, "trees")!;
                    held.Add(total == forecast.Q10 || total == forecast.Q90 ? 0.5 : total > forecast.Q10 && total < forecast.Q90 ? 1 : 0);
                }
            }
        }

        Assert.InRange(held.Average(), 0.80 - (3 * 0.018), 0.95);
    }

    // Two of six months are known: if the silent four were a fall, the year would end at about a third. A factor of two from what the
    // full series comes to is far from that, and more than the walk of the synthetic levels (3 % a year) and their noise (5 %) can do.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Silence_is_not_a_fall(int seed)
    {
        var silent = Panel(seed: seed, change: series => series.Id != "s0-0" ? series : series with
        {
            Values = new MonthlySeries(
                new Month(2010, 1),
                Enumerable.Range(0, 72).Select(month => month >= 62 ? null : series.Values[new Month(2010, 1).Plus(month)])),
        });
        var full = Forecast(Panel(seed: seed), 6).Leaf("s0-0", "trees")!;
        var gaps = Forecast(silent, 6).Leaf("s0-0", "trees")!;
        Assert.InRange(gaps.Point, full.Point / 2, full.Point * 2);
        Assert.True(gaps.Q975 - gaps.Q025 > full.Q975 - full.Q025);
    }

    [Fact]
    public void A_known_year_to_date_is_a_floor_and_a_met_target_is_certain()
    {
        var panel = Panel();
        var questions = new Dictionary<(string, string), TargetQuestion> { [("s1-1", "trees")] = new("s1-1", "trees", 1e6, 2e6) };
        var forecasts = YearEndForecaster.Train(panel, 2015, Options).Predict(panel, 2015, 6, questions);
        Assert.Equal(2e6, forecasts.Leaf("s1-1", "trees")!.Q025);
        Assert.Equal(1, forecasts.Leaf("s1-1", "trees")!.ProbabilityOfMeeting);
        Assert.Null(forecasts.Leaf("s1-2", "trees")!.ProbabilityOfMeeting);
        Assert.True(forecasts.Parent("all", "trees")!.Point >= 2e6);
    }

    [Fact]
    public void All_zero_stays_zero() => Assert.Equal(0, Forecast(
        Panel(series => series.Id != "s0-0"
            ? series
            : series with { Values = new MonthlySeries(new Month(2010, 1), new double?[72].Select(_ => (double?)0)) }), 6)
        .Leaf("s0-0", "trees")!.Point, 0.5);

    [Fact]
    public void Levels_stay_between_0_and_1_and_end_near_where_they_usually_go()
    {
        var levels = Enumerable.Range(0, 12).Select(i => SyntheticPanel.Series(
            $"u{i}", [], 2010, Enumerable.Range(0, 72).Select(month => (double?)Math.Min(1, 0.3 + (0.05 * i) + (0.01 * (month % 12)))),
            "ratio", SeriesKind.Level));
        var panel = new ForecastPanel(levels);
        var forecasts = Forecast(panel, 6);
        AssertEach.All(forecasts.All, node => Assert.InRange(node.Forecast.Q025, 0, node.Forecast.Q975));
        AssertEach.All(forecasts.All, node => Assert.True(node.Forecast.Q975 <= 1));
        // Every year so far went from 0.30 in January to 0.41 in December, and stood at 0.35 in June: it ends above that, and no series
        // of the panel ever rose by more than 0.11 in a year.
        Assert.InRange(forecasts.Leaf("u0", "ratio")!.Point, 0.35, 0.35 + 0.11);
        Assert.Equal(0.41, Forecast(panel, 12).Leaf("u0", "ratio")!.Q10, 1e-9);
    }

    [Fact]
    [Trait("Category", "siege")]
    public void A_model_trained_for_August_answers_for_August_and_refuses_March()
    {
        var panel = new ForecastPanel(SyntheticPanel.Make(4, 20, 2010, 7, 1));
        var model = YearEndForecaster.Train(panel, 2016, Trees with { CalibrationYears = 1, Months = [8] });

        AssertEach.All(
            model.Predict(panel, 2016, 8).All.Where(node => node.IsLeaf), node => Assert.Equal(ForecastBasis.Trees, node.Forecast.Basis));
        var refused = Assert.Throws<InvalidOperationException>(() => model.Predict(panel, 2016, 3));
        Assert.Contains("3 known months", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => YearEndForecaster.Train(Panel(), 2015, Options, source.Token));
    }

    [Fact]
    public void No_history_at_all_still_gives_a_forecast()
    {
        var panel = new ForecastPanel([SyntheticPanel.Series("a", [], 2015, [5, null, 7])]);
        var forecast = YearEndForecaster.Train(panel, 2015, Options).Predict(panel, 2015, 3).Leaf("a", "trees")!;
        Assert.Equal(ForecastBasis.PooledShare, forecast.Basis);
        Assert.InRange(forecast.Median, 12, 200);
    }

    // 1,000 a month together, of which the leaves take shares that wander from year to year.
    private static IEnumerable<PanelSeries> SteadySum(string region, int leaves, int firstYear, int years, Random random)
    {
        var values = Enumerable.Range(0, leaves).Select(_ => new double?[years * 12]).ToArray();
        for (var month = 0; month < years * 12; month++)
        {
            var shares = values.Select(_ => Math.Exp(3 * random.NextDouble())).ToArray();
            for (var leaf = 0; leaf < leaves; leaf++)
                values[leaf][month] = 1_000 * shares[leaf] / shares.Sum();
        }

        return values.Select((series, leaf) => SyntheticPanel.Series($"{region}-{leaf}", ["all", region], firstYear, series));
    }

    [Fact]
    public void A_year_that_is_over_ends_as_it_was_reported_for_leaves_and_parents()
    {
        var panel = Panel();
        foreach (var node in Forecast(panel, 12).All)
        {
            var reported = panel.Series.Where(series => series.Id == node.Name
                    || ForecastPanel.NodeName(series.Labels).StartsWith(node.Name, StringComparison.Ordinal))
                .Sum(series => Enumerable.Range(1, 12).Sum(month => series.Values[new Month(2015, month)] ?? 0));
            Assert.Equal(reported, node.Forecast.Point, 1e-6);
            Assert.Equal(reported, node.Forecast.Q975, 1e-6);
        }
    }

    [Fact]
    public void A_first_year_of_levels_learns_nothing_from_itself()
    {
        ForecastPanel Levels(double december) => new(Enumerable.Range(0, 30).Select(unit => SyntheticPanel.Series(
            $"s{unit}", [], 2015, [.. Enumerable.Repeat<double?>(0.5, 11), december], kind: SeriesKind.Level)));
        YearForecast After(ForecastPanel panel) => Forecast(panel, 6).Leaf("s0", "trees")!;
        Assert.Equal(After(Levels(0.5)).Q975, After(Levels(0.9)).Q975, 1e-12);
    }
}
