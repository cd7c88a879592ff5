using CsCheck;
using YouthFunctions.Forecasting;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Parts;
using YouthFunctions.Forecasting.Training;

namespace YouthFunctions.Tests.Forecasting;

/// <summary>A panel that is forecast part by part gets the figures that it gets as a whole.</summary>
public sealed class PartedForecastTests
{
    private const int Year = 2015;

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 3)]
    [InlineData(3, 6)]
    [InlineData(4, 11)]
    [InlineData(5, 12)]
    public void Without_trees(int seed, int k) => Compare(TreeTrainer.None, seed, k, Series(seed));

    [Theory]
    [Trait("Category", "siege")]
    [InlineData(6, 5)]
    [InlineData(7, 9)]
    public void With_trees(int seed, int k) => Compare(TreeTrainer.FastTree, seed, k, Series(seed));

    [Fact]
    public void A_parent_of_one_leaf_in_all_parts() => Compare(
        TreeTrainer.None, 8, 6, [.. SyntheticPanel.Make(3, 4, 2010, 6, 8), .. SyntheticPanel.Make(1, 1, 2010, 6, 9)
            .Select(leaf => leaf with { Indicator = "alone" })]);

    [Fact]
    public void Sums_of_parts_are_read_as_they_were_written_and_add_up_in_any_grouping() =>
        Gen.Int[1, 1000].Sample(
            seed =>
            {
                var parts = Parts(Series(seed), seed).Select(part => PanelTotals.Create(part, Year)).ToArray();
                var (all, twice) = (PanelTotals.Sum(parts), PanelTotals.Sum([PanelTotals.Sum(parts[..1]), PanelTotals.Sum(parts[1..])]));
                Assert.Equal(all.Nodes, twice.Nodes);
                Assert.Equal(all.Groups.Keys.Order(), twice.Groups.Keys.Order());
                foreach (var (key, group) in all.Groups)
                    Assert.All(group.Now.Zip(twice.Groups[key].Now), pair => Assert.Equal(pair.First, pair.Second, Near(pair.First)));
                using var written = new MemoryStream();
                all.Write(written);
                written.Position = 0;
                using var again = new MemoryStream();
                var read = PanelTotals.Read(written);
                read.Write(again);
                Assert.Equal(written.ToArray(), again.ToArray());
                Assert.Equal(all.HistoryHash, read.HistoryHash);
            },
            iter: 20, threads: 1);

    [Fact]
    public void The_hash_is_of_the_years_before_alone()
    {
        var series = SyntheticPanel.Make(2, 3, 2010, 6, 1);
        var otherNow = series.Select(leaf => SyntheticPanel.Series(
            leaf.Id, [.. leaf.Labels], 2010, Enumerable.Range(0, 72).Select(month => month < 60
                ? leaf.Values[new Analytics.Values.Month(2010, 1).Plus(month)] : 7)));
        var otherBefore = series.Select(leaf => SyntheticPanel.Series(
            leaf.Id, [.. leaf.Labels], 2010, Enumerable.Range(0, 72).Select(month => month != 59
                ? leaf.Values[new Analytics.Values.Month(2010, 1).Plus(month)] : 7)));
        var hash = PanelTotals.Create(series, Year).HistoryHash;
        Assert.Equal(hash, PanelTotals.Create(otherNow, Year).HistoryHash);
        Assert.NotEqual(hash, PanelTotals.Create(otherBefore, Year).HistoryHash);
    }

    // Regions of different sizes; series of the top and of a region itself, that begin late, end early, have gaps or never come; ratios.
    private static List<PanelSeries> Series(int seed)
    {
        var random = new Random(seed);
        var series = SyntheticPanel.Make(4, 6, 2010, 6, seed).Concat(SyntheticPanel.Make(3, 2, 2011, 5, seed + 1)
            .Select(leaf => leaf with { Indicator = "turns", Id = $"{leaf.Id}-late" })).ToList();
        for (var i = 0; i < series.Count; i += 3)
        {
            var values = Enumerable.Range(0, 72).Select(month => random.Next(6) == 0 || (i % 4 == 0 && month > 50)
                ? null : series[i].Values[new Analytics.Values.Month(2010, 1).Plus(month)]);
            series[i] = SyntheticPanel.Series(series[i].Id, [.. series[i].Labels, $"d{i % 2}"], 2010, values, series[i].Indicator);
        }

        series.Add(SyntheticPanel.Series("top", ["all"], 2010, Enumerable.Range(0, 72).Select(month => (double?)(month % 12))));
        series.Add(SyntheticPanel.Series(
            "new", ["all", "r9"], Year, Enumerable.Range(0, 12).Select(month => (double?)(month < 6 ? 5 : null))));
        series.AddRange(Enumerable.Range(0, 4).Select(unit => SyntheticPanel.Series(
            $"ratio-{unit}", [], 2010, Enumerable.Range(0, 72).Select(month => (double?)(((month * (unit + 3)) % 17) / 17.0)), "members",
            SeriesKind.Level)));
        return series;
    }

    // What is below a second label stays together; the rest goes anywhere.
    private static PanelSeries[][] Parts(IEnumerable<PanelSeries> series, int seed)
    {
        var random = new Random(seed);
        var partOfRegion = new Dictionary<string, int>();
        return [.. series.GroupBy(leaf => leaf.Labels.Count < 2 ? random.Next(3)
            : partOfRegion.TryGetValue(leaf.Labels[1], out var part) ? part : partOfRegion[leaf.Labels[1]] = random.Next(3))
            .OrderBy(part => part.Key).Select(part => part.ToArray())];
    }

    private static void Compare(TreeTrainer trainer, int seed, int k, List<PanelSeries> series)
    {
        var panel = new ForecastPanel(series);
        var trained = YearEndForecaster.Train(
            panel, Year, new ForecastOptions(Seed: 7, trainer, CalibrationYears: 4) { Months = [k], Shape = SyntheticPanel.FewTrees });
        var questions = panel.Series.Select(leaf => new TargetQuestion(
                leaf.Id, leaf.Indicator, leaf.Kind == SeriesKind.Level ? 0.5 : 1_000, seed % 2 == 0 ? 40 : null, 0.8))
            .Append(new TargetQuestion("all", "trees", 5_000)).Append(new TargetQuestion("all/r0", "trees", 900, null, 0.5))
            .ToDictionary(question => (question.SeriesId, question.Indicator));
        var expected = trained.Predict(panel, Year, k, questions).All;

        var parts = Parts(series, seed);
        var whole = PanelTotals.Sum([.. parts.Select(part => PanelTotals.Create(part, Year))]);
        var parted = new PartedForecast(trained, whole, k);
        ForecastPanel[] panels = [.. parts.Select(part => new ForecastPanel(part, whole))];
        PartPoints[] points = [.. panels.Select(part => Again(parted.Predict(part, questions, default)))];
        var moved = parted.MoveChildren([.. points.Select(part => part.BelowRoof)], questions);
        PartResult[] results = [.. panels.Select((part, i) => parted.Complete(part, points[i], moved[i], questions, default))];
        var actual = results.SelectMany(result => result.Forecasts.All)
            .Concat(parted.PredictRoof(results.SelectMany(result => result.LeafSums), questions).All)
            .ToDictionary(node => (node.Name, node.Indicator, node.IsLeaf));

        Assert.True(parts.Length > 1);
        Assert.Equal(expected.Count, actual.Count);
        Assert.All(expected, node =>
        {
            var (told, found) = (node.Forecast, actual[(node.Name, node.Indicator, node.IsLeaf)].Forecast);
            Assert.Equal(node.Level, actual[(node.Name, node.Indicator, node.IsLeaf)].Level);
            Assert.Equal(told.Basis, found.Basis);
            Assert.All(
                new[]
                {
                    (told.Point, found.Point), (told.Q025, found.Q025), (told.Q10, found.Q10), (told.Q90, found.Q90),
                    (told.Q975, found.Q975),
                },
                pair => Assert.Equal(pair.Item1, pair.Item2, Near(pair.Item1)));
            Assert.Equal(told.ProbabilityOfMeeting ?? -1, found.ProbabilityOfMeeting ?? -1, 1e-9);
        });
    }

    private static PartPoints Again(PartPoints points)
    {
        using var written = new MemoryStream();
        points.Write(written);
        written.Position = 0;
        return PartPoints.Read(written, points.BelowRoof);
    }

    // Sums of doubles in another order.
    private static double Near(double value) => 1e-9 * Math.Max(1, Math.Abs(value));
}
