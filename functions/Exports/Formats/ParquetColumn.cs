using System.Buffers;
using ParquetSharp;
using ParquetSharp.Schema;
using YouthFunctions.Exports.Datasets;

namespace YouthFunctions.Exports.Formats;

/// <summary>A column on its way into row groups.</summary>
public abstract class ParquetColumn<TRow> : IDisposable
{
    /// <summary>The column of a declaration.</summary>
    public static ParquetColumn<TRow> Create(Datasets.Column<TRow> column)
    {
        var bytes = new PinnedBytes();
        return column.Info.Type switch
        {
            ColumnType.Integer =>
                new Values<int>(column, PhysicalType.Int32, LogicalType.Int(32, isSigned: true), cell => (int)cell.Whole, null),
            ColumnType.Boolean => new Values<bool>(column, PhysicalType.Boolean, LogicalType.None(), cell => cell.Whole != 0, null),
            ColumnType.Number => new Values<double>(column, PhysicalType.Double, LogicalType.None(), cell => cell.Number, null),
            ColumnType.Decimal => new Values<FixedLenByteArray>(
                column, PhysicalType.FixedLenByteArray, LogicalType.Decimal(Cell.Precision, Cell.Scale), cell => bytes.Pin(cell.Exact),
                bytes),
            ColumnType.Date =>
                new Values<int>(column, PhysicalType.Int32, LogicalType.Date(), cell => (int)cell.Whole - UnixEpoch.Day, null),
            ColumnType.Instant => new Values<long>(
                column, PhysicalType.Int64, LogicalType.Timestamp(isAdjustedToUtc: true, TimeUnit.Millis),
                cell => (cell.Whole - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond, null),
            _ => new Values<ByteArray>(column, PhysicalType.ByteArray, LogicalType.String(), cell => bytes.Pin(cell.Text!), bytes),
        };
    }

    /// <summary>How Parquet knows it; a node of its own for each file, of which it becomes a part.</summary>
    public abstract Node CreateNode();

    /// <summary>Takes the values of some rows.</summary>
    /// <exception cref="InvalidOperationException">The column is required, and a row has no value in it.</exception>
    public abstract void Add(ReadOnlySpan<TRow> rows);

    /// <summary>Writes what was taken.</summary>
    public abstract void Write(RowGroupWriter group);

    /// <summary>Forgets what was taken.</summary>
    public abstract void Clear();

    /// <summary>Leaves its space to others.</summary>
    public abstract void Dispose();

    private sealed class Values<TValue>(
        Datasets.Column<TRow> column, PhysicalType physical, LogicalType logical, Func<Cell, TValue> take, PinnedBytes? bytes)
        : ParquetColumn<TRow>
        where TValue : unmanaged
    {
        private readonly bool _isRequired = column.Info.IsRequired;
        private readonly Func<TRow, Cell> _read = column.Read;
        private TValue[] _values = [];
        private short[] _levels = []; // 1 for a value, 0 for none
        private int _rows;
        private int _known;

        public override Node CreateNode() => new PrimitiveNode(
            column.Info.Name, _isRequired ? Repetition.Required : Repetition.Optional, logical, physical,
            physical == PhysicalType.FixedLenByteArray ? PinnedBytes.DecimalLength : -1);

        public override void Dispose()
        {
            ArrayPool<TValue>.Shared.Return(_values);
            ArrayPool<short>.Shared.Return(_levels);
            (_values, _levels) = ([], []);
            bytes?.Dispose();
        }

        public override void Add(ReadOnlySpan<TRow> rows)
        {
            Grow(rows.Length);
            foreach (ref readonly var row in rows)
            {
                var cell = _read(row);
                _levels[_rows++] = (short)(cell.IsKnown ? 1 : 0);
                if (cell.IsKnown)
                    _values[_known++] = take(cell);
                else if (_isRequired)
                    throw new InvalidOperationException($"Every row has a value of {column.Info.Name}.");
            }
        }

        public override void Write(RowGroupWriter group)
        {
            using var writer = (ColumnWriter<TValue>)group.NextColumn();
            writer.WriteBatch(_rows, _isRequired ? default : _levels.AsSpan(0, _rows), default, _values.AsSpan(0, _known));
        }

        public override void Clear()
        {
            (_rows, _known) = (0, 0);
            bytes?.Clear(); // the writers have copied what addresses point to
        }

        private void Grow(int more)
        {
            if (_rows + more <= Math.Min(_values.Length, _levels.Length))
                return;
            var (values, levels) = (ArrayPool<TValue>.Shared.Rent((_rows + more) * 2), ArrayPool<short>.Shared.Rent((_rows + more) * 2));
            _values.AsSpan(0, _known).CopyTo(values);
            _levels.AsSpan(0, _rows).CopyTo(levels);
            ArrayPool<TValue>.Shared.Return(_values);
            ArrayPool<short>.Shared.Return(_levels);
            (_values, _levels) = (values, levels);
        }
    }

    private static class UnixEpoch
    {
        public static int Day { get; } = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
    }
}
