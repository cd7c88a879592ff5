using YouthFunctions.Forecasting.Training;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Forecasting.Training;

/// <summary>How much a row still weighs by the error that is left: Welsch's weight, whose width narrows over half of the stages.</summary>
public sealed class TreeShapeTests
{
    [Theory]
    [InlineData(0, 1.2)] // four times as wide
    [InlineData(1, 0.975)]
    [InlineData(2, 0.75)]
    [InlineData(4, 0.3)]
    [InlineData(7, 0.3)]
    public void The_width_narrows_evenly_to_its_own_at_half_of_the_stages(int stage, double width) =>
        AssertEach.All([-2.0, -0.3, 0, 0.5], error => Assert.Equal(
            Math.Exp(-error * error / (2 * width * width)) + 0.02, new TreeShape(Stages: 8, Width: 0.3).Weight(error, stage), 1e-12));

    [Fact]
    public void Of_infinite_width_all_weigh_the_same() =>
        AssertEach.All([0.0, 5, -500], error => Assert.Equal(1.02, new TreeShape(Width: double.PositiveInfinity).Weight(error, 0)));
}
