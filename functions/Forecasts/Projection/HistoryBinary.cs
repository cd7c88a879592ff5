using System.Runtime.InteropServices;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Forecasts.Projection;

/// <summary>Writes and reads what a forecast takes from the rollups, bit by bit: the steps of a night hand it on to each other.</summary>
internal static class HistoryBinary
{
    /// <summary>Writes values by unit and indicator.</summary>
    public static void WriteAll<T>(this BinaryWriter writer, Dictionary<(UnitCode Unit, IndicatorCode Indicator), T> all, Action<T> write)
    {
        writer.Write(all.Count);
        foreach (var ((unit, indicator), value) in all)
        {
            writer.Write(unit.ToString());
            writer.Write(indicator.ToString());
            write(value);
        }
    }

    /// <summary>Reads what <see cref="WriteAll"/> wrote.</summary>
    public static void ReadAll<T>(this BinaryReader reader, Dictionary<(UnitCode Unit, IndicatorCode Indicator), T> into, Func<T> read)
    {
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var key = (UnitCode.Parse(reader.ReadString()), IndicatorCode.Parse(reader.ReadString()));
            into[key] = read();
        }
    }

    /// <summary>Writes the months of a series.</summary>
    public static void Write(this BinaryWriter writer, double[] months)
    {
        writer.Write(months.Length);
        writer.Write(MemoryMarshal.AsBytes(months.AsSpan()));
    }

    /// <summary>Reads the months of a series.</summary>
    public static double[] ReadMonths(this BinaryReader reader)
    {
        var months = new double[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(months.AsSpan()));
        return months;
    }

    /// <summary>Writes a measure.</summary>
    public static void Write(this BinaryWriter writer, Measure measure)
    {
        var kind = !measure.IsKnown ? 0 : measure.Denominator is null ? 1 : 2;
        writer.Write((byte)kind);
        if (kind > 0)
            writer.Write(measure.Numerator);
        if (kind > 1)
            writer.Write(measure.Denominator!.Value);
    }

    /// <summary>Reads a measure.</summary>
    public static Measure ReadMeasure(this BinaryReader reader) => reader.ReadByte() switch
    {
        0 => Measure.Unknown,
        1 => Measure.Amount(reader.ReadDecimal()),
        _ => Measure.Ratio(reader.ReadDecimal(), reader.ReadDecimal()),
    };

    /// <summary>Writes a cell.</summary>
    public static void Write(this BinaryWriter writer, RollupCell cell)
    {
        foreach (var measure in (Measure[])[cell.Amount, cell.YearToDate, cell.Doubted, cell.DoubtedToDate])
            writer.Write(measure);
        foreach (var count in (int[])[cell.Expected, cell.Reported, cell.OnTime, cell.SilentMonthsCaughtUp, cell.DoubtedValues])
            writer.Write(count);
    }

    /// <summary>Reads a cell.</summary>
    public static RollupCell ReadCell(this BinaryReader reader)
    {
        var (amount, toDate, doubted, doubtedToDate) = (
            reader.ReadMeasure(), reader.ReadMeasure(), reader.ReadMeasure(), reader.ReadMeasure());
        return new RollupCell(amount, toDate, reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32())
        {
            SilentMonthsCaughtUp = reader.ReadInt32(),
            Doubted = doubted,
            DoubtedToDate = doubtedToDate,
            DoubtedValues = reader.ReadInt32(),
        };
    }
}
