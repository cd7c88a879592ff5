using CsCheck;
using YouthFunctions.Summaries.Charts;

namespace YouthFunctions.Tests.Summaries;

/// <summary>Labels beside a curve never lie on each other.</summary>
public sealed class EdgeLabelsTests
{
    [Fact]
    public void Labels_keep_their_distance_their_order_and_the_bounds() => Gen.Double[-50, 400].Array[0, 9].Sample(wanted =>
    {
        var places = EdgeLabels.Place(wanted, 20, 28, 280);
        Assert.Equal(wanted.Length, places.Count);
        Tests.House.AssertEach.All(places.Append(100), place => Assert.InRange(place, 28 - 1e-9, 280 + 1e-9));
        var sorted = places.Order().ToArray();
        for (var i = 1; i < sorted.Length; i++)
            Assert.True(sorted[i] - sorted[i - 1] >= 20 - 1e-9);
        for (var i = 0; i < wanted.Length; i++)
            for (var j = 0; j < wanted.Length; j++)
                if (wanted[i] < wanted[j])
                    Assert.True(places[i] < places[j]);
    });

    [Fact]
    public void A_label_that_is_alone_stands_where_it_belongs() => Assert.Equal([100.0], EdgeLabels.Place([100], 20, 28, 280));
}
