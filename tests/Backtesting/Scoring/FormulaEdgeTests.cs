using CsCheck;
using YouthFunctions.Forecasting.Backtesting;

namespace YouthFunctions.Tests.Backtesting.Scoring;

/// <summary>The scores against their definitions, counted in the plainest way.</summary>
public sealed class FormulaEdgeTests
{
    private static readonly Gen<(double Score, bool Met)[]> Pairs =
        Gen.Select(Gen.Int[0, 6], Gen.Bool).Select((score, met) => (score / 8.0, met)).Array[1, 25];

    [Fact]
    public void Auc_is_the_share_of_pairs_in_order() => Pairs.Sample(pairs =>
    {
        double[] met = [.. pairs.Where(pair => pair.Met).Select(pair => pair.Score)];
        double[] missed = [.. pairs.Where(pair => !pair.Met).Select(pair => pair.Score)];
        var inOrder = met.Sum(one => missed.Sum(other => one > other ? 1 : one == other ? 0.5 : 0));
        if (met.Length == 0 || missed.Length == 0)
            Assert.True(double.IsNaN(Formulas.Auc(pairs)));
        else
            Assert.Equal(inOrder / (met.Length * missed.Length), Formulas.Auc(pairs), 1e-12);
    });

    [Fact]
    public void Auc_of_a_score_that_is_none_is_none() =>
        Assert.True(double.IsNaN(Formulas.Auc([(0.5, true), (double.NaN, false), (0.2, false)])));

    [Fact]
    public void What_a_threshold_flags_lies_on_the_line_between_the_steps_of_the_roc_curve() =>
        Gen.Select(Pairs, Gen.Int[0, 8]).Sample((pairs, eighths) =>
        {
            double met = pairs.Count(pair => pair.Met), missed = pairs.Length - met, share = eighths / 8.0;
            if (met == 0 || missed == 0)
            {
                Assert.True(double.IsNaN(Formulas.FlaggedMisses(pairs, share)));
                return;
            }

            // The curve by thresholds: (false alarms, flagged misses), from (0, 0); at a share it is at the highest point there.
            (double X, double Y)[] curve = [(0, 0), .. pairs.Select(pair => pair.Score).Distinct().Order().Select(threshold => (
                pairs.Count(pair => pair.Met && pair.Score <= threshold) / met,
                pairs.Count(pair => !pair.Met && pair.Score <= threshold) / missed))];
            var (from, to) = (curve.Last(point => point.X <= share), curve.FirstOrDefault(point => point.X > share));
            var expected = to == default ? 1 : from.Y + ((to.Y - from.Y) * (share - from.X) / (to.X - from.X));
            Assert.Equal(expected, Formulas.FlaggedMisses(pairs, share), 1e-9);
        });

    [Fact]
    public void Each_of_five_quantiles_counts_by_its_share_of_levels() => Gen.Select(Gen.Double[0, 9].Array[5], Gen.Double[-3, 12])
        .Sample((unsorted, actual) =>
        {
            double[] q = [.. unsorted.Order()], levels = [0.025, 0.1, 0.5, 0.9, 0.975];
            // Levels nearest to each: to half way between it and the next.
            double[] ends = [0, 0.0625, 0.3, 0.7, 0.9375, 1];
            var sum = Enumerable.Range(0, 5).Sum(i =>
                2 * (ends[i + 1] - ends[i]) * (actual >= q[i] ? levels[i] * (actual - q[i]) : (1 - levels[i]) * (q[i] - actual)));
            Assert.Equal(sum, Formulas.Crps(q, actual), 1e-9);
        });

    [Theory]
    [InlineData(5, 30 + (40 * 5))]
    [InlineData(50, 30 + (40 * 10))]
    [InlineData(10, 30)]
    [InlineData(40, 30)]
    public void An_interval_score_adds_two_over_alpha_times_the_miss(double actual, double expected) =>
        Assert.Equal(expected, Formulas.Winkler(10, 40, actual, 0.05), 1e-9);
}
