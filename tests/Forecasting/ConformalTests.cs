using CsCheck;
using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Intervals;
using YouthFunctions.Tests.Forecasting.Reference;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Forecasting;

/// <summary>Conformal levels, quantiles and the probabilities of a distribution.</summary>
public class ConformalTests
{
    private static readonly ReferenceData Data = ReferenceData.Read();

    private static readonly Gen<double[]> Samples = Gen.Double[-5, 5].Array[1, 60].Select(sample => sample.Order().ToArray());

    [Fact]
    public void Quantiles_are_of_type_6() => AssertEach.All(Data.Quantiles, expected =>
        Assert.Equal(expected.Value, Quantiles.At(Data.Errors, expected.P), 1e-9));

    [Fact]
    public void The_level_of_an_error_is_the_smallest_central_interval_that_holds_it() => AssertEach.All(Data.CentralLevels, expected =>
        Assert.Equal(expected.Level, ConformalIntervals.CentralLevel(Data.Errors, expected.Error), 1e-12));

    [Fact]
    public void An_interval_of_the_level_of_an_error_holds_it_and_a_narrower_one_does_not() =>
        Gen.Select(Gen.Double[0.001, 1].Array[1, 60], Gen.Int[0, 59]).Sample((gaps, index) =>
        {
            var sum = 0.0;
            double[] sample = [.. gaps.Select(gap => sum += gap)];
            var error = sample[index % sample.Length];
            var level = ConformalIntervals.CentralLevel(sample, error);
            bool Holds(double central) =>
                Quantiles.At(sample, (1 - central) / 2) <= error + 1e-12 && error - 1e-12 <= Quantiles.At(sample, (1 + central) / 2);
            Assert.True(Holds(level));
            Assert.True(level < 0.001 || !Holds(level - 0.001));
        });

    [Fact]
    public void Levels_hold_the_share_asked_for_of_years_that_are_like_each_other() => Gen.Int[0, 1000].Sample(seed =>
    {
        // Exchangeable years: by the conformal theorem a level of 80 % holds 80 % of another year, whatever the distribution.
        var random = new Random(seed);
        PastError[] Year(int year) => [.. Enumerable.Range(0, 400).Select(_ => new PastError(year, 6, ErrorKind.Leaf, 1, Skewed(random)))];
        var intervals = new ConformalIntervals([.. Enumerable.Range(2010, 6).SelectMany(Year)]);
        var stratum = intervals.For(ErrorKind.Leaf, 6, 1);
        var low = Quantiles.At(stratum.Errors, (1 - stratum.Level80) / 2);
        var high = Quantiles.At(stratum.Errors, (1 + stratum.Level80) / 2);
        var held = Enumerable.Range(2016, 3).SelectMany(Year).Average(error => error.Relative >= low && error.Relative <= high ? 1.0 : 0);

        // Six binomial standard deviations of 1,200 draws, and of the 2,400 that the level was set on.
        var chance = 6 * (Math.Sqrt(0.8 * 0.2 / 1200) + Math.Sqrt(0.8 * 0.2 / 2400));
        Assert.InRange(held, 0.8 - chance, 0.8 + chance);
    }, iter: 20);

    [Fact]
    public void Chances_of_a_floor_and_of_a_ceiling_make_up_a_whole() =>
        Gen.Select(Samples, Gen.Double[1, 1000], Gen.Double[0, 2]).Sample((sample, center, value) =>
        {
            var distribution = Distribution.Logarithmic(sample, center, center / 50, 0.3, 0);
            var threshold = center * value;
            var both = distribution.ProbabilityOfAtLeast(threshold) + distribution.ProbabilityOfAtMost(threshold);
            var isHit = Enumerable.Range(1, sample.Length)
                .Any(i => Math.Abs(distribution.Quantile(i / (sample.Length + 1.0)) - threshold) < 1e-6);
            if (isHit || threshold <= 0)
                Assert.InRange(both, 1, 2);
            else
                Assert.Equal(1, both, 1e-9);
        });

    [Fact]
    public void No_quantile_lies_above_the_limit_and_what_does_keeps_a_chance() =>
        Gen.Select(Samples, Gen.Double[1, 1000], Gen.Double[1, 3]).Sample((sample, center, times) =>
        {
            var limit = center * times;
            var limited = Distribution.Logarithmic(sample, center, center / 50, 0.3, 0, limit);
            var free = Distribution.Logarithmic(sample, center, center / 50, 0.3, 0);
            for (var p = 0.0; p <= 1; p += 0.05)
                Assert.Equal(Math.Min(limit, free.Quantile(p)), limited.Quantile(p), 1e-9 * limit);
            Assert.Equal(0.5 / (sample.Length + 1), limited.ProbabilityOfAtLeast(limit * 1.01), 1e-12);
            Assert.Equal(free.ProbabilityOfAtLeast(center * 0.9), limited.ProbabilityOfAtLeast(center * 0.9), 1e-12);
        });

    [Fact]
    public void A_ratio_upside_down_has_the_same_chance_of_its_ceiling() =>
        Gen.Select(Gen.Int[0, 64].Array[1, 40], Gen.Int[0, 64]).Sample((sixtyfourths, target) =>
        {
            double[] ends = [.. sixtyfourths.Order().Select(part => part / 64.0)];
            var upright = Distribution.OfShare(ends, 0);
            var mirrored = Distribution.OfShare([.. ends.Reverse().Select(end => 1 - end)], 0);
            Assert.Equal(upright.ProbabilityOfAtLeast(target / 64.0), mirrored.ProbabilityOfAtMost(1 - (target / 64.0)), 1e-9);
        });

    [Fact]
    public void A_share_moves_by_its_changes_within_the_room_it_has() =>
        Gen.Select(Gen.Double[-1, 1].Array[1, 40], Gen.Double[0, 1]).Sample((unsorted, now) =>
        {
            double[] changes = [.. unsorted.Order()];
            var distribution = Distribution.OfShare(changes, now);
            for (var i = 0; i < changes.Length; i++)
            {
                var expected = now + (changes[i] >= 0 ? changes[i] * (1 - now) : changes[i] * now);
                Assert.Equal(expected, distribution.Quantile((i + 1.0) / (changes.Length + 1)), 1e-9);
            }

            Assert.InRange(distribution.Quantile(0), 0, now + Math.Max(0, changes[0]));
            Assert.InRange(distribution.Quantile(1), now - Math.Max(0, -changes[^1]), 1);
        });

    // A country has tens of thousands of past changes of a ratio, and as many series: a copy for each would fill any memory.
    [Fact]
    public void A_share_keeps_no_copy_of_the_changes()
    {
        double[] changes = [.. Enumerable.Range(-50_000, 100_001).Select(change => change / 50_000.0)];
        var before = GC.GetAllocatedBytesForCurrentThread();
        var sum = Enumerable.Range(0, 100).Sum(i => Distribution.OfShare(changes, i / 100.0).Quantile(0.9));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, changes.Length * sizeof(double));
        Assert.True(sum > 0);
    }

    private static double Skewed(Random random) => Math.Pow(random.NextDouble(), 3) - (0.4 * random.NextDouble());

    [Fact]
    public void Few_errors_of_its_own_are_not_given_up_for_fewer_of_others()
    {
        PastError[] Errors(ErrorKind kind, int k, int count) =>
            [.. Enumerable.Range(0, count).Select(i => new PastError(2014, k, kind, 1, i / 100.0))];
        PastError[] own = Errors(ErrorKind.Shifted, 2, 40);
        var few = ErrorStrata.Create(own, [.. own, .. Errors(ErrorKind.Leaf, 9, 25)], 9);
        var many = ErrorStrata.Create(own, [.. own, .. Errors(ErrorKind.Leaf, 9, 50)], 9);
        Assert.Equal((40, 50), (few.Errors(1).Length, many.Errors(1).Length));
    }
}
