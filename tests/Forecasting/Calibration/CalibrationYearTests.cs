using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting.Calibration;
using YouthFunctions.Forecasting.Intervals;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Reconciliation;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Forecasting.Trees;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Forecasting.Calibration;

/// <summary>A past year played again: who is kept, how far points were moved and should have been.</summary>
public sealed class CalibrationYearTests
{
    private static readonly ForecastOptions Options = new(Trainer: TreeTrainer.None, Threads: 1);

    private readonly ForecastPanel _panel = new(
    [
        .. SyntheticPanel.Make(1, 7, 2010, 4, 1),
        SyntheticPanel.Series("unfinished", ["all", "r0"], 2010, SyntheticPanel.Make(1, 1, 2010, 4, 2)[0].Values is var values
            ? Enumerable.Range(0, 46).Select(month => values[values.First.Plus(month)]) : []),
        SyntheticPanel.Series("new", ["all", "r0"], 2013, Enumerable.Repeat<double?>(50, 12)),
    ]);

    [Fact]
    public void Rows_are_those_of_complete_years_with_their_points_and_usual_errors()
    {
        var year = Replay(4, 8);
        Assert.Equal([4, 8], year.Rows.Select(past => past.Row.K).Distinct());
        Assert.DoesNotContain(year.Rows, past => past.Row.Node.Name == "unfinished" || double.IsNaN(past.Row.Total));
        Assert.Equal(8, year.Rows.Count(past => past.Row.K == 4 && past.Row.Node.IsLeaf)); // seven and the new one
        AssertEach.All(year.Rows, past => Assert.Equal(Math.Min(past.Row.UsualError, past.Row.LargestUsualError), past.UsualError));
        // Errors are of those points, and candidates' of theirs.
        Assert.Equal(
            year.Rows.Select(past => PastError.Create(past.Row, past.Point, past.UsualError)),
            CalibrationYear.Errors([year], Parameters().ErrorSize, Options, default));
        Assert.Equal(
            year.Rows.Select(past => PastError.Create(past.Row, past.Row.Candidates[2], past.Row.UsualError)), year.ErrorsOfCandidate(2));
    }

    [Fact]
    public void Corrections_are_of_leaves_with_a_past_and_in_logs_from_the_base()
    {
        var year = Replay(4);
        var rows = year.Rows.Where(past => past.Row.Node.IsLeaf && past.Row.Years > 0).Select(past => past.Row).ToArray();
        Assert.Equal(7, rows.Length);
        Assert.Equal(7, year.Corrections.Count);
        for (var i = 0; i < rows.Length; i++)
        {
            var (row, correction) = (rows[i], year.Corrections[i]);
            Assert.Equal((2013, 4, 0), (correction.Year, correction.K, correction.Made));
            Assert.Equal(Math.Log((row.Total + row.Offset) / (row.Base + row.Offset)), correction.Needed, 1e-9);
            Assert.Equal(Math.Log((row.Local + row.Offset) / (row.Base + row.Offset)), correction.Local, 1e-9);
        }
    }

    [Fact]
    public void Parents_are_kept_with_the_sum_of_their_leaves_and_their_own_forecast()
    {
        var complete = new ForecastPanel(SyntheticPanel.Make(2, 20, 2010, 4, 1));
        var source = new RowSource(complete, 1);
        var parents = CalibrationYear.Replay(source, 2013, PointModel.Untrained, Parameters(), [5], default).Parents;
        Assert.Equal(["all", "all/r0", "all/r1"], parents.Select(parent => parent.Row.Node.Name));
        var leaves = source.At(2013, 5, default).Where(row => row.Node.IsLeaf).ToDictionary(row => row.Node.Index, row => row.Base);
        AssertEach.All(parents, parent =>
        {
            Assert.Equal(parent.Row.Base, parent.Trees, 1e-6);
            Assert.Equal(parent.Row.Node.Leaves.Sum(leaf => leaves[leaf]), parent.Sum, 1e-6);
        });
        // Of a parent whose year is not complete nobody knows who was right.
        var unfinished = new ForecastPanel(complete.Series.Select(series => series with
        {
            Values = new MonthlySeries(
                series.Values.First, Enumerable.Range(0, 46).Select(month => series.Values[series.Values.First.Plus(month)])),
        }));
        Assert.Empty(
            CalibrationYear.Replay(new RowSource(unfinished, 1), 2013, PointModel.Untrained, Parameters(), [5], default).Parents);
    }

    [Fact]
    public void A_leaf_of_which_nothing_is_known_this_year_or_last_adds_nothing_to_the_sum_of_its_parent()
    {
        ParentForecasts Top(params PanelSeries[] more)
        {
            var panel = new ForecastPanel([.. SyntheticPanel.Make(1, 9, 2010, 4, 1), .. more]);
            return CalibrationYear.Replay(new RowSource(panel, 1), 2013, PointModel.Untrained, Parameters(), [5], default)
                .Parents.First(parent => parent.Row.Node.Name == "all");
        }

        var gone = SyntheticPanel.Series("gone", ["all", "r0"], 2010,
            Enumerable.Repeat<double?>(5, 20).Concat(new double?[22]).Concat([1, 1, 1, 1, 1, 1]));
        Assert.InRange(Top(gone).Sum / Top().Sum, 0.9, 1.1);
    }

    [Fact]
    public void Points_follow_corrections_and_local_methods_by_the_weights_of_the_month()
    {
        var row = TestRow.Create(_panel.Leaves[0]) with { Local = 399, Offset = 1, Known = 10 };
        // A log of 100 moved by 1 to 271.8; a fifth of the way from there to 400, in logs.
        Assert.Equal(Math.Exp((0.8 * (Math.Log(100) + 1)) + (0.2 * Math.Log(400))) - 1, Point(row, new(Math.Log(100), 1)), 1e-9);
        Assert.Equal(Math.Exp(Math.Log(100) + 1) - 1, Point(row with { Local = double.NaN }, new(Math.Log(100), 1)), 1e-9);
        Assert.Equal(99, Point(row, new(Math.Log(100), 0)), 1e-9);
        Assert.Equal(10, Point(row, new(Math.Log(2), 0)));
        // A series that has fallen is told by its own months.
        Assert.Equal(
            Math.Exp((0.05 * (Math.Log(100) + 1)) + (0.95 * Math.Log(400))) - 1,
            Point(row with { Shift = -3 }, new(Math.Log(100), 1)), 1e-9);
    }

    [Fact]
    public void A_correction_is_stretched_by_the_factor_of_the_month()
    {
        var past = Enumerable.Range(0, 4400).Select(i =>
            new PastCorrection(2010 + (i % 4), 1 + (i / 4 % 11), i % 3 - 1.1, 1.4 * ((i % 3) - 1.1), double.NaN));
        var parameters = Parameters() with { CorrectionScale = new CorrectionScale(past) };
        var row = TestRow.Create(_panel.Leaves[0]);
        Assert.Equal(100 * Math.Exp(1.4), parameters.Points([row], [new LogPoint(Math.Log(100), 1)]).Single(), 1e-6);
    }

    [Fact]
    public void Of_too_few_past_rows_the_size_of_errors_is_not_learned_and_is_at_most_what_the_series_ever_missed_by()
    {
        var size = ErrorSizeModel.Train([Replay(4)], Options with { Trainer = TreeTrainer.FastTree }, default);
        Assert.False(size.IsLearned);
        var row = TestRow.Create(_panel.Leaves[0]) with { Volatility = 0.3 };
        Assert.Equal([0.4, 0.25, 0.4], size.Predict([row, row with { LargestUsualError = 0.25 }, row with { LargestUsualError = 0.5 }]));
    }

    private static double Point(TrainingRow row, LogPoint point) => Parameters().Points([row], [point]).Single();

    private CalibrationYear Replay(params int[] months) =>
        CalibrationYear.Replay(new RowSource(_panel, threads: 1), 2013, PointModel.Untrained, Parameters(), months, default);

    private static CalibratedParameters Parameters() => CalibratedParameters.Estimate([], Options, default);
}
