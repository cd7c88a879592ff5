using System.IO.Compression;
using YouthFunctions.Forecasting.Candidates;
using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Forecasting.Trees;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Forecasting.Trees;

/// <summary>
/// Which rows train which trees, and how what they say becomes a point: against trees that are trained here, on rows chosen here.
/// A node gives eleven rows a year.
/// </summary>
public sealed class PointModelTests
{
    private const int Year = 2015;
    private const int Parents = 2; // a country and its one region

    private static readonly ForecastOptions Options = new(Seed: 3, Threads: 1)
    {
        Shape = new TreeShape(Stages: 2, Trees: 3, LeastRows: 5),
    };

    // The three bases, of which each has trees of its own.
    private static readonly Func<TrainingRow, double>[] Bases =
    [
        row => row.Base,
        row => row.Candidates[(int)Candidate.MeanRest3],
        row => (row.Base + row.Candidates[(int)Candidate.Smoothing]) / 2,
    ];

    [Theory]
    [InlineData(18, 198, false)]
    [InlineData(19, 209, true)]
    public void Trees_need_two_hundred_rows(int nodes, int rows, bool trained)
    {
        var model = PointModel.Train(Source(nodes, trainingYears: 1), Year, Options, default);
        Assert.Equal(
            (rows, trained ? ForecastBasis.Trees : ForecastBasis.Candidates, trained ? "FastTree" : "None", trained),
            (model.Rows, model.Basis, model.Trainer, model.Importance().Count > 0));
        Assert.Equal(
            (0, ForecastBasis.Candidates, "None"), Describe(PointModel.Train(
                Source(nodes, trainingYears: 1), Year, Options with { Trainer = TreeTrainer.None }, default)));
    }

    // Of fewer than 4,000 rows all months together train; of more the months 1 to 6 for the first five, and 5 to 11 for the others.
    [Theory]
    [InlineData(181, 3, 1, 11)]
    [InlineData(182, 5, 1, 6)]
    [InlineData(182, 6, 5, 11)]
    public void A_point_is_what_the_bases_come_to_moved_by_trees_of_that_part_of_the_year(int nodes, int k, int first, int last)
    {
        var source = Source(nodes, trainingYears: 2);
        var model = PointModel.Train(source, Year, Options with { Months = [0, k, 12] }, default);
        TrainingRow[] learned =
            [.. source.TrainingRows(Year, Options, default).Where(row => row.K >= first && row.K <= last)];
        var trees = Bases.Select((from, member) => Train(learned, from, member)).ToArray();
        Check(model, trees, source.At(Year, k, default));
        var shares = trees.Select(member => member.Importance()).ToArray();
        FeatureImportance[] importance =
        [
            .. Features.All.Select((feature, i) => new FeatureImportance(feature.Name, shares.Average(member => member[i])))
                .Where(feature => feature.Share > 0)
                .OrderByDescending(feature => feature.Share).ThenBy(feature => feature.Feature, StringComparer.Ordinal),
        ];
        Assert.Equal(importance, model.Importance());
        Assert.Equal(1, importance.Sum(feature => feature.Share), 1e-6);
    }

    // Six months a node and year are 19,998 rows and train as they are; seven months are more than 20,000, of which every second does.
    [Theory]
    [Trait("Category", "siege")]
    [InlineData(4, 1, 6, false)]
    [InlineData(7, 5, 11, true)]
    public void Of_many_rows_each_base_learns_from_every_second(int k, int first, int last, bool halves)
    {
        var source = Source(nodes: 1_111, trainingYears: 3);
        var options = Options with { Months = [k], Shape = new TreeShape(Stages: 1, Trees: 1, LeastRows: 5) };
        var model = PointModel.Train(source, Year, options, default);
        var rows = source.TrainingRows(Year, options, default).Where(row => row.K >= first && row.K <= last).ToArray();
        Assert.Equal(halves, rows.Length > 20_000);
        var trees = Bases.Select((from, member) => Train(
            [.. rows.Where(row => !halves || (row.Node.Index + row.Year + row.K + member) % 2 == 0)], from, member, options));
        Check(model, [.. trees], [.. source.At(Year, k, default).Take(50)]);
    }

    [Fact]
    public void Trees_that_learned_from_one_year_count_half_beside_what_this_year_tells()
    {
        var source = Source(nodes: 19, trainingYears: 1);
        var model = PointModel.Train(source, Year, Options, default);
        var learned = source.TrainingRows(Year, Options, default);
        var trees = Bases.Select((from, member) => Train(learned, from, member)).ToArray();
        var rows = source.At(Year, 7, default);
        var persistence = GrowthPersistence.Fit(rows);
        AssertEach.All(model.Predict(rows).Zip(rows, FromTrees(trees, rows)), ((LogPoint Point, TrainingRow Row, LogPoint Trees) each) =>
        {
            var log = each.Row.LogOf(persistence.Point(each.Row)!.Value);
            Assert.Equal((each.Trees.Base + log) / 2, each.Point.Base, 1e-9);
            Assert.Equal(each.Trees.Correction / 2, each.Point.Correction, 1e-9);
        });
    }

    [Fact]
    public void Rows_without_a_year_before_and_years_without_a_month_are_not_moved()
    {
        var source = Source(nodes: 19, trainingYears: 2);
        var model = PointModel.Train(source, Year, Options, default);
        AssertEach.All(
            [.. source.At(Year, 0, default), .. source.At(Year, 12, default), .. source.At(2012, 7, default)],
            (TrainingRow row) => Assert.Equal([new LogPoint(row.LogOf(row.Base), 0)], model.Predict([row])));
        Assert.Empty(model.Predict([]));
    }

    [Fact]
    public void Without_trees_one_year_before_goes_on_as_it_grew_and_more_years_start_from_their_base()
    {
        var untrained = PointModel.Untrained;
        TrainingRow[] first = Source(nodes: 19, trainingYears: 0).At(Year, 7, default), later = Source(19, 1).At(Year, 7, default);
        Assert.Equal((1, 2), (first[0].Years, later[0].Years));
        TrainingRow[] together = [.. first, .. later];
        var persistence = GrowthPersistence.Fit(together);
        Assert.Equal(
            [
                .. first.Select(row => new LogPoint(row.LogOf(persistence.Point(row)!.Value), 0)),
                .. later.Select(row => new LogPoint(row.LogOf(row.Base), 0)),
            ],
            untrained.Predict(together));
    }

    [Fact]
    public void No_correction_is_larger_than_what_a_series_usually_missed_by()
    {
        var source = Source(nodes: 19, trainingYears: 2);
        var model = PointModel.Train(source, Year, Options, default);
        var rows = source.At(Year, 3, default);
        var free = model.Predict(rows);
        var calm = model.Predict([.. rows.Select(row => row with { LargestUsualError = 1e-6 })]);
        Assert.Contains(free, point => point.Correction < -1e-4);
        Assert.Contains(free, point => point.Correction > 1e-4);
        AssertEach.All(free.Zip(calm, rows), ((LogPoint Free, LogPoint Calm, TrainingRow Row) each) =>
        {
            Assert.Equal(each.Free.Base, each.Calm.Base);
            Assert.InRange(each.Calm.Correction, -1e-6 * each.Row.Open, 1e-6 * each.Row.Open);
        });
        Assert.Contains(calm, point => point.Correction < 0);
    }

    [Fact]
    public void What_is_written_is_read_and_has_its_place_in_the_archive()
    {
        var source = Source(nodes: 182, trainingYears: 2);
        var model = PointModel.Train(source, Year, Options with { Months = [3] }, default);
        using MemoryStream parameters = new(), file = new();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            model.Write(new BinaryWriter(parameters), archive);
        parameters.Position = file.Position = 0;
        using var stored = new ZipArchive(file);
        Assert.Equal(
            from member in Enumerable.Range(1, 3) from stage in Enumerable.Range(1, 2) select $"points-to-month-5/{member}/{stage}.zip",
            stored.Entries.Select(entry => entry.FullName));
        var read = PointModel.Read(new BinaryReader(parameters), stored);
        Assert.Equal(parameters.Length, parameters.Position);
        Assert.Equal(Describe(model), Describe(read));
        Assert.Equal(model.Importance(), read.Importance());
        var rows = source.At(Year, 3, default);
        Assert.Equal(model.Predict(rows), read.Predict(rows));
        Assert.NotEqual(model.Predict(rows), PointModel.Untrained.Predict(rows));
        AssertEach.All([model, read], (PointModel either) => Assert.Contains(
            "8 known months",
            Assert.Throws<InvalidOperationException>(() => either.Predict(source.At(Year, 8, default))).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void The_months_of_a_part_are_served_together()
    {
        AssertEach.All(Enumerable.Range(1, 5), k => Assert.Equal([1, 2, 3, 4, 5], PointModel.MonthsServedWith(k)));
        AssertEach.All(Enumerable.Range(6, 6), k => Assert.Equal([6, 7, 8, 9, 10, 11], PointModel.MonthsServedWith(k)));
        Assert.Throws<InvalidOperationException>(() => PointModel.MonthsServedWith(12));
    }

    [Fact]
    public void Training_ends_when_it_is_cancelled() => Assert.Throws<OperationCanceledException>(() => PointModel.Train(
        Source(19, 1), Year, Options with { Trainer = TreeTrainer.None }, new CancellationToken(canceled: true)));

    private static void Check(PointModel model, BoostedTrees[] trees, TrainingRow[] rows) => AssertEach.All(
        model.Predict(rows).Zip(FromTrees(trees, rows)), ((LogPoint Model, LogPoint Expected) pair) =>
        {
            Assert.Equal(pair.Expected.Base, pair.Model.Base, 1e-9);
            Assert.Equal(pair.Expected.Correction, pair.Model.Correction, 1e-9);
        });

    private static LogPoint[] FromTrees(BoostedTrees[] trees, TrainingRow[] rows)
    {
        var moves = trees.Select(member => member.Predict([.. rows.Select(row => row.Features)])).ToArray();
        return
        [
            .. rows.Select((row, i) => new LogPoint(
                Bases.Sum(from => Math.Log(from(row) + row.Offset)) / 3,
                row.Open * moves.Sum(member => Math.Clamp(member[i], -row.LargestUsualError, row.LargestUsualError)) / 3)),
        ];
    }

    private static BoostedTrees Train(
        TrainingRow[] rows, Func<TrainingRow, double> from, int member, ForecastOptions? options = null) => BoostedTrees.Train(
        [.. rows.Select(row => row.Features)], [.. rows.Select(row => row.ScaledLog(row.Total, from(row)))],
        (options ?? Options).Shape, options ?? Options, Options.Seed + (100 * member), default);

    // The year asked for, so many before it that can train, and one more, which only stands before them.
    private static RowSource Source(int nodes, int trainingYears) => new(
        new ForecastPanel(SyntheticPanel.Make(1, nodes - Parents, Year - trainingYears - 1, trainingYears + 2, 1)), threads: 1);

    private static (int, string, string) Describe(PointModel model) => (model.Rows, model.Basis, model.Trainer);
}
