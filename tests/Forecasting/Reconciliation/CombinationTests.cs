using YouthFunctions.Forecasting.Candidates;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Reconciliation;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Forecasting.Reconciliation;

/// <summary>Parents believe the forecast that was right in past years, as far as it was worth moving their children for it.</summary>
public sealed class CombinationTests
{
    private const double Sum = 100;
    private const double Right = 200;
    private static readonly PanelNode[] Nodes = [.. new ForecastPanel(SyntheticPanel.Make(3, 2, 2010, 1, 1)).Parents];

    // All raised by 1: trees tell 399, smoothing 199, the median 49, and the sum 99, so that logs to base 2 of a hundred are 2, 1, -1, 0.
    private static readonly ParentForecasts Asked = Past(level: 0, year: 2020, total: double.NaN, trees: 399, smoothing: 199, median: 49);

    [Fact]
    public void Before_there_are_years_the_top_goes_half_way_to_the_mean_of_all_three_and_others_stay()
    {
        // (2 + 1 - 1) / 3, half of it: a third.
        AssertLog(1 / 3.0, new ForecastCombination([]).Combine(Asked));
        Assert.Equal(99, new ForecastCombination([]).Combine(Asked with { Row = Asked.Row with { Node = Node(level: 1) } }));
    }

    [Theory]
    [InlineData(Right, 0.0, 0.0, 2.0)]
    [InlineData(0.0, Right, 0.0, 1.0)]
    [InlineData(0.0, 0.0, Right, -1.0)]
    [InlineData(0.0, 0.0, 0.0, 0.0)]
    public void Whichever_was_right_is_believed_and_the_sum_where_none_was(double trees, double smoothing, double median, double expected)
    {
        // The wrong ones say 10, far below the sum.
        double Told(double told) => (told > 0 ? told : 11) - 1;
        var combination = new ForecastCombination(
            Years(4, year => Past(
                0, year, (trees + smoothing + median > 0 ? Right : Sum) - 1, Told(trees), Told(smoothing), Told(median))));
        AssertLog(expected, combination.Combine(Asked));
    }

    [Fact]
    public void Two_that_were_wrong_to_either_side_are_right_together()
    {
        // Trees told 800 and smoothing 50 where 200 was right: the mean of logs.
        var combination = new ForecastCombination(Years(4, year => Past(0, year, Right - 1, 799, 49, 9)));
        AssertLog((2 + 1) / 2.0, combination.Combine(Asked));
    }

    [Fact]
    public void A_forecast_twice_too_far_is_followed_half_way()
    {
        // Trees told 400 where the sum said 100 and 200 was right: in logs half way.
        var combination = new ForecastCombination(Years(4, year => Past(0, year, Right - 1, 399, 9, 9)));
        AssertLog(1, combination.Combine(Asked));
    }

    [Theory]
    [InlineData(60, 2.0)]
    [InlineData(80, 0.0)]
    public void Moves_cost_two_fifths_of_their_size(int wrong, double expected)
    {
        // Of 100 and some years trees were right by a unit in 100 and the sum in the others: a move gains 100 units, and loses one for each
        // of the others and 0.4 for each of all. That is worth it up to 42 others of 100 that gain, so 100 of 160 are too few.
        var years = Years(4, year => Past(0, year, Right - 1, Right - 1, 9, 9), each: 100 - wrong)
            .Concat(Years(4, year => Past(0, year, Sum - 1, Right - 1, 9, 9), each: wrong / 4));
        AssertLog(expected, new ForecastCombination(years).Combine(Asked));
    }

    [Fact]
    public void Errors_count_by_the_share_that_was_open()
    {
        // Eight node-years of a tenth open outweigh thirty that were open as a whole.
        ParentForecasts Open(ParentForecasts past, double open) => past with { Row = past.Row with { Open = open } };
        var years = Years(4, year => Open(Past(0, year, Right - 1, Right - 1, 9, 9), 0.1), each: 3)
            .Concat(Years(4, year => Open(Past(0, year, Sum - 1, Right - 1, 9, 9), 1), each: 8));
        AssertLog(2, new ForecastCombination(years).Combine(Asked));
    }

    [Theory]
    [InlineData(3, 10, false)] // years too few
    [InlineData(4, 2, false)] // eight node-years
    [InlineData(4, 3, true)] // twelve
    public void Four_years_and_twelve_node_years_are_enough(int years, int nodes, bool isEnough)
    {
        ForecastCombination Of(int level) => new(Enumerable.Range(0, years).SelectMany(year => Enumerable.Range(0, nodes)
            .SelectMany(index => Enumerable.Repeat(Past(level, 2000 + year, Right - 1, Right - 1, 9, 9, index), 3))));
        AssertLog(isEnough ? 2 : 1 / 3.0, Of(0).Combine(Asked));
        AssertLog(isEnough ? 2 : 0, Of(1).Combine(Asked with { Row = Asked.Row with { Node = Node(level: 1) } }));
    }

    [Fact]
    public void Levels_learn_apart_and_what_was_written_is_read()
    {
        var combination = new ForecastCombination(
            Years(4, year => Past(0, year, Right - 1, 9, Right - 1, 9))
                .Concat(Years(4, year => Past(1, year, Right - 1, Right - 1, 9, 9))));
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content);
        combination.Write(writer);
        content.Position = 0;
        using var reader = new BinaryReader(content);
        var read = ForecastCombination.Read(reader);
        AssertEach.All([combination, read], either =>
        {
            AssertLog(1, either.Combine(Asked));
            AssertLog(2, either.Combine(Asked with { Row = Asked.Row with { Node = Node(level: 1) } }));
        });
    }

    private static IEnumerable<ParentForecasts> Years(int count, Func<int, ParentForecasts> past, int each = 4) =>
        Enumerable.Range(0, count).SelectMany(year => Enumerable.Range(0, each).Select(index =>
        {
            var made = past(2000 + year);
            return made with { Row = made.Row with { Node = Node(made.Row.Node.Level, index) } };
        }));

    private static ParentForecasts Past(
        int level, int year, double total, double trees, double smoothing, double median, int index = 0)
    {
        var candidates = new double[CandidateForecasts.Count];
        candidates[(int)Candidate.Smoothing] = smoothing;
        candidates[(int)Candidate.SimpleMedian] = median;
        return new ParentForecasts(
            TestRow.Create(Node(level, index)) with { Year = year, Total = total, Candidates = candidates, Offset = 1 }, Sum - 1, trees);
    }

    private static PanelNode Node(int level, int index = 0)
    {
        var node = Nodes[0];
        return new PanelNode
        {
            Index = index,
            Name = node.Name,
            Indicator = node.Indicator,
            Level = level,
            Kind = node.Kind,
            FirstYear = node.FirstYear,
            Years = node.Years,
            Reported = node.Reported,
            LeafCount = node.LeafCount,
            Leaves = node.Leaves,
            SameLeaves = node.SameLeaves,
        };
    }

    /// <summary>How many doublings of the sum, both raised by the offset.</summary>
    private static void AssertLog(double doublings, double value) => Assert.Equal(doublings, Math.Log2((value + 1) / Sum), 1e-9);
}
