using YouthFunctions.Forecasting.Intervals;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Forecasting.Intervals;

/// <summary>The central levels of intervals: what years left out would have asked for, and guesses where none can be.</summary>
public sealed class LevelTests
{
    private static readonly int[] FiveYears = [2010, 2011, 2012, 2013, 2014];

    [Fact]
    public void Of_one_year_or_of_nothing_the_levels_are_wide()
    {
        AssertEach.All([new ConformalIntervals([]), new ConformalIntervals(Year(2014, 200))], intervals =>
            AssertEach.All(Enumerable.Range(0, 13), k => Assert.Equal(
                (0.9, 0.99), (intervals.For(ErrorKind.Leaf, k, 1).Level80, intervals.For(ErrorKind.Leaf, k, 1).Level95))));
    }

    [Fact]
    public void Errors_of_elsewhere_alone_have_levels_of_their_own_for_the_kinds_that_they_know()
    {
        var intervals = new ConformalIntervals([], PriorErrors.Shipped);
        Assert.Equal((0.79, 0.95), Levels(intervals, ErrorKind.Leaf));
        Assert.Equal((0.79, 0.95), Levels(intervals, ErrorKind.Parent));
        Assert.Equal((0.9, 0.99), Levels(intervals, ErrorKind.Shifted));
        // With own errors beside them they are years like any other.
        Assert.NotEqual((0.79, 0.95), Levels(new ConformalIntervals(Year(2014, 100), PriorErrors.Shipped), ErrorKind.Leaf));
    }

    [Fact]
    public void Few_years_stand_for_both_sides_and_four_for_themselves()
    {
        // All ended above what was told.
        ConformalIntervals Of(int years) => new([.. FiveYears.Take(years).SelectMany(year => Year(year, 30))]);
        Assert.Equal(180, Of(3).For(ErrorKind.Leaf, 6, 1).Errors.Length);
        Assert.Equal(90, Of(3).For(ErrorKind.Leaf, 6, 1).Errors.Count(error => error < 0));
        Assert.Equal(
            (120, 0), (Of(4).For(ErrorKind.Leaf, 6, 1).Errors.Length, Of(4).For(ErrorKind.Leaf, 6, 1).Errors.Count(error => error < 0)));
    }

    [Fact]
    public void Years_that_are_alike_are_held_by_the_share_asked_for()
    {
        // Five years of the same errors: for each the level is its own place among them, spread evenly over 0 to 1.
        var (level80, level95) = Levels(new ConformalIntervals([.. FiveYears.SelectMany(year => Year(year, 199))]), ErrorKind.Leaf);
        Assert.Equal(0.804, level80, 0.012);
        Assert.Equal(0.95, level95, 0.012);
    }

    [Fact]
    public void Years_that_differ_wildly_are_held_by_levels_within_bounds()
    {
        // Each year lies apart: the first and the last, two fifths of all errors, outside of everything else.
        PastError[] apart =
            [.. FiveYears.SelectMany(year => Year(year, 99).Select(error => error with { Error = error.Error + (9 * year) }))];
        Assert.Equal((0.98, 0.999), Levels(new ConformalIntervals(apart), ErrorKind.Leaf));
        // Ten of each year lie at the middle of all, and only a few elsewhere: next to nothing would hold them.
        PastError[] middle =
            [.. FiveYears.SelectMany(year => Year(year, 99).Select((error, i) => error with { Error = i is 0 or 98 ? i - 49 : 0 }))];
        Assert.Equal(0.5, Levels(new ConformalIntervals(middle), ErrorKind.Leaf).Level80);
        Assert.Equal(0.85, Levels(new ConformalIntervals(middle), ErrorKind.Leaf).Level95);
    }

    [Fact]
    public void A_month_hears_its_neighbours_and_no_other()
    {
        // June differs from year to year; January to March do not.
        PastError[] errors =
        [
            .. FiveYears.SelectMany(year => Year(year, 199, k: 2)),
            .. FiveYears.SelectMany(year => Year(year, 199, k: 6)
                .Select(error => error with { Error = error.Error + (year == 2012 ? 90 : 0) })),
        ];
        var intervals = new ConformalIntervals(errors);
        double Level(int k) => intervals.For(ErrorKind.Leaf, k, 1).Level95;
        AssertEach.All([1, 2, 3], k => Assert.Equal(0.95, Level(k), 0.012));
        AssertEach.All([5, 6, 7], k => Assert.Equal(0.999, Level(k)));
        AssertEach.All([0, 4, 8, 12], k => Assert.Equal(0.99, Level(k)));
    }

    [Fact]
    public void What_a_series_without_any_past_misses_by_is_told_by_such_series_and_no_errors_of_elsewhere()
    {
        PastError[] own = [.. Year(2014, 40), .. Year(2014, 25).Select(error => error with { Kind = ErrorKind.WithoutHistory })];
        var intervals = new ConformalIntervals(own, PriorErrors.Shipped);
        Assert.Equal(130, intervals.For(ErrorKind.WithoutHistory, 6, 1).Errors.Length); // all own ones, to both sides
        Assert.True(intervals.For(ErrorKind.Shifted, 6, 1).Errors.Length > 100);
    }

    [Fact]
    public void What_was_written_for_some_months_is_read()
    {
        var intervals = new ConformalIntervals([.. FiveYears.SelectMany(year => Year(year, 60))]);
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content);
        intervals.Write(writer, [5, 6]);
        content.Position = 0;
        using var reader = new BinaryReader(content);
        var read = ConformalIntervals.Read(reader);
        AssertEach.All(Enum.GetValues<ErrorKind>(), kind =>
        {
            var (wrote, has) = (intervals.For(kind, 6, 1), read.For(kind, 6, 1));
            Assert.Equal((wrote.Level80, wrote.Level95), (has.Level80, has.Level95));
            Assert.Equal(wrote.Errors, has.Errors);
        });
        Assert.Throws<KeyNotFoundException>(() => read.For(ErrorKind.Leaf, 7, 1));
    }

    [Theory]
    [InlineData(-1, 1.0)] // below all: 1 - 0
    [InlineData(1, 0.5)] // the least of three: 1 - 2 · 1/4
    [InlineData(2, 0.0)] // the middle
    [InlineData(3, 0.5)] // 2 · (2 + 1)/4 - 1
    [InlineData(4, 1.0)] // above all
    public void The_level_that_holds_an_error_follows_from_its_rank(double error, double level) =>
        Assert.Equal(level, ConformalIntervals.CentralLevel([1, 2, 3], error), 1e-12);

    [Fact]
    public void The_level_for_95_percent_is_never_below_that_for_80() => AssertEach.All(Enumerable.Range(0, 13), k =>
    {
        var stratum = new ConformalIntervals([.. FiveYears.SelectMany(year => Year(year, 20))]).For(ErrorKind.Leaf, k, 1);
        Assert.True(stratum.Level95 >= stratum.Level80);
    });

    // Errors 1/(n + 1), 2/(n + 1) ...: the quantiles of an even spread.
    private static PastError[] Year(int year, int count, int k = 6) =>
        [.. Enumerable.Range(1, count).Select(i => new PastError(year, k, ErrorKind.Leaf, 1, i / (count + 1.0)))];

    private static (double Level80, double Level95) Levels(ConformalIntervals intervals, ErrorKind kind)
    {
        var stratum = intervals.For(kind, 6, 1);
        return (stratum.Level80, stratum.Level95);
    }
}
