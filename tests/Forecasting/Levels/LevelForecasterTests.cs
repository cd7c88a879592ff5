using YouthFunctions.Forecasting;
using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Forecasting.Levels;

/// <summary>Ratios end where they are now and by what they usually move until December.</summary>
public sealed class LevelForecasterTests
{
    // Twenty series that rise from 0.2 in November to 0.6 in December, half of the room above; and stand in 2015 at 0.4 in March.
    private readonly ForecastPanel _panel = new(Enumerable.Range(0, 20).Select(unit => Series($"u{unit:00}", 2014, [
        .. Enumerable.Repeat<double?>(0.3, 10), 0.2, 0.6, null, null, 0.4])));

    [Fact]
    public void A_change_is_a_share_of_the_room_in_its_direction()
    {
        var levels = new LevelForecaster(_panel, 2015);
        // From March of last year, 0.3, to 0.6: three sevenths of the room. Now 0.4 and 0.6 left.
        Assert.Equal(0.4 + (0.6 * 3 / 7), levels.Predict(_panel.Leaves[0], 2015, 3, null).Point, 1e-9);
        Assert.Equal(0.4 + (0.6 * 3 / 7), levels.Predict(_panel.Leaves[0], 2015, 5, null).Q975, 1e-9); // April and May are silent
        // Before anything is known it starts from December.
        Assert.Equal(0.6 + (0.4 * 3 / 7), levels.Predict(_panel.Leaves[0], 2015, 2, null).Point, 1e-9);
        Assert.Equal(ForecastBasis.LevelChange, levels.Predict(_panel.Leaves[0], 2015, 0, null).Basis);
    }

    [Fact]
    public void A_fall_is_a_share_of_what_there_was()
    {
        var falling = new ForecastPanel(Enumerable.Range(0, 20).Select(unit => Series($"u{unit:00}", 2014, [
            .. Enumerable.Repeat<double?>(0.8, 11), 0.2, 0.4])));
        Assert.Equal(0.1, new LevelForecaster(falling, 2015).Predict(falling.Leaves[0], 2015, 1, null).Point, 1e-9);
        // From 1 nothing rises; from 1 to 1 is no change.
        var full = new ForecastPanel(Enumerable.Range(0, 20).Select(unit => Series($"u{unit:00}", 2014, [
            .. Enumerable.Repeat<double?>(1, 12), 0.4])));
        Assert.Equal(0.4, new LevelForecaster(full, 2015).Predict(full.Leaves[0], 2015, 1, null).Point, 1e-9);
    }

    [Fact]
    public void With_fewer_than_twenty_changes_an_even_spread_of_two_fifths_of_the_year_left_is_added()
    {
        var few = new ForecastPanel(Enumerable.Range(0, 19).Select(unit => Series($"u{unit:00}", 2014, [
            .. Enumerable.Repeat<double?>(0.5, 12), 0.5, 0.5, 0.5])));
        var forecast = new LevelForecaster(few, 2015).Predict(few.Leaves[0], 2015, 3, null);
        // Nineteen times none, and 31 steps from -0.4 · 9/12 to 0.4 · 9/12; upwards half of the room of 0.5.
        Assert.Equal(50, forecast.Quantiles.Count);
        Assert.Equal((0.5 - 0.15, 0.5 + 0.15), (forecast.Quantiles.Quantile(0), forecast.Quantiles.Quantile(1)), new NearPair());
        // 2.5 % of 51 is the 1.275th, 10 % the 5.1st: steps of 0.02 of change, half of it in the level.
        Assert.Equal((0.35 + 0.00275, 0.35 + 0.041), (forecast.Q025, forecast.Q10), new NearPair());
        Assert.Equal((0.65 - 0.00275, 0.65 - 0.041), (forecast.Q975, forecast.Q90), new NearPair());
        Assert.Equal((0.5, 0.5), (forecast.Point, forecast.Median));
    }

    [Fact]
    public void An_indicator_of_which_nothing_is_known_may_end_anywhere_about_the_middle()
    {
        var fresh = new ForecastPanel([Series("a", 2015, [null, null, 0.9])]);
        var forecast = new LevelForecaster(fresh, 2015).Predict(fresh.Leaves[0], 2015, 2, null);
        Assert.Equal((0.5, ForecastBasis.PooledLevel), (forecast.Point, forecast.Basis));
        // In January two fifths of eleven twelfths of the room.
        Assert.Equal(
            (0.5 - (0.2 * 11 / 12), 0.5 + (0.2 * 11 / 12)),
            (forecast.Quantiles.Quantile(0), forecast.Quantiles.Quantile(1)), new NearPair());
        Assert.Equal(31, forecast.Quantiles.Count);
        Assert.Equal(ForecastBasis.LevelChange, new LevelForecaster(fresh, 2015).Predict(fresh.Leaves[0], 2015, 3, null).Basis);
        // Of an indicator that the forecaster never saw, likewise: before any month with all of the year left.
        var other = new ForecastPanel([Series("a", 2015, [null, 0.9], "other")]);
        var unseen = new LevelForecaster(fresh, 2015).Predict(other.Leaves[0], 2015, 1, null);
        Assert.Equal((0.3, 0.7), (unseen.Quantiles.Quantile(0), unseen.Quantiles.Quantile(1)), new NearPair());
    }

    [Fact]
    public void A_newcomer_starts_from_the_usual_december_of_its_indicator()
    {
        var panel = new ForecastPanel([.. _panel.Series, Series("new", 2015, [null, null, null, 0.9])]);
        var forecast = new LevelForecaster(panel, 2015).Predict(panel.Leaves[0], 2015, 2, null);
        Assert.Equal("new", panel.Leaves[0].Name);
        Assert.Equal(0.6 + (0.4 * 3 / 7), forecast.Point, 1e-9);
        Assert.Equal(ForecastBasis.PooledLevel, forecast.Basis);
    }

    [Fact]
    public void Only_years_with_a_december_teach_and_none_from_the_forecast_year_on()
    {
        // 2014 has no December; 2013 has, and rose from 0.5 by a fifth of the room.
        var panel = new ForecastPanel(Enumerable.Range(0, 20).Select(unit => Series($"u{unit:00}", 2013, [
            .. Enumerable.Repeat<double?>(0.5, 11), 0.6, .. Enumerable.Repeat<double?>(0.1, 11), null, 0.5,
            .. Enumerable.Repeat<double?>(0.9, 11)])));
        Assert.Equal(0.6, new LevelForecaster(panel, 2015).Predict(panel.Leaves[0], 2015, 1, null).Point, 1e-9);
        // In December the year is over.
        Assert.Equal(0.9, new LevelForecaster(panel, 2015).Predict(panel.Leaves[0], 2015, 12, null).Q025, 1e-9);
    }

    [Fact]
    public void A_target_has_a_chance()
    {
        TargetQuestion Asked(double? target) => new("u00", "ratio", target);
        var levels = new LevelForecaster(_panel, 2015);
        Assert.Equal(20.5 / 21, levels.Predict(_panel.Leaves[0], 2015, 3, Asked(0.65)).ProbabilityOfMeeting!.Value, 1e-9);
        Assert.Equal(0.5 / 21, levels.Predict(_panel.Leaves[0], 2015, 3, Asked(0.66)).ProbabilityOfMeeting!.Value, 1e-9);
        Assert.Null(levels.Predict(_panel.Leaves[0], 2015, 3, Asked(null)).ProbabilityOfMeeting);
    }

    [Fact]
    public void What_was_written_is_read()
    {
        var levels = new LevelForecaster(_panel, 2015);
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content);
        levels.Write(writer);
        content.Position = 0;
        using var reader = new BinaryReader(content);
        var read = LevelForecaster.Read(reader);
        AssertEach.All([0, 1, 2, 3, 11, 12], k =>
        {
            var (wrote, has) = (levels.Predict(_panel.Leaves[3], 2015, k, null), read.Predict(_panel.Leaves[3], 2015, k, null));
            Assert.Equal((wrote.Q025, wrote.Point, wrote.Q975, wrote.Basis), (has.Q025, has.Point, has.Q975, has.Basis));
        });
        Assert.Equal(content.Length, content.Position);
    }

    private static PanelSeries Series(string id, int firstYear, double?[] values, string indicator = "ratio") =>
        SyntheticPanel.Series(id, [], firstYear, values, indicator, SeriesKind.Level);
}
