using YouthFunctions.Forecasting.Intervals;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Training;

namespace YouthFunctions.Tests.Forecasting.Intervals;

/// <summary>What an error is, and with which others it is compared.</summary>
public sealed class PastErrorTests
{
    private readonly ForecastPanel _panel = new(SyntheticPanel.Make(1, 2, 2010, 1, 1));

    private TrainingRow Row => TestRow.Create(_panel.Leaves[0]) with { Offset = 1, Open = 0.5, Total = 19 };

    [Fact]
    public void An_error_is_the_log_of_total_over_point_both_raised_by_the_offset_over_the_open_share()
    {
        Assert.Equal(Math.Log(2) / 0.5, PastError.ScaledError(Row, point: 9), 1e-12);
        Assert.Equal(-20, PastError.ScaledError(Row with { Open = 0.03 }, point: 1e9));
        Assert.Equal(20, PastError.ScaledError(Row with { Open = 0.03, Total = 1e9 }, point: 1));
        var error = PastError.Create(Row, 9, usualError: 4);
        Assert.Equal((2010, 6, ErrorKind.Leaf, 4), (error.Year, error.K, error.Kind, error.UsualError));
        Assert.Equal(Math.Log(2) / 0.5 / 4, error.Relative, 1e-12);
    }

    [Fact]
    public void A_kind_is_told_by_what_was_known()
    {
        double[] something = [.. Enumerable.Repeat(1.0, 12)];
        Assert.Equal(ErrorKind.WithoutHistory, PastError.KindOf(Row with { Years = 0, LastYear = new double[12], Shift = 9 }));
        Assert.Equal(ErrorKind.Parent, PastError.KindOf(TestRow.Create(_panel.Parents[0]) with { LastYear = new double[12], Shift = 9 }));
        Assert.Equal(ErrorKind.WithoutHistory, PastError.KindOf(TestRow.Create(_panel.Parents[0]) with { Years = 0 }));
        Assert.Equal(ErrorKind.Dormant, PastError.KindOf(Row with { LastYear = new double[12], Shift = 9 }));
        Assert.Equal(ErrorKind.Shifted, PastError.KindOf(Row with { LastYear = something, Shift = -1.5 }));
        Assert.Equal(ErrorKind.Leaf, PastError.KindOf(Row with { LastYear = something, Shift = 1.49 }));
        Assert.Equal(ErrorKind.Shifted, PastError.KindOf(Row with { LastYear = null, Shift = 1.5 }));
    }
}
