using CsCheck;
using YouthFunctions.Forecasting.Candidates;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Forecasting.Trees;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Forecasting.Trees;

/// <summary>A forecast from one year before, against its formula: rest = (usual rest · growth^λ)^α · (run rate)^(1 - α).</summary>
public sealed class GrowthPersistenceTests
{
    // Where nothing is learned λ is a third of 0.3 and α two thirds of 1 and a third of 0.85.
    private const double Damping = 0.1;
    private const double Weight = 0.95;

    [Theory]
    [InlineData(4, 10.0)]
    [InlineData(4, 30.0)]
    [InlineData(11, 12.0)]
    [InlineData(1, 200.0)] // growth ends at five
    [InlineData(1, 0.0)]
    public void Without_anything_learned_it_is_near_the_same_rest_as_last_year(int k, double month)
    {
        double[] last = [5, 5, 5, 5, 20, 20, 20, 20, 5, 5, 5, 5]; // 120, and an even season of the group
        var row = Row(last, k, toDate: k * month);
        double[] usual = [.. last.Select(value => (value / 2) + 5)];
        double before = usual[..k].Sum(), rest = usual[k..].Sum(), growth = Math.Clamp(((k * month) + 10) / (before + 10), 0.2, 5);
        // Logs of values raised by a fifth of a month of last year, 2.
        var log = (Weight * (Math.Log(rest + 2) + (Damping * Math.Log(growth)))) + ((1 - Weight) * Math.Log((month * (12 - k)) + 2));
        Assert.Equal((k * month) + Math.Max(0, Math.Exp(log) - 2), GrowthPersistence.Fit([]).Point(row)!.Value, 1e-9);
    }

    [Fact]
    public void It_needs_a_year_before_that_brought_something_and_months_on_either_side()
    {
        var persistence = GrowthPersistence.Fit([]);
        double[] even = [.. Enumerable.Repeat(10.0, 12)];
        Assert.Null(persistence.Point(Row(even, 0, 0)));
        Assert.Null(persistence.Point(Row(even, 12, 100)));
        Assert.Null(persistence.Point(Row(new double[12], 4, 40)));
        Assert.Null(persistence.Point(Row(even, 4, 40) with { LastYear = null }));
        Assert.Equal(500, persistence.Point(Row(even, 4, 40) with { Known = 500 }));
    }

    [Theory]
    [InlineData(0, 1.0)] // all goes on as last year
    [InlineData(1, 1.0)] // growth goes on whole
    public void What_told_the_known_months_best_tells_the_rest(int kind, double weight)
    {
        // Twelve series with a season; this year as last year but for the growth of each, which in the first kind is over after January.
        double[] last = [4, 9, 12, 30, 8, 7, 15, 18, 6, 3, 9, 11];
        double[] Months(double growth) =>
            [.. last.Take(8).Select((value, month) => value * (kind == 1 || month == 0 ? growth : 1))];
        var panel = Of(Enumerable.Range(0, 12).Select(i => (last, Months(0.6 + (0.1 * i)))));
        var rows = new RowSource(panel, threads: 1).At(2015, 8, default).Where(row => row.Node.IsLeaf).ToArray();
        var fitted = GrowthPersistence.Fit(rows);
        // Two thirds of what was found and a third of what other panels ended at.
        var (damping, share) = ((2 / 3.0 * (kind == 0 ? 0 : 0.8)) + 0.1, (2 / 3.0 * weight) + (0.85 / 3));
        AssertEach.All(rows, row => Assert.Equal(Point(row, damping, share), fitted.Point(row)!.Value, 1e-6));
    }

    [Fact]
    public void Series_without_a_season_of_their_own_go_on_as_this_year_began()
    {
        // Last year came in other months altogether: only this year's rate tells, as far as it is tried.
        var random = new Random(3);
        double[] Shuffled()
        {
            double[] months = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 300, 900];
            random.Shuffle(months);
            return months;
        }

        var panel = Of(Enumerable.Range(0, 60).Select(_ => (Shuffled(), Enumerable.Repeat(100.0, 8).ToArray())));
        var rows = new RowSource(panel, threads: 1).At(2015, 8, default).Where(row => row.Node.IsLeaf).ToArray();
        var fitted = GrowthPersistence.Fit(rows);
        AssertEach.All(rows, row => Assert.Equal(Point(row, 0.1, (2 / 3.0 * 0.4) + (0.85 / 3)), fitted.Point(row)!.Value, 1e-6));
    }

    [Fact]
    public void Of_one_month_nothing_is_learned_and_rows_with_gaps_or_of_parents_teach_nothing()
    {
        double[] last = [4, 9, 12, 30, 8, 7, 15, 18, 6, 3, 9, 11];
        var panel = Of(Enumerable.Range(0, 12).Select(i => (last, last.Take(8).Select(value => value * (0.6 + (0.1 * i))).ToArray())));
        var rows = new RowSource(panel, threads: 1).At(2015, 8, default);
        var asked = rows[3];
        TrainingRow[] leaves = [.. rows.Where(row => row.Node.IsLeaf)];
        AssertEach.All(
            [
                [.. leaves.Select(row => row with { Gaps = 1 })], [.. rows.Where(row => !row.Node.IsLeaf)],
                [.. new RowSource(panel, threads: 1).At(2015, 1, default)], [.. leaves.Select(row => row with { LastYear = null })],
            ],
            (TrainingRow[] nothing) => Assert.Equal(
                Point(asked, Damping, Weight), GrowthPersistence.Fit(nothing).Point(asked)!.Value, 1e-6));
    }

    // Of the pairs that are tried the one whose mean absolute error of logs, each at most 1, is least, once raised by 0.36 / k for a unit
    // of λ and twice that for one of α: after docs/decisions/0013-first-years.md.
    [Fact]
    public void The_pair_is_that_which_told_best_and_the_nearer_to_last_year_of_those_as_good() => Gen.Select(
            Gen.Int[0, 1_000_000], Gen.Int[2, 11], Gen.Double[0.05, 1], Gen.Double[0.05, 2])
        .Sample((seed, k, noise, trend) =>
        {
            var random = new Random(seed);
            double[] last = [.. Enumerable.Range(0, 12).Select(month => Math.Round(100 * (1 + Math.Sin(month / 2.0))))];
            var panel = Of(Enumerable.Range(0, 5).Select(i =>
            {
                var growth = Math.Exp(trend * (random.NextDouble() - 0.5));
                double Month(double value) => Math.Round(value * growth * Math.Exp(noise * (random.NextDouble() - 0.5)));
                return (last, last.Take(k).Select(Month).ToArray());
            }));
            var rows = new RowSource(panel, threads: 1).At(2015, k, default).Where(row => row.Node.IsLeaf).ToArray();
            var (damping, weight) = (
                from a in (double[])[1, 0.8, 0.6, 0.4]
                from l in (double[])[0, 0.2, 0.4, 0.6, 0.8]
                orderby rows.Sum(row => Enumerable.Range(1, k - 1).Sum(j => Missed(row, j, l, a))) * (1 + (0.36 / k * (l + (2 * (1 - a)))))
                select (l, a)).First();
            var fitted = GrowthPersistence.Fit(rows);
            AssertEach.All(rows, row => Assert.Equal(
                Point(row, (2 / 3.0 * damping) + 0.1, (2 / 3.0 * weight) + (0.85 / 3)), fitted.Point(row)!.Value, 1e-6));
        });

    // By how much a pair would have missed the months after j, known the first j: in logs, at most 1.
    private static double Missed(TrainingRow row, int j, double damping, double weight)
    {
        var (usual, offset) = Usual(row);
        double[] months = [.. row.Node.Year(row.Year).Take(row.K)];
        var growth = Math.Clamp((months[..j].Sum() + (5 * offset)) / (usual[..j].Sum() + (5 * offset)), 0.2, 5);
        var told = (weight * (Math.Log(usual[j..row.K].Sum() + offset) + (damping * Math.Log(growth))))
            + ((1 - weight) * Math.Log((months[..j].Sum() / j * (row.K - j)) + offset));
        return Math.Min(1, Math.Abs(Math.Log(months[j..].Sum() + offset) - told));
    }

    // Half last year as it was, half its total by the group's shares; and a fifth of a month, which gives zeros a log.
    private static (double[] Usual, double Offset) Usual(TrainingRow row)
    {
        var total = row.LastYear!.Sum();
        return ([.. row.LastYear!.Select((value, i) => (value + (total * row.Shares[i])) / 2)], total / 60);
    }

    /// <summary>The formula, for a row whose months are all known.</summary>
    private static double Point(TrainingRow row, double damping, double weight)
    {
        var (usual, offset) = Usual(row);
        var toDate = row.Node.Year(row.Year).Take(row.K).Sum();
        var growth = Math.Clamp((toDate + (5 * offset)) / (usual[..row.K].Sum() + (5 * offset)), 0.2, 5);
        var log = (weight * (Math.Log(usual[row.K..].Sum() + offset) + (damping * Math.Log(growth))))
            + ((1 - weight) * Math.Log((toDate / row.K * (12 - row.K)) + offset));
        return Math.Max(row.Known, toDate + Math.Max(0, Math.Exp(log) - offset));
    }

    private static ForecastPanel Of(IEnumerable<(double[] Last, double[] Months)> series) => new(series.Select((pair, i) =>
        SyntheticPanel.Series($"s{i:00}", ["all"], 2014, pair.Last.Concat(pair.Months).Select(value => (double?)value))));

    private static TrainingRow Row(double[] last, int k, double toDate)
    {
        var candidates = new double[CandidateForecasts.Count];
        candidates[(int)Candidate.RunRate] = k == 0 ? 0 : toDate * 12 / k;
        var node = new ForecastPanel([SyntheticPanel.Series("a", [], 2014, [1])]).Leaves[0];
        return TestRow.Create(node) with { K = k, LastYear = last, Candidates = candidates };
    }
}
