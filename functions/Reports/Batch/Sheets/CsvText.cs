using System.Text;
using System.Text.RegularExpressions;
using YouthFunctions.Reports.Batch.Workbooks;
using YouthFunctions.Storage;
using YouthFunctions.Storage.Pipeline;

namespace YouthFunctions.Reports.Batch.Sheets;

/// <summary>
/// Reads the records of a CSV file (RFC 4180) with the line on which each begins, as a text editor counts: records may run
/// over several lines, and senders look for faults by line. UTF-8, or UTF-16 with a byte order mark; anything else is
/// refused, since Vietnamese in other encodings reads as other letters.
/// </summary>
/// <param name="stream">The file; read from its start.</param>
/// <param name="cancel">Stops reading.</param>
public sealed partial class CsvText(Stream stream, CancellationToken cancel)
{
    // As characters it stays below the size of what is collected with all that lives; a file is opened anew for each delimiter.
    private const int BufferSize = 16 * 1024;

    /// <summary>The delimiter that <c>sep=;</c> in the first line states; null for none. Excel reads that line so, and it is no
    /// record.</summary>
    public char? StatedDelimiter()
    {
        using var text = Open();
        var first = new char[8];
        try
        {
            _ = text.ReadBlock(first);
        }
        catch (DecoderFallbackException)
        {
            throw CsvRecords.NotUtf8(1);
        }

        return Statement().Match(new string(first)) is { Success: true } statement ? statement.Groups[1].Value[0] : null;
    }

    /// <summary>The records that hold something. Several passes may go on at once.</summary>
    /// <param name="delimiter">Between fields.</param>
    /// <param name="skipsFirst">Whether the first line states the delimiter.</param>
    public IEnumerable<SheetLine> Lines(char delimiter, bool skipsFirst)
    {
        using var text = Open();
        foreach (var line in new CsvRecords(text, delimiter).Lines(cancel))
            if (!skipsFirst || line.Number > 1)
                yield return line;
    }

    private StreamReader Open()
    {
        Span<byte> start = stackalloc byte[4];
        stream.Position = 0;
        var length = stream.ReadAtLeast(start, 4, throwOnEndOfStream: false);
        Encoding encoding = start[..length] switch
        {
            [0xFF, 0xFE, 0, 0] => throw CsvRecords.NotUtf8(1),
            [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
            [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
            _ => new UTF8Encoding(true, throwOnInvalidBytes: true),
        };
        return new StreamReader(new PositionStream(stream), encoding, detectEncodingFromByteOrderMarks: false, BufferSize);
    }

    [GeneratedRegex("^\"?sep=(.)\"?(?:[\r\n\0]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Statement();

    // A pass over the file that remembers where it is: what the sheet shows is asked for while its rows are read.
    private sealed class PositionStream(Stream inner) : ReadOnlyStream
    {
        private long _position;

        public override long Length => inner.Length;

        public override long Position { get => _position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            inner.Position = _position;
            var read = inner.Read(buffer);
            _position += read;
            return read;
        }
    }
}
