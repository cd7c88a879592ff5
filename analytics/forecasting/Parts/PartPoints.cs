using System.Text;
using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Intervals;

namespace YouthFunctions.Forecasting.Parts;

/// <summary>A part after the walk up: what each row needs to be forecast once the parents above the parts are known.</summary>
public sealed class PartPoints
{
    internal PartPoints(
        ForecastOrigin[] origins, bool[] absent, double[] points, double[] usualErrors, double[] weights, double[] floors)
    {
        (Origins, Absent) = (origins, absent);
        (Points, UsualErrors, Weights, Floors) = (points, usualErrors, weights, floors);
    }

    /// <summary>What parents of one label need of the part.</summary>
    public required IReadOnlyList<PartBelowRoof> BelowRoof { get; init; }

    internal ForecastOrigin[] Origins { get; }

    internal bool[] Absent { get; }

    internal double[] Points { get; }

    internal double[] UsualErrors { get; }

    internal double[] Weights { get; }

    internal double[] Floors { get; }

    /// <summary>Writes all but <see cref="BelowRoof"/>, bit by bit.</summary>
    public void Write(Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Origins.Length);
        for (var i = 0; i < Origins.Length; i++)
        {
            var origin = Origins[i];
            writer.Write((byte)origin.K);
            writer.Write((byte)origin.Gaps);
            writer.Write(origin.Years);
            foreach (var number in (double[])[origin.Open, origin.Known, origin.Offset, origin.LargestMonth])
                writer.Write(number);
            writer.Write((byte)origin.Kind);
            writer.Write(origin.IsLeaf);
            writer.Write(origin.IsCount);
            writer.Write(Absent[i]);
        }

        foreach (var numbers in (double[][])[Points, UsualErrors, Weights, Floors])
            writer.WriteDoubles(numbers);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static PartPoints Read(Stream stream, IReadOnlyList<PartBelowRoof> belowRoof)
    {
        using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        var origins = new ForecastOrigin[reader.ReadInt32()];
        var absent = new bool[origins.Length];
        for (var i = 0; i < origins.Length; i++)
        {
            origins[i] = new ForecastOrigin(
                reader.ReadByte(), reader.ReadByte(), reader.ReadInt32(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(),
                reader.ReadDouble(), (ErrorKind)reader.ReadByte(), reader.ReadBoolean(), reader.ReadBoolean());
            absent[i] = reader.ReadBoolean();
        }

        return new PartPoints(
            origins, absent, reader.ReadDoubles(), reader.ReadDoubles(), reader.ReadDoubles(), reader.ReadDoubles())
        {
            BelowRoof = belowRoof,
        };
    }
}
