using System.Runtime.InteropServices;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Forecasts.Projection;

/// <summary>Writes and reads what a forecast takes from the rollups, bit by bit: the steps of a night hand it on to each other.</summary>
internal static class HistoryBinary
{
    /// <summary>Writes series by unit and indicator; all have the same months.</summary>
    public static void WriteSeries(this BinaryWriter writer, Dictionary<(UnitCode Unit, IndicatorCode Indicator), double[]> all)
    {
        writer.Write(all.Count);
        foreach (var ((unit, indicator), values) in all)
        {
            writer.Write(unit.ToString());
            writer.Write(indicator.ToString());
            writer.Write(values.Length);
            writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));
        }
    }

    /// <summary>Reads what <see cref="WriteSeries"/> wrote.</summary>
    public static void ReadSeries(this BinaryReader reader, Dictionary<(UnitCode Unit, IndicatorCode Indicator), double[]> into)
    {
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var key = (UnitCode.Parse(reader.ReadString()), IndicatorCode.Parse(reader.ReadString()));
            var values = new double[reader.ReadInt32()];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
            into[key] = values;
        }
    }

    /// <summary>Writes twelve months of ratios by unit and indicator.</summary>
    public static void WriteRatios(this BinaryWriter writer, Dictionary<(UnitCode Unit, IndicatorCode Indicator), Measure[]> all)
    {
        writer.Write(all.Count);
        foreach (var ((unit, indicator), months) in all)
        {
            writer.Write(unit.ToString());
            writer.Write(indicator.ToString());
            foreach (var month in months)
                writer.Write(month);
        }
    }

    /// <summary>Reads what <see cref="WriteRatios"/> wrote.</summary>
    public static void ReadRatios(this BinaryReader reader, Dictionary<(UnitCode Unit, IndicatorCode Indicator), Measure[]> into)
    {
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var key = (UnitCode.Parse(reader.ReadString()), IndicatorCode.Parse(reader.ReadString()));
            var months = new Measure[12];
            for (var month = 0; month < 12; month++)
                months[month] = reader.ReadMeasure();
            into[key] = months;
        }
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
