using System.IO.Compression;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace YouthFunctions.Reports.Batch.Workbooks;

/// <summary>
/// A workbook (XLSX or XLSM). The OpenXML SDK finds its parts and sheets; styles, texts and cells are read from the parts as
/// they are unpacked, within the limits of <see cref="ReadLimits"/>.
/// </summary>
public sealed class WorkbookFile : IDisposable
{
    private readonly SpreadsheetDocument _document;

    private WorkbookFile(SpreadsheetDocument document, IReadOnlyList<SheetTable> sheets) => (_document, Sheets) = (document, sheets);

    /// <summary>The sheets in the order of their tabs; charts are none.</summary>
    public IReadOnlyList<SheetTable> Sheets { get; }

    /// <summary>Opens a workbook.</summary>
    /// <param name="stream">Can be read at any place; stays open.</param>
    /// <param name="count">Counts what opening it costs.</param>
    /// <param name="cancel">Stops reading, also within a sheet.</param>
    /// <exception cref="UnreadableException">It is no workbook, or a larger one than is read.</exception>
    public static WorkbookFile Open(Stream stream, ReadLimits count, CancellationToken cancel)
    {
        SpreadsheetDocument? document = null;
        try
        {
            CheckPackage(stream);
            stream.Position = 0;
            document = SpreadsheetDocument.Open(
                stream, false, new OpenSettings { AutoSave = false, MaxCharactersInPart = ReadLimits.SmallPartLimit });
            var book = document.WorkbookPart ?? throw UnreadableException.Malformed();
            var styles = book.WorkbookStylesPart is { } stylesPart ? Read(stylesPart, count, CellStyles.Read, cancel) : CellStyles.None;
            var texts = book.SharedStringTablePart is { } textsPart
                ? Read(textsPart, count, part => SharedTexts.Read(part, count), cancel)
                : null;
            var context = new WorkbookContext(texts, styles, book.Workbook.WorkbookProperties?.Date1904?.Value ?? false);
            return new WorkbookFile(document, [.. Tables(book, context, cancel)]);
        }
        catch (Exception error) when (IsForeign(error))
        {
            document?.Dispose();
            throw UnreadableException.Malformed();
        }
        catch
        {
            document?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _document.Dispose();

    // What packages, XML and the SDK say of files that are broken; a disk that fails is no fault of the file.
    private static bool IsForeign(Exception error) =>
        error is not (UnreadableException or OperationCanceledException or OutOfMemoryException)
            and (not IOException or EndOfStreamException);

    // The SDK reads some parts as a whole and trusts the package; so the package is looked through before.
    private static void CheckPackage(Stream stream)
    {
        stream.Position = 0;
        using var package = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        if (package.Entries.Count > ReadLimits.EntryLimit)
            throw UnreadableException.TooLarge($"hơn {ReadLimits.EntryLimit} phần", $"more than {ReadLimits.EntryLimit} parts");
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in package.Entries)
        {
            if (!names.Add(entry.FullName.Replace('\\', '/').TrimStart('/')))
                throw UnreadableException.Malformed();
            var isSmall = entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)
                || entry.FullName.StartsWith("[Content_Types]", StringComparison.OrdinalIgnoreCase);
            if (isSmall && entry.Length > ReadLimits.SmallPartLimit)
                throw UnreadableException.TooLarge($"{entry.FullName}", $"{entry.FullName}");
            if (entry.Length > ReadLimits.ByteLimit && entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
                throw UnreadableException.TooLarge(
                    $"hơn {ReadLimits.ByteLimit >> 20} MB sau khi giải nén", $"more than {ReadLimits.ByteLimit >> 20} MB when unpacked");
        }
    }

    private static T Read<T>(OpenXmlPart source, ReadLimits count, Func<XmlPart, T> read, CancellationToken cancel)
    {
        using var part = new XmlPart(source.GetStream(FileMode.Open, FileAccess.Read), count, cancel);
        return read(part);
    }

    private static IEnumerable<SheetTable> Tables(WorkbookPart book, WorkbookContext context, CancellationToken cancel)
    {
        var number = 0;
        foreach (var sheet in book.Workbook.Sheets?.Elements<Sheet>() ?? [])
        {
            if (++number > ReadLimits.SheetLimit)
                throw UnreadableException.TooLarge($"hơn {ReadLimits.SheetLimit} trang tính", $"more than {ReadLimits.SheetLimit} sheets");
            var isHidden = sheet.State?.Value is { } state && state != SheetStateValues.Visible;
            if (sheet.Id?.Value is not { Length: > 0 } id || !book.TryGetPartById(id, out var part))
                throw UnreadableException.Malformed();
            if (part is WorksheetPart worksheet)
                yield return new SheetTable(
                    sheet.Name?.Value ?? $"Sheet{number}", isHidden, count => Lines(worksheet, context, count, cancel));
        }
    }

    private static IEnumerable<SheetLine> Lines(WorksheetPart source, WorkbookContext context, ReadLimits count, CancellationToken cancel)
    {
        using var part = Guarded(() => new XmlPart(source.GetStream(FileMode.Open, FileAccess.Read), count, cancel));
        using var lines = new SheetXml(part, context, count).Lines().GetEnumerator();
        while (Guarded(lines.MoveNext))
            yield return lines.Current;
    }

    private static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (IsForeign(error))
        {
            throw UnreadableException.Malformed();
        }
    }
}
