using System.Runtime.InteropServices;

namespace YouthFunctions.Forecasting.Distributions;

/// <summary>Writes and reads numbers bit by bit, so that a model that was read says what the written one said.</summary>
internal static class BinaryNumbers
{
    /// <summary>Writes numbers and how many they are.</summary>
    public static void WriteDoubles(this BinaryWriter writer, double[] values)
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values.AsSpan())); // all machines that this runs on are little-endian
    }

    /// <summary>Reads what <see cref="WriteDoubles"/> wrote.</summary>
    public static double[] ReadDoubles(this BinaryReader reader)
    {
        var values = new double[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    /// <summary>Writes values by label and indicator.</summary>
    public static void WriteAll<T>(
        this BinaryWriter writer, IReadOnlyDictionary<(string Label, string Indicator), T> values, Action<T> write)
    {
        writer.Write(values.Count);
        foreach (var ((label, indicator), value) in values)
        {
            writer.Write(label);
            writer.Write(indicator);
            write(value);
        }
    }

    /// <summary>Reads what <see cref="WriteAll"/> wrote.</summary>
    public static Dictionary<(string Label, string Indicator), T> ReadAll<T>(this BinaryReader reader, Func<T> read)
    {
        var values = new Dictionary<(string Label, string Indicator), T>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var key = (reader.ReadString(), reader.ReadString());
            values[key] = read();
        }

        return values;
    }
}
