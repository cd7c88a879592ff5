using System.Text;
using CsCheck;
using YouthFunctions.Forecasts.Projection;

namespace YouthFunctions.Tests.Forecasting;

/// <summary>The months that the steps of a night hand on are read back bit by bit.</summary>
public sealed class HistoryBinaryTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(0.1)]
    [InlineData(-0.0)]
    [InlineData(-1)]
    [InlineData(9_007_199_254_740_992)]
    [InlineData(9_007_199_254_740_994)]
    [InlineData(double.MaxValue)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public void An_amount_is_read_back(double amount) => Assert.True(IsReadBack([amount]));

    [Fact]
    public void Months_are_read_back() => Gen.Double.Array.Sample(IsReadBack);

    [Fact]
    public void Whole_months_take_a_byte_or_two() => Gen.Byte.Array.Sample(
        months => Write([.. months.Select(month => (double)month)]).Length <= 5 + (2 * months.Length));

    private static bool IsReadBack(double[] months)
    {
        using var reader = new BinaryReader(new MemoryStream(Write(months)));
        return reader.ReadMonths().Select(BitConverter.DoubleToInt64Bits).SequenceEqual(months.Select(BitConverter.DoubleToInt64Bits));
    }

    private static byte[] Write(double[] months)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8))
            writer.Write(months);
        return stream.ToArray();
    }
}
