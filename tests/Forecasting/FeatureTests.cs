using YouthFunctions.Forecasting;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Forecasting;

/// <summary>The features have names, and the model card says which of them count.</summary>
public class FeatureTests
{
    [Fact]
    public void Every_feature_has_a_name_of_its_own_and_a_place_in_the_vector()
    {
        AssertEach.All(Features.All, feature => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", feature.Name));
        Assert.Equal(Features.All.Count, Features.All.Select(feature => feature.Name).Distinct().Count());
        Assert.InRange(Features.All.Count, 1, Features.VectorLength);
    }

    [Trait("Category", "siege")]
    [Fact]
    public void The_card_of_trees_lists_features_by_their_share_of_the_gain_and_that_of_candidates_lists_none()
    {
        var panel = new ForecastPanel(SyntheticPanel.Make(3, 8, 2010, 5, 1));
        var options = new ForecastOptions(Seed: 7, CalibrationYears: 1, Threads: 1) { Months = [6] };
        var importance = YearEndForecaster.Train(panel, 2014, options).Card.Features;

        Assert.Equal(1, importance.Sum(feature => feature.Share), 1e-6);
        Assert.Equal(importance.OrderByDescending(feature => feature.Share), importance);
        AssertEach.All(importance, feature => Assert.Contains(Features.All, known => known.Name == feature.Feature));
        Assert.Empty(YearEndForecaster.Train(panel, 2014, options with { Trainer = TreeTrainer.None }).Card.Features);
    }
}
