using System.Collections;
using System.Collections.ObjectModel;
using System.Data.Common;
using System.Globalization;
using YouthFunctions.Exports.Datasets;

namespace YouthFunctions.Exports.Formats;

/// <summary>Rows as the data reader that the CSV library takes.</summary>
/// <param name="columns">The columns, in order.</param>
/// <param name="rows">The rows.</param>
internal sealed class RowReader<TRow>(IReadOnlyList<Column<TRow>> columns, IEnumerable<TRow> rows)
    : DbDataReader, IDbColumnSchemaGenerator
{
    private readonly IEnumerator<TRow> _rows = rows.GetEnumerator();

    /// <inheritdoc/>
    public override int FieldCount => columns.Count;

    /// <inheritdoc/>
    public override bool HasRows => true;

    /// <inheritdoc/>
    public override int Depth => 0;

    /// <inheritdoc/>
    public override bool IsClosed => false;

    /// <inheritdoc/>
    public override int RecordsAffected => -1;

    /// <inheritdoc/>
    public override object this[int ordinal] => GetValue(ordinal);

    /// <inheritdoc/>
    public override object this[string name] => GetValue(GetOrdinal(name));

    /// <inheritdoc/>
    public override bool Read() => _rows.MoveNext();

    /// <inheritdoc/>
    public override bool NextResult() => false;

    /// <inheritdoc/>
    public override string GetName(int ordinal) => columns[ordinal].Info.Name;

    /// <inheritdoc/>
    public override int GetOrdinal(string name)
    {
        for (var i = 0; i < columns.Count; i++)
            if (GetName(i) == name)
                return i;
        throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such column.");
    }

    /// <inheritdoc/>
    public override Type GetFieldType(int ordinal) => columns[ordinal].Info.Type switch
    {
        ColumnType.Integer => typeof(int),
        ColumnType.Decimal => typeof(decimal),
        ColumnType.Number => typeof(double),
        ColumnType.Boolean => typeof(bool),
        _ => typeof(string),
    };

    /// <inheritdoc/>
    public ReadOnlyCollection<DbColumn> GetColumnSchema() =>
        new([.. columns.Select(
            (column, ordinal) => new Schema(GetName(ordinal), ordinal, GetFieldType(ordinal), !column.Info.IsRequired))]);

    /// <inheritdoc/>
    public override string GetDataTypeName(int ordinal) => GetFieldType(ordinal).Name;

    /// <inheritdoc/>
    public override bool IsDBNull(int ordinal) => !CellAt(ordinal).IsKnown;

    /// <inheritdoc/>
    public override string GetString(int ordinal) => columns[ordinal].Info.Type switch
    {
        ColumnType.Text => CellTexts.Guard(CellAt(ordinal).Text ?? ""),
        ColumnType.Date => CellAt(ordinal).Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ColumnType.Instant => CellAt(ordinal).Instant.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        _ => CellAt(ordinal).Text ?? "",
    };

    /// <inheritdoc/>
    public override bool GetBoolean(int ordinal) => CellAt(ordinal).Whole != 0;

    /// <inheritdoc/>
    public override decimal GetDecimal(int ordinal) => CellAt(ordinal).Exact;

    /// <inheritdoc/>
    public override double GetDouble(int ordinal) => CellAt(ordinal).Number;

    /// <inheritdoc/>
    public override int GetInt32(int ordinal) => (int)CellAt(ordinal).Whole;

    /// <inheritdoc/>
    public override long GetInt64(int ordinal) => CellAt(ordinal).Whole;

    /// <inheritdoc/>
    public override DateTime GetDateTime(int ordinal) => throw new NotSupportedException("Days and instants are read as texts.");

    /// <inheritdoc/>
    public override object GetValue(int ordinal) => IsDBNull(ordinal) ? DBNull.Value : columns[ordinal].Info.Type switch
    {
        ColumnType.Integer => GetInt32(ordinal),
        ColumnType.Decimal => GetDecimal(ordinal),
        ColumnType.Number => GetDouble(ordinal),
        ColumnType.Boolean => GetBoolean(ordinal),
        _ => GetString(ordinal),
    };

    /// <inheritdoc/>
    public override int GetValues(object[] values)
    {
        for (var i = 0; i < FieldCount; i++)
            values[i] = GetValue(i);
        return FieldCount;
    }

    /// <inheritdoc/>
    public override byte GetByte(int ordinal) => Convert.ToByte(GetInt64(ordinal));

    /// <inheritdoc/>
    public override char GetChar(int ordinal) => GetString(ordinal)[0];

    /// <inheritdoc/>
    public override float GetFloat(int ordinal) => throw new NotSupportedException("There is no column of single precision.");

    /// <inheritdoc/>
    public override Guid GetGuid(int ordinal) => Guid.Parse(GetString(ordinal), CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override short GetInt16(int ordinal) => Convert.ToInt16(GetInt64(ordinal));

    /// <inheritdoc/>
    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
        throw new NotSupportedException("There is no column of bytes.");

    /// <inheritdoc/>
    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
        throw new NotSupportedException("Texts are short and read whole.");

    /// <inheritdoc/>
    public override IEnumerator GetEnumerator() => new DbEnumerator(this);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _rows.Dispose();
        base.Dispose(disposing);
    }

    private Cell CellAt(int ordinal) => columns[ordinal].Read(_rows.Current);

    private sealed class Schema : DbColumn
    {
        public Schema(string name, int ordinal, Type type, bool isNullable) =>
            (ColumnName, ColumnOrdinal, DataType, AllowDBNull) = (name, ordinal, type, isNullable);
    }
}
