using System.IO.Compression;
using YouthFunctions.Forecasting;
using YouthFunctions.Forecasting.Candidates;
using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Forecasting.Whole;

/// <summary>Which years calibrate, what the card says of them, and what is kept of a run.</summary>
public sealed class TrainingRunTests
{
    private static readonly ForecastOptions Options = new(Trainer: TreeTrainer.None, CalibrationYears: 2, Threads: 1) { Months = [3, 6] };

    private readonly ForecastPanel _panel = new(SyntheticPanel.Make(1, 4, 2010, 6, 1));

    [Fact]
    public void The_last_years_that_have_a_year_before_them_calibrate()
    {
        int[] Years(int year, int most = 2) =>
            new TrainingRun(new RowSource(_panel, 1), Options with { CalibrationYears = most }).CalibrationYears(year);
        Assert.Equal([2013, 2014], Years(2015));
        Assert.Equal([2011, 2012], Years(2013));
        Assert.Equal([2011], Years(2012));
        Assert.Equal([2011, 2012, 2013, 2014], Years(2015, most: 9));
        Assert.Empty(Years(2011));
        Assert.Empty(Years(2010));
        Assert.Empty(Years(2005));
    }

    [Fact]
    public void What_was_made_is_shared_until_it_is_forgotten()
    {
        var run = new TrainingRun(new RowSource(_panel, 1), Options);
        var (calibration, parameters) = (run.Calibration(2014, default), run.ParametersBefore(2014, default));
        var later = run.Calibration(2015, default);
        run.ModelBefore(2014, default);
        Assert.Same(calibration, run.Calibration(2014, default));
        Assert.Same(parameters, run.ParametersBefore(2014, default));
        run.Forget(before: 2014);
        Assert.Same(calibration, run.Calibration(2014, default));
        run.Forget(before: 2015);
        Assert.NotSame(calibration, run.Calibration(2014, default));
        Assert.NotSame(parameters, run.ParametersBefore(2014, default));
        Assert.Same(later, run.Calibration(2015, default));
    }

    [Fact]
    public void The_card_tells_what_was_trained_and_how_far_points_were_off_by_month()
    {
        var run = new TrainingRun(new RowSource(_panel, 1), Options);
        var card = YearEndForecaster.Train(run, 2015, default).Card;
        Assert.Equal(("None", 2010, 2014, 0, 1), (card.Trainer, card.FirstYear, card.LastYear, card.Rows, card.Seed));
        Assert.Equal([2013, 2014], card.CalibrationYears);
        Assert.Equal(_panel.Between(2010, 2014).Hash(), card.DataHash);
        Assert.Equal([(3, 8), (6, 8)], card.Calibration.Select(month => (month.K, month.Count))); // four leaves in two years
        AssertEach.All(card.Calibration, month =>
        {
            var rows = new[] { 2013, 2014 }.SelectMany(year => run.Calibration(year, default).Rows)
                .Where(past => past.Row.Node.IsLeaf && past.Row.K == month.K).ToArray();
            double Median(Func<TrainingRow, double, double> point) => Quantiles.Median(
                [.. rows.Select(past => Math.Abs(point(past.Row, past.Point) - past.Row.Total) / past.Row.Total)]);
            Assert.Equal(Median((_, point) => point), month.MedianApe, 1e-12);
            Assert.Equal(Median((row, _) => row.Candidates[(int)Candidate.SimpleMedian]), month.MedianApeOfSimple, 1e-12);
        });
    }

    [Fact]
    public void Forecasts_are_found_by_series_and_by_parent_and_leaves_that_share_a_name_with_one_are_told_apart()
    {
        YearForecast Of(double value) => YearForecast.Certain(value, null);
        var forecasts = new PanelForecasts(
        [
            new("a", "x", 2, true, Of(1)), new("a", "y", 2, true, Of(2)), new("a", "x", 0, false, Of(3)), new("a", "x", 1, false, Of(4)),
        ]);
        Assert.Equal((1, 2, 3), (forecasts.Leaf("a", "x")!.Point, forecasts.Leaf("a", "y")!.Point, forecasts.Parent("a", "x")!.Point));
        Assert.Null(forecasts.Parent("a", "y"));
        Assert.Null(forecasts.Leaf("b", "x"));
    }

    [Fact]
    public void What_is_no_saved_model_is_refused()
    {
        using var stream = new MemoryStream();
        YearEndForecaster.Train(_panel, 2015, Options).Save(stream);
        stream.Position = 0;
        Assert.Equal(2014, YearEndForecaster.Load(stream).Card.LastYear);
        foreach (var missing in new[] { "card.json", "parameters.bin" })
        {
            using var writable = new MemoryStream();
            writable.Write(stream.ToArray());
            using (var archive = new ZipArchive(writable, ZipArchiveMode.Update, leaveOpen: true))
                archive.GetEntry(missing)!.Delete();
            writable.Position = 0;
            Assert.Throws<InvalidDataException>(() => YearEndForecaster.Load(writable));
        }
    }
}
