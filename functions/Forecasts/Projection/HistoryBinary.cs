using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Forecasts.Projection;

/// <summary>Writes and reads what a forecast takes from the rollups, bit by bit: the steps of a night hand it on to each other.</summary>
internal static class HistoryBinary
{
    // What is written for a month: these, or a whole number from 0 on after them.
    private const long Unknown = 0, Fraction = 1, Whole = 2;
    private const double LargestWhole = 1L << 53;

    /// <summary>Writes values by unit and indicator.</summary>
    public static void WriteAll<T>(this BinaryWriter writer, Dictionary<(UnitCode Unit, IndicatorCode Indicator), T> all, Action<T> write)
    {
        var units = all.ToLookup(value => value.Key.Unit);
        writer.Write7BitEncodedInt(units.Count);
        foreach (var unit in units)
        {
            writer.Write(unit.Key.ToString());
            writer.Write7BitEncodedInt(unit.Count());
            foreach (var ((_, indicator), value) in unit)
            {
                writer.Write(indicator.ToString());
                write(value);
            }
        }
    }

    /// <summary>Reads what <see cref="WriteAll"/> wrote.</summary>
    public static void ReadAll<T>(this BinaryReader reader, Dictionary<(UnitCode Unit, IndicatorCode Indicator), T> into, Func<T> read)
    {
        for (var units = reader.Read7BitEncodedInt(); units > 0; units--)
        {
            var unit = UnitCode.Parse(reader.ReadString());
            for (var left = reader.Read7BitEncodedInt(); left > 0; left--)
            {
                var indicator = IndicatorCode.Parse(reader.ReadString());
                into[(unit, indicator)] = read();
            }
        }
    }

    /// <summary>Writes the months of a series. Most are small whole numbers, or unknown: a byte or two, and not eight.</summary>
    public static void Write(this BinaryWriter writer, double[] months)
    {
        writer.Write7BitEncodedInt(months.Length);
        foreach (var month in months)
        {
            var isWhole = !double.IsNegative(month) && month <= LargestWhole && Math.Truncate(month) == month;
            writer.Write7BitEncodedInt64(double.IsNaN(month) ? Unknown : isWhole ? Whole + (long)month : Fraction);
            if (!isWhole && !double.IsNaN(month))
                writer.Write(month);
        }
    }

    /// <summary>Reads the months of a series.</summary>
    public static double[] ReadMonths(this BinaryReader reader)
    {
        var months = new double[reader.Read7BitEncodedInt()];
        foreach (ref var month in months.AsSpan())
            month = reader.Read7BitEncodedInt64() switch
            {
                Unknown => double.NaN,
                Fraction => reader.ReadDouble(),
                var whole => whole - Whole,
            };
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
            writer.Write7BitEncodedInt(count);
    }

    /// <summary>Reads a cell.</summary>
    public static RollupCell ReadCell(this BinaryReader reader)
    {
        var (amount, toDate, doubted, doubtedToDate) = (
            reader.ReadMeasure(), reader.ReadMeasure(), reader.ReadMeasure(), reader.ReadMeasure());
        return new RollupCell(amount, toDate, reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt())
        {
            SilentMonthsCaughtUp = reader.Read7BitEncodedInt(),
            Doubted = doubted,
            DoubtedToDate = doubtedToDate,
            DoubtedValues = reader.Read7BitEncodedInt(),
        };
    }
}
