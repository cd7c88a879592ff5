using YouthFunctions.Forecasting.Panel;

namespace YouthFunctions.Tests.Forecasting.Panel;

/// <summary>What a panel takes, which years it has, and how its data are told from others.</summary>
public sealed class ForecastPanelTests
{
    [Fact]
    public void A_panel_has_at_least_one_series_and_none_twice()
    {
        Assert.Throws<ArgumentException>(() => new ForecastPanel([]));
        Assert.Throws<ArgumentException>(() => new ForecastPanel([Series("a", "x"), Series("a", "x")]));
        Assert.Equal(3, new ForecastPanel([Series("a", "x"), Series("a", "y"), Series("b", "x")]).Leaves.Length);
    }

    [Fact]
    public void Years_can_be_cut_on_either_side_and_a_panel_within_them_is_the_same()
    {
        var panel = new ForecastPanel([Series("a", "x", 2010, 40), Series("b", "x", 2011, 10)]); // to April 2013
        Assert.Equal((2010, 2013), (panel.FirstYear, panel.LastYear));
        Assert.Same(panel, panel.Between(2010, 2013));
        Assert.Same(panel, panel.Between(2000, 2020));
        Assert.Equal((2011, 2013), Years(panel.Between(2011, 2013)));
        Assert.Equal((2010, 2012), Years(panel.Between(2010, 2012)));
        Assert.Equal((2012, 2012), Years(panel.Between(2012, 2012)));
        Assert.Equal((2015, 2015), Years(panel.Between(2015, 2012)));
        Assert.Equal(2.0, panel.Between(2010, 2012).Leaves[1].Total(2011) is double.NaN ? 2 : 0); // ten months are no year
        Assert.Equal((2010, 2010), Years(new ForecastPanel([Series("a", "x", 2010, 12)])));
        Assert.Equal((2010, 2011), Years(new ForecastPanel([Series("a", "x", 2010, 13)])));
    }

    [Fact]
    public void The_fingerprint_knows_every_value_name_and_label_and_no_order()
    {
        PanelSeries a = Series("a", "x"), b = Series("b", "x");
        string Hash(params PanelSeries[] series) => new ForecastPanel(series).Hash();
        Assert.Matches("^[0-9a-f]{64}$", Hash(a, b));
        Assert.Equal(Hash(a, b), Hash(b, a));
        PanelSeries[][] others =
        [
            [a], [a, Series("c", "x")], [a, Series("b", "y")], [a, b with { Labels = ["top", "r2"] }], [a, b with { Labels = ["top/r1"] }],
            [a, Series("b", "x", 2010, 23)], [Series("a", "x", 2011), Series("b", "x", 2011)],
            [a, SyntheticPanel.Series("b", ["top", "r1"], 2010, [.. Enumerable.Repeat<double?>(1, 23), 1.0000001], "x")],
            [a, SyntheticPanel.Series("b", ["top", "r1"], 2010, [1.0000001, .. Enumerable.Repeat<double?>(1, 23)], "x")],
        ];
        Assert.Equal(others.Length + 1, others.Append([a, b]).Select(series => Hash(series)).Distinct().Count());
    }

    [Fact]
    public void The_fingerprint_is_the_sha256_of_names_and_little_endian_values()
    {
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content);
        writer.Write("a\0x\0top\0r1\02010\n"u8);
        for (var month = 1; month <= 12; month++)
            writer.Write((double)month); // little-endian, as BinaryWriter says
        writer.Flush();
        var panel = new ForecastPanel([SyntheticPanel.Series("a", ["top", "r1"], 2010, NodeTests.Months(1, 1, 12), "x")]);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content.ToArray())), panel.Hash());
    }

    [Fact]
    public void Names_of_parents_are_labels_joined() => Assert.Equal("top/r1", ForecastPanel.NodeName(["top", "r1"]));

    [Fact]
    public void A_past_outside_of_the_panel_is_unknown()
    {
        var panel = new ForecastPanel([Series("a", "x", 2010, 24)]);
        var groups = panel.Groups.GroupsOf(panel.Leaves[0]);
        var history = new NodeHistory(panel.Leaves[0], groups[0], groups[1]);
        Assert.Null(history.Past(-1));
        Assert.Null(history.Past(2));
        Assert.Equal((12, 12), (history.Past(0)!.Length, history.Past(1)!.Length));
        Assert.True(double.IsNaN(history.Total(-1)) && double.IsNaN(history.Total(2)));
        Assert.Equal((12, 12), (history.Total(0), history.Total(1)));
    }

    private static (int, int) Years(ForecastPanel panel) => (panel.FirstYear, panel.LastYear);

    private static PanelSeries Series(string id, string indicator, int firstYear = 2010, int months = 24) =>
        SyntheticPanel.Series(id, ["top", "r1"], firstYear, Enumerable.Repeat<double?>(1, months), indicator);
}
