using Parquet;
using Parquet.Schema;

namespace YouthFunctions.Exports;

/// <summary>One column of the row group being filled.</summary>
/// <param name="schema">How Parquet knows it.</param>
public abstract class ParquetColumn<TRow>(DataField schema)
{
    /// <summary>How Parquet knows it.</summary>
    public DataField Field => schema;

    /// <summary>Whether values repeat so much that a dictionary always pays.</summary>
    public bool IsDictionary { get; private init; }

    /// <summary>The column of a declaration.</summary>
    public static ParquetColumn<TRow> Of(Column<TRow> column)
    {
        var (name, isNullable) = (column.Info.Name, !column.Info.IsRequired);
        return column.Info.Type switch
        {
            ColumnType.Integer => new Values<int>(new DataField<int>(name, isNullable), column.Read, cell => (int)cell.Whole),
            ColumnType.Boolean => new Values<bool>(new DataField<bool>(name, isNullable), column.Read, cell => cell.Whole != 0),
            ColumnType.Number => new Values<double>(new DataField<double>(name, isNullable), column.Read, cell => cell.Number),
            ColumnType.Decimal => new Values<decimal>(
                new DecimalDataField(name, Cell.Precision, Cell.Scale, isNullable: isNullable), column.Read, cell => cell.Exact),
            ColumnType.Date => new Values<DateOnly>(new DataField<DateOnly>(name, isNullable), column.Read, cell => cell.Date),
            ColumnType.Instant => new Values<DateTime>(
                new DateTimeDataField(name, DateTimeFormat.Timestamp, isAdjustedToUTC: true, DateTimeTimeUnit.Millis, isNullable), column.Read, cell => cell.Instant),
            _ => new Texts(new DataField(name, typeof(string), isNullable), column.Read) { IsDictionary = true },
        };
    }

    /// <summary>Takes the value of a row.</summary>
    public abstract void Add(TRow row);

    /// <summary>Writes what was taken and begins anew.</summary>
    public abstract Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancel);

    private sealed class Texts(DataField schema, Func<TRow, Cell> read) : ParquetColumn<TRow>(schema)
    {
        private readonly List<string?> _values = [];

        public override void Add(TRow row) => _values.Add(read(row).Text);

        public override async Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancel)
        {
            await group.WriteAsync(Field, _values, null);
            _values.Clear();
        }
    }

    private sealed class Values<TValue>(DataField schema, Func<TRow, Cell> read, Func<Cell, TValue> take) : ParquetColumn<TRow>(schema)
        where TValue : struct
    {
        private TValue[] _required = [];
        private TValue?[] _optional = [];
        private int _count;

        public override void Add(TRow row)
        {
            var cell = read(row);
            if (Field.IsNullable)
                Put(ref _optional, cell.IsKnown ? take(cell) : null);
            else
                Put(ref _required, cell.IsKnown ? take(cell) : throw new InvalidOperationException($"Every row has a value of {Field.Name}."));
        }

        public override async Task WriteAsync(ParquetRowGroupWriter group, CancellationToken cancel)
        {
            if (Field.IsNullable)
                await group.WriteAsync<TValue>(Field, _optional.AsMemory(0, _count), cancellationToken: cancel);
            else
                await group.WriteAsync<TValue>(Field, _required.AsMemory(0, _count), cancellationToken: cancel);
            _count = 0;
        }

        private void Put<TElement>(ref TElement[] values, TElement value)
        {
            if (_count == values.Length)
                Array.Resize(ref values, Math.Max(256, _count * 2));
            values[_count++] = value;
        }
    }
}
