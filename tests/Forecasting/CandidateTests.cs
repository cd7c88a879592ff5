using CsCheck;
using YouthFunctions.Forecasting.Candidates;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Tests.Forecasting.Reference;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Forecasting;

/// <summary>The simple forecasts against sums worked out apart from the product, and by their laws.</summary>
public class CandidateTests
{
    private static readonly ReferenceData Data = ReferenceData.Read();

    [Fact]
    public void Candidates_are_what_their_formulas_say()
    {
        var values = Candidates(Data.Years, Data.Known);
        AssertEach.All(Data.Candidates, expected => Assert.Equal(expected.Value, values[(int)Enum.Parse<Candidate>(expected.Key)], 1e-9));
        Assert.Equal(
            new[] { Candidate.RunRate, Candidate.SameRest, Candidate.ChainLadder }.Select(candidate => values[(int)candidate]).Order()
                .ElementAt(1),
            values[(int)Candidate.SimpleMedian]);
    }

    [Fact]
    public void No_candidate_falls_below_what_is_known_and_all_grow_with_the_unit_of_measure() =>
        Gen.Select(Gen.Double[1, 1000].Array[12].Array[2, 4], Gen.Double[0, 1000].Array[1, 11], Gen.Double[0.01, 100])
            .Sample((years, known, unit) =>
            {
                var values = Candidates(years, known);
                double[] Scaled(double[] months) => [.. months.Select(value => value * unit)];
                var scaled = Candidates([.. years.Select(Scaled)], Scaled(known));
                for (var i = 0; i < CandidateForecasts.Count; i++)
                {
                    Assert.True(values[i] >= known.Sum() - 1e-9, $"{(Candidate)i}");
                    Assert.True(Math.Abs((values[i] * unit) - scaled[i]) <= 1e-6 * (1 + scaled[i]), $"{(Candidate)i}: {scaled[i]}");
                }
            });

    [Fact]
    public void A_year_like_all_before_it_ends_as_they_did_by_every_candidate_but_the_run_rate() =>
        // No month under a fifth of the mean: the Theta method's seasonal index goes no lower.
        Gen.Select(Gen.Double[200, 1000].Array[12], Gen.Int[1, 11]).Sample((year, k) =>
        {
            var values = Candidates([year, year, year], year[..k]);
            foreach (var candidate in Enum.GetValues<Candidate>().Except([Candidate.RunRate]))
                Assert.True(Math.Abs(values[(int)candidate] - year.Sum()) <= 1e-6 * year.Sum(), $"{candidate}: {values[(int)candidate]}");
        });

    /// <summary>The candidates of a panel of one series, after the months known.</summary>
    private static double[] Candidates(double[][] years, double[] known)
    {
        var values = years.SelectMany(year => year).Concat(known).Select(value => (double?)value);
        var panel = new ForecastPanel([SyntheticPanel.Series("a", [], 2010, values)]);
        var groups = panel.Groups.GroupsOf(panel.Leaves[0]);
        var history = new NodeHistory(panel.Leaves[0], groups[0], groups[1]);
        return new CandidateForecasts(history, groups[1]).At(years.Length, known);
    }
}
