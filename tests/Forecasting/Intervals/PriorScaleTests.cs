using System.Text.Json;
using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Intervals;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Forecasting.Intervals;

/// <summary>Errors of elsewhere: quantiles of panels that count the same, drawn to the size of the own errors.</summary>
public sealed class PriorScaleTests
{
    private static readonly JsonElement Shipped = JsonDocument.Parse(PriorErrors.Shipped.ToJson()).RootElement;

    [Fact]
    public void Panels_count_the_same_however_large_they_are()
    {
        // Quantiles at i/40 of 1 to 39 are 1 to 39; of a panel of a hundred sevens they are 7.
        PastError[] Panel(int k, IEnumerable<double> errors, double size, ErrorKind kind) =>
            [.. errors.Select(error => new PastError(2014, k, kind, size, error * size))];
        PastError[] Months(IEnumerable<double> errors, double size, ErrorKind kind) =>
            [.. Enumerable.Range(1, 11).SelectMany(k => Panel(k, errors.Select(error => error + k), size, kind))];
        var even = Enumerable.Range(1, 39).Select(i => (double)i);
        var json = PriorErrors.Create(
        [
            [.. Months(even, 2, ErrorKind.Leaf), .. Months(even, 2, ErrorKind.Parent)],
            [.. Months(Enumerable.Repeat(7.0, 100), 3, ErrorKind.Leaf)],
        ]).ToJson();
        using var document = JsonDocument.Parse(json);
        for (var k = 1; k <= 11; k++)
        {
            Assert.Equal(even.Select(i => ((i + 7) / 2) + k), Table(document.RootElement, "leaf", k));
            Assert.Equal(even.Select(i => i + k), Table(document.RootElement, "parent", k));
        }
    }

    [Fact]
    public void Without_own_errors_each_month_has_each_quantile_twice_as_it_is()
    {
        var errors = PriorErrors.Shipped.Errors([]).ToArray();
        Assert.Equal(2 * 11 * 78, errors.Length);
        foreach (var (kind, name) in new[] { (ErrorKind.Leaf, "leaf"), (ErrorKind.Parent, "parent") })
        {
            for (var k = 1; k <= 11; k++)
            {
                var ofMonth = errors.Where(error => error.Kind == kind && error.K == k).ToArray();
                Assert.Equal(
                    Table(Shipped, name, k).SelectMany(value => new[] { value, value }).Order(),
                    ofMonth.Select(error => error.Error).Order());
                Assert.All(ofMonth, error => Assert.Equal((PriorErrors.Year, 1.0), (error.Year, error.UsualError)));
            }
        }
    }

    [Theory]
    [InlineData(20)]
    [InlineData(60)]
    public void With_own_errors_they_are_drawn_to_their_size_by_n_over_n_plus_twenty(int count)
    {
        // A mean of logs: the median size m of elsewhere becomes m^(20/(n + 20)) · own^(n/(n + 20)).
        const double own = 3;
        PastError[] owned =
            [.. Enumerable.Range(0, count).Select(i => new PastError(2014, 4, ErrorKind.Leaf, 2, i % 2 == 0 ? 2 * own : -2 * own))];
        var errors = PriorErrors.Shipped.Errors(owned).ToArray();
        var usual = Quantiles.Median([.. Table(Shipped, "leaf", 4).Select(Math.Abs)]);
        var drawn = Math.Pow(usual, 20.0 / (count + 20)) * Math.Pow(own, count / (count + 20.0));
        var june = errors.Where(error => error.Kind == ErrorKind.Leaf && error.K == 4).ToArray();
        Assert.Equal(drawn, Quantiles.Median([.. june.Select(error => Math.Abs(error.Relative))]), 1e-9);
        AssertEach.All(june, error => Assert.Equal(2, error.UsualError));
        AssertEach.All(
            errors.Where(error => error.Kind == ErrorKind.Parent && error.K == 4), error => Assert.Equal(1, error.UsualError));
    }

    [Fact]
    public void Own_errors_of_no_size_draw_them_to_a_thousandth()
    {
        var errors = PriorErrors.Shipped.Errors([.. Enumerable.Repeat(new PastError(2014, 1, ErrorKind.Parent, 1, 0), 20)]);
        var usual = Quantiles.Median([.. Table(Shipped, "parent", 1).Select(Math.Abs)]);
        Assert.Equal(
            Math.Sqrt(usual * 0.001),
            Quantiles.Median(
                [.. errors.Where(error => error.Kind == ErrorKind.Parent && error.K == 1).Select(error => Math.Abs(error.Error))]), 1e-9);
    }

    [Theory]
    [InlineData(79, 117)] // three times 39 are the first to be as many
    [InlineData(78, 78)]
    [InlineData(5, 78)]
    public void They_are_as_many_as_the_own_ones_in_whole_rounds_and_have_their_sizes(int own, int expected)
    {
        PastError[] owned = [.. Enumerable.Range(1, own).Select(i => new PastError(2014, 7, ErrorKind.Leaf, i, 0.5 * i))];
        var errors = PriorErrors.Shipped.Errors(owned)
            .Where(error => error.Kind == ErrorKind.Leaf && error.K == 7).ToArray();
        Assert.Equal(expected, errors.Length);
        Assert.Equal(Enumerable.Range(1, own).Select(i => (double)i), errors.Select(error => error.UsualError).Distinct().Order());
        Assert.Equal(39, errors.Select(error => Math.Round(error.Relative, 9)).Distinct().Count());
        // Quantiles have nothing to do with sizes: each half of the sizes has both signs about alike.
        AssertEach.All(errors.GroupBy(error => error.UsualError > own / 2.0), half =>
            Assert.InRange(half.Count(error => error.Error < 0) / (double)half.Count(), 0.3, 0.7));
    }

    private static IEnumerable<double> Table(JsonElement document, string name, int k) =>
        document.GetProperty(name)[k - 1].EnumerateArray().Select(value => value.GetDouble());
}
