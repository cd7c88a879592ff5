using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using MiniExcelLibs;
using Sylvan.Data.Csv;
using YouthFunctions.Hosting;

namespace YouthFunctions.Reports.Batch;

/// <summary>Reads the reports of a CSV file or of the first sheet of an XLSX file, a row at a time.</summary>
/// <param name="stream">The file; can be read twice.</param>
/// <param name="isXlsx">Whether it is XLSX.</param>
/// <param name="stated">How it writes numbers, if the sender says so.</param>
public sealed class SheetFile(Stream stream, bool isXlsx, NumberStyle stated)
{
    private const long UnpackedLimit = 512L * 1024 * 1024;
    private const int CellLimit = 64 * 1024;

    /// <summary>The reports in order; a fault in the head or a break in the file is a last row without a report.</summary>
    public async IAsyncEnumerable<SentRow> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        var faults = new List<Fault>();
        var columns = Guarded().FirstOrDefault() is { } head ? SheetColumns.Read(head, faults) : null;
        if (columns is null)
            faults.Add(Broken(1));
        if (faults.Count > 0)
        {
            yield return new SentRow(1, null, faults);
            yield break;
        }

        // One walk over the file at a time: they share the stream.
        var rows = new SheetRows(columns!, stated == NumberStyle.Unknown ? StyleOf(columns!) : stated);
        var number = 1;
        foreach (var cells in Guarded().Skip(1))
        {
            cancel.ThrowIfCancellationRequested();
            number++;
            if (cells is null)
                yield return new SentRow(number, null, [Broken(number)]);
            else if (rows.Read(cells, number) is { } row)
                yield return row;
        }
    }

    private NumberStyle StyleOf(IReadOnlyList<Column> columns)
    {
        var style = NumberStyle.Unknown;
        foreach (var cells in Guarded().Skip(1).OfType<object?[]>())
        {
            for (var index = 0; index < Math.Min(cells.Length, columns.Count) && style != NumberStyle.Both; index++)
                if (columns[index].IsNumber && cells[index] is string text && text.AsSpan().IndexOfAny('.', ',') >= 0)
                    style |= SheetNumber.StyleOf(text);
        }

        return style;
    }

    // Null stands for the place where the file cannot be read on.
    private IEnumerable<object?[]?> Guarded()
    {
        using var rows = (isXlsx ? Xlsx() : Csv()).GetEnumerator();
        while (true)
        {
            object?[]? cells;
            try
            {
                if (!rows.MoveNext())
                    yield break;
                cells = rows.Current;
            }
            catch (Exception error) when (error is CsvFormatException or CsvRecordTooLargeException or DecoderFallbackException or InvalidDataException
                or System.Xml.XmlException or FormatException or ArgumentException or InvalidOperationException or KeyNotFoundException or NullReferenceException)
            {
                cells = null;
            }

            yield return cells;
            if (cells is null)
                yield break;
        }
    }

    private IEnumerable<object?[]> Csv()
    {
        stream.Position = 0;
        using var text = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        using var csv = CsvDataReader.Create(text, new CsvDataReaderOptions { HasHeaders = false, MaxBufferSize = CellLimit * 4, OwnsReader = false });
        while (csv.Read())
        {
            var cells = new object?[csv.RowFieldCount];
            for (var index = 0; index < cells.Length; index++)
                cells[index] = csv.GetString(index);
            yield return cells;
        }
    }

    private IEnumerable<object?[]> Xlsx()
    {
        stream.Position = 0;
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true))
            if (zip.Entries.Sum(entry => entry.Length) > UnpackedLimit)
                throw new InvalidDataException("The workbook is too large when unpacked.");
        stream.Position = 0;
        foreach (IDictionary<string, object?> row in stream.Query(useHeaderRow: false, excelType: ExcelType.XLSX))
            yield return [.. row.Values];
    }

    private static Fault Broken(int number) => new($"row {number}", "malformed", new(
        "Từ dòng này không đọc được tệp; CSV cần lưu dạng UTF-8, ô có dấu phân cách cần đặt trong dấu nháy kép.",
        "The file cannot be read from this row on; save CSV as UTF-8 and quote cells that hold the separator."));
}
