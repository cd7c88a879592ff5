using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using ParquetSharp;
using YouthFunctions.Exports.Datasets;

namespace YouthFunctions.Exports.Formats;

/// <summary>The texts and decimals of some rows as the bytes that Parquet stores, at addresses that do not move. A text
/// that comes again takes no space again.</summary>
public sealed class PinnedBytes : IDisposable
{
    /// <summary>How many bytes hold a decimal column's digits.</summary>
    public const int DecimalLength = 12;

    private const int BlockLength = 1 << 16;
    private static readonly ConcurrentBag<byte[]> Pool = [];
    private const long SmallPower = 100_000_000; // ten to the scale of a cell
    private static readonly Int128 Limit = PowerOfTen(Cell.Precision);
    private static readonly Int128[] Powers = [.. Enumerable.Range(0, Cell.Scale + 1).Select(PowerOfTen)];

    private readonly Dictionary<string, ByteArray> _texts = new(StringComparer.Ordinal);
    private readonly List<byte[]> _blocks = [];
    private string? _last;
    private ByteArray _lastBytes;
    private int _block;
    private int _used;

    /// <summary>A text in UTF-8.</summary>
    public ByteArray Pin(string text)
    {
        if (ReferenceEquals(text, _last)) // rows of a unit follow each other
            return _lastBytes;
        if (!_texts.TryGetValue(text, out var bytes))
        {
            var space = Take(System.Text.Encoding.UTF8.GetByteCount(text), out var address);
            _texts[text] = bytes = new ByteArray(address, System.Text.Encoding.UTF8.GetBytes(text, space));
        }

        (_last, _lastBytes) = (text, bytes);
        return bytes;
    }

    /// <summary>A decimal, unscaled and big-endian (github.com/apache/parquet-format, LogicalTypes.md, DECIMAL).</summary>
    /// <exception cref="OverflowException">It has more digits than a column holds.</exception>
    public FixedLenByteArray Pin(decimal value)
    {
        Span<uint> parts = stackalloc uint[4];
        decimal.GetBits(value, MemoryMarshal.Cast<uint, int>(parts));
        var low = ((ulong)parts[1] << 32) | parts[0];
        if (parts[2] == 0 && low <= long.MaxValue / SmallPower) // as almost all are: no arithmetic in 128 bits
        {
            var small = (long)low * (long)Powers[Cell.Scale - value.Scale];
            small = decimal.IsNegative(value) ? -small : small;
            var place = Take(DecimalLength, out var at);
            BinaryPrimitives.WriteInt32BigEndian(place, (int)(small >> 63));
            BinaryPrimitives.WriteInt64BigEndian(place[sizeof(int)..], small);
            return new FixedLenByteArray(at);
        }

        // 96 bits times a hundred million fit into 128.
        var mantissa = unchecked((Int128)new UInt128(parts[2], low) * Powers[Cell.Scale - value.Scale]);
        if (mantissa >= Limit)
            throw new OverflowException($"A decimal column holds {Cell.Precision} digits, {Cell.Scale} of them after the point.");
        Span<byte> whole = stackalloc byte[16];
        BinaryPrimitives.WriteInt128BigEndian(whole, decimal.IsNegative(value) ? -mantissa : mantissa);
        whole[^DecimalLength..].CopyTo(Take(DecimalLength, out var address));
        return new FixedLenByteArray(address);
    }

    /// <summary>Forgets everything; addresses given before are void.</summary>
    public void Clear()
    {
        _texts.Clear();
        _blocks.RemoveAll(block => block.Length > BlockLength);
        (_last, _block, _used) = (null, 0, 0);
    }

    /// <summary>Forgets everything, and leaves the space to others.</summary>
    public void Dispose()
    {
        Clear();
        foreach (var block in _blocks)
            Pool.Add(block);
        _blocks.Clear();
    }

    private Span<byte> Take(int length, out nint address)
    {
        while (_block < _blocks.Count && _used + length > _blocks[_block].Length)
            (_block, _used) = (_block + 1, 0);
        if (_block == _blocks.Count)
            _blocks.Add(length <= BlockLength && Pool.TryTake(out var spare)
                ? spare
                : GC.AllocateUninitializedArray<byte>(Math.Max(BlockLength, length), pinned: true));
        var space = _blocks[_block].AsSpan(_used, length);
        address = Marshal.UnsafeAddrOfPinnedArrayElement(_blocks[_block], _used);
        _used += length;
        return space;
    }

    private static Int128 PowerOfTen(int exponent) =>
        Enumerable.Repeat((Int128)10, exponent).Aggregate((Int128)1, (power, ten) => power * ten);
}
