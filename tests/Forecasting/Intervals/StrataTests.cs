using YouthFunctions.Forecasting.Intervals;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Forecasting.Intervals;

/// <summary>Which past errors are compared with which: fifths of their usual size, and months nearby where there are few.</summary>
public sealed class StrataTests
{
    [Fact]
    public void Of_too_few_errors_a_wide_logistic_distribution_is_said()
    {
        var strata = ErrorStrata.Create(Errors(6, 19, _ => 1), [], 6);
        // Its quantile function is s · ln(p / (1 - p)), here at 1/40 to 39/40 with s = 1.2.
        double[] expected = [.. Enumerable.Range(1, 39).Select(i => 1.2 * Math.Log(i / 40.0 / (1 - (i / 40.0))))];
        Assert.Equal(expected, strata.Errors(5), (one, other) => Math.Abs(one - other) < 1e-12);
        Assert.Equal(20, ErrorStrata.Create(Errors(6, 20, _ => 1), [], 6).Errors(5).Length);
    }

    [Fact]
    public void Many_errors_are_divided_into_fifths_of_their_usual_size_of_at_least_sixty()
    {
        // Sizes 1 to n; relative errors are told by the size, so that a stratum shows which it holds.
        double[] Told(int count, double size) => ErrorStrata.Create(Errors(6, count, i => i + 1), [], 6).Errors(size);
        Assert.Equal((119, 120), (Told(119, 7).Length, Told(120, 0).Length + Told(120, 999).Length));
        // Of 300 the fifths part at i/5 · 301, between 60 and 61 and so on; the edges are 60.2, 120.4, 180.6 and 240.8.
        Assert.Equal(Enumerable.Range(1, 60).Select(size => 1.0 / size).Order(), Told(300, 60.2));
        Assert.Equal(Enumerable.Range(61, 60).Select(size => 1.0 / size).Order(), Told(300, 60.3));
        Assert.Equal(Enumerable.Range(241, 60).Select(size => 1.0 / size).Order(), Told(300, 1e9));
        Assert.Equal(200, Told(1000, 500).Length); // no more than five
        Assert.Equal((60, 61), (Told(241, 1).Length, Told(241, 100).Length)); // four, which part at i/4 · 242
    }

    [Fact]
    public void Where_all_are_of_one_size_there_is_one_stratum()
    {
        var strata = ErrorStrata.Create(Errors(6, 300, _ => 2), [], 6);
        Assert.Equal((300, 300), (strata.Errors(1).Length, strata.Errors(3).Length));
        Assert.Equal(strata.Errors(1).Order(), strata.Errors(1));
    }

    [Fact]
    public void A_size_that_half_of_them_share_stays_in_one_stratum()
    {
        // 150 of size 1 and 150 of 2 to 151: the edges at 1 fall together.
        var strata = ErrorStrata.Create(Errors(6, 300, i => i < 150 ? 1 : i - 148), [], 6);
        Assert.Equal(150, strata.Errors(1).Length);
        Assert.Equal(150, strata.Errors(0.5).Length);
    }

    [Fact]
    public void Months_nearby_help_out_until_there_are_enough()
    {
        // Ten a month, each month with errors of its own.
        PastError[] own = [.. Enumerable.Range(1, 11).SelectMany(k => Errors(k, 10, _ => 1, error: k))];
        double[] Months(int k) => [.. ErrorStrata.Create(own, [], k).Errors(1).Distinct()];
        Assert.Equal([3.0, 4, 5, 6, 7, 8, 9], Months(6)); // 50 within two months, 70 within three
        Assert.Equal([1.0, 2, 3, 4, 5, 6], Months(1));
        Assert.Equal([6.0, 7, 8, 9, 10, 11], Months(11));
    }

    [Fact]
    public void All_months_are_taken_where_even_they_are_few()
    {
        PastError[] own = [.. Errors(1, 15, _ => 1, error: 1), .. Errors(11, 15, _ => 1, error: 11)];
        Assert.Equal(30, ErrorStrata.Create(own, own, 0).Errors(1).Length);
        Assert.Equal(30, ErrorStrata.Create(own, own, 12).Errors(1).Length);
    }

    [Fact]
    public void Errors_of_every_kind_of_the_month_or_the_next_serve_a_kind_that_has_too_few()
    {
        PastError[] own = Errors(6, 30, _ => 1, error: 1);
        PastError[] Others(int k, int count) => Errors(k, count, _ => 1, error: 2);
        int Length(PastError[] all) => ErrorStrata.Create(own, all, 6).Errors(1).Length;
        Assert.Equal(31, Length(Others(5, 31)));
        Assert.Equal(31, Length(Others(7, 31)));
        Assert.Equal(30, Length(Others(8, 31)));
        Assert.Equal(30, Length(Others(6, 30)));
        Assert.Equal(1, ErrorStrata.Create(own, Others(6, 30), 6).Errors(1)[0]); // as many are not more
        PastError[] enough = Errors(6, 60, _ => 1, error: 1);
        Assert.Equal(60, ErrorStrata.Create(enough, Others(6, 500), 6).Errors(1).Length);
    }

    [Fact]
    public void What_was_written_is_read()
    {
        var strata = ErrorStrata.Create(Errors(6, 300, i => i + 1), [], 6);
        using var content = new MemoryStream();
        using var writer = new BinaryWriter(content);
        strata.Write(writer);
        content.Position = 0;
        using var reader = new BinaryReader(content);
        var read = ErrorStrata.Read(reader);
        AssertEach.All([0.0, 100, 150, 200, 300], size => Assert.Equal(strata.Errors(size), read.Errors(size)));
    }

    private static PastError[] Errors(int k, int count, Func<int, double> size, double? error = null) =>
        [.. Enumerable.Range(0, count).Select(i => new PastError(2014, k, ErrorKind.Leaf, size(i), error ?? 1))];
}
