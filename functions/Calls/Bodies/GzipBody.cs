using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using YouthFunctions.Storage;
using YouthFunctions.Storage.Pipeline;

namespace YouthFunctions.Calls.Bodies;

/// <summary>
/// Unpacks gzip (RFC 1952) and holds it against its trailer: the framework's stream ends without a word where the bytes end, so
/// a body that was cut off would be a shorter file with a shorter last number.
/// </summary>
/// <param name="packed">One member of gzip and nothing after it; stays open.</param>
/// <exception cref="InvalidDataException">Reading: it is damaged, or does not end where its trailer says.</exception>
internal sealed class GzipBody(Stream packed) : ReadOnlyStream
{
    private const int TrailerLength = 8;
    private readonly TailTrackingStream _tail = new(packed);
    private readonly Crc32 _hash = new();
    private GZipStream? _plain;
    private uint _length;
    private bool _isChecked;

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _plain ??= new GZipStream(_tail, CompressionMode.Decompress, leaveOpen: true);
        var length = await _plain.ReadAsync(buffer, cancellationToken);
        if (length > 0)
        {
            _hash.Append(buffer.Span[..length]);
            _length = unchecked(_length + (uint)length);
        }
        else if (buffer.Length > 0 && !_isChecked)
        {
            _isChecked = true;
            await _tail.DrainAsync(cancellationToken);
            if (_tail.Last is not { Length: TrailerLength } trailer
                || BinaryPrimitives.ReadUInt32LittleEndian(trailer) != _hash.GetCurrentHashAsUInt32()
                || BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]) != _length)
                throw new InvalidDataException("The gzip trailer does not fit what came before it.");
        }

        return length;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Bodies are read asynchronously.");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _plain?.Dispose();
        _tail.Dispose();
        base.Dispose(disposing);
    }

    // Passes bytes on and remembers the last ones.
    private sealed class TailTrackingStream(Stream inner) : ReadOnlyStream
    {
        private readonly byte[] _last = new byte[TrailerLength];
        private int _filled;

        public ReadOnlySpan<byte> Last => _last.AsSpan(TrailerLength - _filled);

        public async Task DrainAsync(CancellationToken cancel)
        {
            var buffer = new byte[4096];
            while (await ReadAsync(buffer, cancel) > 0)
            {
                // only to the end
            }
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var length = await inner.ReadAsync(buffer, cancellationToken);
            var news = buffer.Span[Math.Max(0, length - TrailerLength)..length];
            _last.AsSpan(news.Length).CopyTo(_last);
            news.CopyTo(_last.AsSpan(TrailerLength - news.Length));
            _filled = Math.Min(TrailerLength, _filled + news.Length);
            return length;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
