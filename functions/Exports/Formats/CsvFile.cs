using System.Globalization;
using System.Text;
using Sylvan.Data.Csv;
using YouthFunctions.Exports.Datasets;

namespace YouthFunctions.Exports.Formats;

/// <summary>
/// Writes a table as CSV by RFC 4180: UTF-8 with a byte order mark (Excel needs it to see Vietnamese), CRLF, a header.
/// Unknown is an empty cell. A text that a spreadsheet would run as a formula gets an apostrophe before it
/// (owasp.org/www-community/attacks/CSV_Injection); numbers are left alone.
/// </summary>
public sealed class CsvFile<TRow>(Dataset<TRow> dataset, Stream stream) : IAsyncDisposable
{
    private readonly StreamWriter _text = new(
        stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: !dataset.IsExchange), 1 << 16, leaveOpen: true);
    private bool _hasHeader;

    /// <summary>Writes some rows, and says how many they were.</summary>
    public async Task<long> WriteAsync(IEnumerable<TRow> rows, CancellationToken cancel)
    {
        var options = new CsvDataWriterOptions
        {
            WriteHeaders = !_hasHeader,
            NewLine = "\r\n",
            Culture = CultureInfo.InvariantCulture,
            TrueString = "true",
            FalseString = "false",
        };
        _hasHeader = true;
        await using var reader = new RowReader<TRow>(dataset.Read, rows);
        // Not disposed: that would close the file, and more rows may follow.
        return await CsvDataWriter.Create(_text, options).WriteAsync(reader, cancel);
    }

    /// <summary>Takes over the rows of another file of the table, byte for byte; of its header and its mark nothing.</summary>
    public async Task CopyAsync(Stream file, CancellationToken cancel)
    {
        if (!_hasHeader)
            await WriteAsync([], cancel);
        await _text.FlushAsync(cancel);
        int letter;
        do
        {
            letter = file.ReadByte(); // names of columns have no line breaks
        }
        while (letter is not ('\n' or -1));
        await file.CopyToAsync(stream, cancel);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _text.DisposeAsync();
}
