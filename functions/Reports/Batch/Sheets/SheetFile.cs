using System.Runtime.CompilerServices;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Reports.Batch.Workbooks;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.Reports.Batch.Sheets;

/// <summary>
/// Reads the reports of a CSV file, or of all sheets of a workbook in the order of their tabs, a row at a time. Each part of
/// the file becomes a row, or a fault that names where it stands, or is left out by one of these rules: lines above the head
/// (titles), repeated heads, sheets without a head and without any number (instructions), hidden sheets without a head
/// (lists for validation), charts.
/// </summary>
/// <param name="stream">The file; can be read at any place, and more than once.</param>
/// <param name="isXlsx">Whether it is a workbook.</param>
/// <param name="stated">How it writes numbers, if the sender says so.</param>
public sealed class SheetFile(Stream stream, bool isXlsx, NumberStyle stated)
{
    private const int FaultLimit = 5_000;
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <summary>What reading has cost.</summary>
    public ReadLimits Count { get; } = new();

    /// <summary>The reports in order; a row without a report says that the rest of its sheet, or of the file, cannot be read.</summary>
    public async IAsyncEnumerable<SubmittedRow> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        var faults = 0;
        foreach (var row in isXlsx ? Workbook(cancel) : Csv(cancel))
        {
            cancel.ThrowIfCancellationRequested();
            yield return row;
            faults += row.Faults.Count;
            if (faults <= FaultLimit)
                continue;
            yield return new SubmittedRow(row.Number, null, [new Fault(row.Faults[^1].Pointer, "file.too-many-faults", new(
                $"Tệp có hơn {FaultLimit} lỗi; các dòng sau chưa được đọc. Hãy sửa các lỗi trên rồi gửi lại.",
                $"The file has more than {FaultLimit} faults; what follows was not read. Correct these and send it again."))])
            { Sheet = row.Sheet };
            yield break;
        }
    }

    private IEnumerable<SubmittedRow> Csv(CancellationToken cancel)
    {
        var (table, fault) = CsvTable(cancel);
        return table is null ? [new SubmittedRow(1, null, [fault!])] : new SheetReader(table, stated, Count).Rows(isRequired: true);
    }

    // The delimiter is the one with which a head is found: titles above it may hold any.
    private (SheetTable? Table, Fault? Fault) CsvTable(CancellationToken cancel)
    {
        var text = new CsvText(stream, cancel);
        try
        {
            if (text.StatedDelimiter() is { } delimiter)
                return (new SheetTable(null, false, _ => text.Lines(delimiter, skipsFirst: true)), null);
        }
        catch (UnreadableException error)
        {
            return (null, SheetReader.ToFault(error, new SheetPlace(null), 1));
        }

        var tables = Delimiters.Select(delimiter => new SheetTable(null, false, _ => text.Lines(delimiter, skipsFirst: false))).ToArray();
        return (tables.MaxBy(table => SheetHeader.Rank(table, Count)), null);
    }

    private IEnumerable<SubmittedRow> Workbook(CancellationToken cancel)
    {
        var (book, fault) = Open(cancel);
        using (book)
        {
            if (book is null)
            {
                yield return new SubmittedRow(1, null, [fault!]);
                yield break;
            }

            var hasRows = false;
            foreach (var table in book.Sheets)
            {
                foreach (var row in new SheetReader(table, stated, Count).Rows(isRequired: false))
                {
                    hasRows = true;
                    yield return row;
                }
            }

            if (!hasRows && book.Sheets.FirstOrDefault(table => !table.IsHidden) is { } first)
                yield return new SubmittedRow(1, null, [SheetHeader.Missing(new SheetPlace(first.Name).Cell(0, 1))]) { Sheet = first.Name };
        }
    }

    private (WorkbookFile? Book, Fault? Fault) Open(CancellationToken cancel)
    {
        try
        {
            return (WorkbookFile.Open(stream, Count, cancel), null);
        }
        catch (UnreadableException error)
        {
            return (null, new Fault("", error.Code, error.Text));
        }
    }
}
