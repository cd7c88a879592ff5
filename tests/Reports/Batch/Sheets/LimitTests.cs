using System.IO.Compression;
using System.Text;
using YouthFunctions.Reports.Batch.Sheets;
using YouthFunctions.Reports.Batch.Workbooks;
using YouthFunctions.Reports.Wire;
using static YouthFunctions.Tests.Reports.Batch.Sheets.WorkbookMaker;

namespace YouthFunctions.Tests.Reports.Batch.Sheets;

/// <summary>What reading may cost, counted in bytes and cells and not by the clock.</summary>
public sealed class LimitTests
{
    private const string Head =
        "<row r=\"1\"><c t=\"str\"><v>unit</v></c><c t=\"str\"><v>period</v></c><c t=\"str\"><v>trees-planted</v></c></row>";
    private const string Line = "<row><c t=\"str\"><v>01</v></c><c t=\"str\"><v>2024-05</v></c><c><v>5</v></c></row>";
    private const long SmallHeap = 40L * 1024 * 1024;
    private const long SmallFile = 768 * 1024;
    private const int BlockSize = 64 * 1024;

    private static async Task<(List<SubmittedRow> Rows, ReadLimits Count, long Allocated)> ReadAsync(byte[] file, bool isXlsx = true)
    {
        using var stream = new MemoryStream(file, writable: false);
        var sheet = new SheetFile(stream, isXlsx, NumberStyle.Unknown);
        var rows = new List<SubmittedRow>();
        var before = GC.GetAllocatedBytesForCurrentThread();
        await foreach (var row in sheet.ReadAsync(CancellationToken.None))
            rows.Add(row);
        return (rows, sheet.Count, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    // A part of any size: the text is written as often as needed, many of a short one at once. A new archive, since one that is changed
    // keeps its entries in memory.
    private static byte[] With(string entry, string start, string repeated, int times, string end, byte[]? file = null)
    {
        using var stream = new MemoryStream();
        using (var from = new ZipArchive(new MemoryStream(file ?? Make([("Sheet1", "", Head + Line)], [], []))))
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var kept in from.Entries.Where(kept => kept.FullName != entry))
            {
                using var part = kept.Open();
                using var copy = zip.CreateEntry(kept.FullName, CompressionLevel.Fastest).Open();
                part.CopyTo(copy);
            }

            using var text = zip.CreateEntry(entry, CompressionLevel.Fastest).Open();
            text.Write(Encoding.UTF8.GetBytes(start));
            var atOnce = Math.Clamp(BlockSize / Math.Max(1, repeated.Length), 1, Math.Max(1, times));
            var block = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(repeated, atOnce)));
            for (var left = times; left > 0; left -= atOnce)
                text.Write(block.AsSpan(0, block.Length / atOnce * Math.Min(left, atOnce)));
            text.Write(Encoding.UTF8.GetBytes(end));
        }

        return stream.ToArray();
    }

    /// <summary>A large array is collected with all that lives, so each small file would cost what the whole program keeps.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_small_file_is_read_in_little_memory(bool isXlsx)
    {
        var file = isXlsx
            ? Make([("Sheet1", "", Head + Line)], texts: ["unit", "period"])
            : Encoding.UTF8.GetBytes("unit,period,trees-planted\n01,2024-05,5\n");
        await ReadAsync(file, isXlsx); // what is made once
        Assert.InRange((await ReadAsync(file, isXlsx)).Allocated, 1, SmallFile);
    }

    private static byte[] Sheet(string start, string repeated, int times, string end) =>
        With("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{start}", repeated, times,
            end + "</sheetData></worksheet>");

    [Fact]
    public async Task A_row_costs_what_it_holds_and_not_what_its_styles_or_the_dimension_say()
    {
        var far = "<row r=\"9\"><c r=\"XFD9\" s=\"0\"/></row><row r=\"1048576\" s=\"0\"><c r=\"A1048576\" s=\"0\"/><c r=\"XFD1048576\" "
            + "s=\"0\"/></row>";
        var (rows, count, allocated) = await ReadAsync(With(
            "xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{Main}\"><dimension ref=\"A1:XFD1048576\"/><sheetData>{Head}{Line}", far, 1,
            "</sheetData></worksheet>"));
        Assert.Equal((1, 2, 6), (rows.Count, count.Rows, count.Cells));
        Assert.True(allocated < SmallHeap, $"{allocated} bytes");
    }

    [Fact]
    public async Task Empty_rows_and_cells_of_a_whole_sheet_hold_nothing()
    {
        var (rows, count, _) = await ReadAsync(Sheet(Head + Line, "<row><c s=\"0\"/><c s=\"0\"/></row>", 200_000, ""));
        Assert.Equal((1, 2, 6), (rows.Count, count.Rows, count.Cells));
    }

    [Theory]
    [InlineData("<row><c t=\"inlineStr\"><is><t>", "</t></is></c></row>")]
    [InlineData("<row><c t=\"str\"><v>", "</v></c></row>")]
    [InlineData("<row><c><v>", "</v></c></row>")]
    [InlineData("<row><c><f>", "</f><v>1</v></c></row>")]
    [InlineData("<row><c r=\"", "\"/></row>")]
    [InlineData("<row><c t=\"str\"><v><![CDATA[", "]]></v></c></row>")]
    [InlineData("<!--", "-->")]
    [InlineData("<?x ", "?>")]
    [InlineData("<row x", "=\"1\"/>")]
    public async Task One_token_of_64_megabytes_is_never_kept(string start, string end)
    {
        var (rows, count, allocated) = await ReadAsync(Sheet(Head + Line + start, new string('7', 64 * 1024), 1_024, end));
        Assert.True(allocated < SmallHeap, $"{allocated} bytes for {count.Bytes} read");
        if (!start.Contains("<f>", StringComparison.Ordinal)) // a formula's text is passed over
        {
            Assert.Null(rows[^1].Report);
            Assert.True(count.Bytes < 1024 * 1024, $"{count.Bytes} bytes read");
        }
    }

    [Fact]
    public async Task A_shared_text_of_64_megabytes_and_millions_of_shared_texts_are_refused()
    {
        var (rows, _, allocated) = await ReadAsync(
            With("xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\"><si><t>", new string('x', 64 * 1024), 1_024, "</t></si></sst>"));
        Assert.Equal("file.too-large", Assert.Single(Assert.Single(rows).Faults).Code);
        Assert.True(allocated < SmallHeap, $"{allocated} bytes");
        (rows, var count,
            allocated) = await ReadAsync(
                With("xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">", $"<si><t>{new string('x', 1_000)}</t></si>", 64 * 1024, "</sst>"));
        Assert.Equal("file.too-large", Assert.Single(Assert.Single(rows).Faults).Code);
        Assert.InRange(count.SharedBytes, ReadLimits.SharedByteLimit, ReadLimits.SharedByteLimit + 2_000);
        Assert.True(allocated < ReadLimits.SharedByteLimit + SmallHeap, $"{allocated} bytes");
    }

    [Fact]
    public async Task Names_depth_and_columns_are_bounded()
    {
        var names = Sheet(
            Head + Line, "", 0, string.Concat(Enumerable.Range(0, 5_000).Select(number => $"<row><c a{number}=\"1\"/></row>")));
        var deep = Sheet(Head + Line + "<row><c><v>", "<a>", 100_000, "");
        var wide = Sheet(Head + Line + "<row>", "<c><v>1</v></c>", 300, "</row>");
        Assert.Equal("malformed", (await ReadAsync(names)).Rows[^1].Faults[0].Code);
        Assert.Equal("malformed", (await ReadAsync(deep)).Rows[^1].Faults[0].Code);
        Assert.Equal("file.too-large", (await ReadAsync(wide)).Rows[^1].Faults[0].Code);
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task Rows_are_bounded()
    {
        var (rows, count, _) = await ReadAsync(Sheet(Head, Line, ReadLimits.RowLimit + 10, ""));
        Assert.Equal(("file.too-large", ReadLimits.RowLimit + 1), (rows[^1].Faults[0].Code, count.Rows));
    }

    [Fact]
    public async Task A_bomb_is_refused_by_what_it_unpacks_to_whatever_it_claims()
    {
        var bomb = Sheet(Head, string.Concat(Enumerable.Repeat("<row/>", 1024)), 50 * 1024, "");
        var (rows, count, _) = await ReadAsync(bomb);
        Assert.Equal("file.too-large", Assert.Single(rows[^1].Faults).Code);
        Assert.Equal(0, count.Bytes); // the package itself says so

        for (var index = 0; index < bomb.Length - 46; index++) // or claims to be small
        {
            if (bomb.AsSpan(index, 4).SequenceEqual("PK\x01\x02"u8) && bomb.AsSpan(index + 46).StartsWith("xl/worksheets/sheet1.xml"u8))
                BitConverter.TryWriteBytes(bomb.AsSpan(index + 24), 1_000);
        }

        (rows, count, _) = await ReadAsync(bomb);
        Assert.Null(rows[^1].Report);
        Assert.True(count.Bytes <= ReadLimits.ByteLimit + 100_000);
    }

    [Theory]
    [InlineData("[Content_Types].xml")]
    [InlineData("_rels/.rels")]
    [InlineData("xl/_rels/workbook.xml.rels")]
    [InlineData("xl/workbook.xml")]
    [InlineData("xl/styles.xml")]
    public async Task Other_parts_are_bounded_too(string entry)
    {
        var (rows, _, allocated) = await ReadAsync(
            With(entry, $"<styleSheet xmlns=\"{Main}\"><cellXfs>", "<xf numFmtId=\"0\"/>", 3_000_000, "</cellXfs></styleSheet>"));
        Assert.Contains(Assert.Single(Assert.Single(rows).Faults).Code, new[] { "malformed", "file.too-large" });
        Assert.True(allocated < SmallHeap, $"{allocated} bytes");
    }

    [Fact]
    public async Task A_dtd_twice_the_same_part_and_thousands_of_parts_are_refused()
    {
        var dtd = With("xl/worksheets/sheet1.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet/>", "", 0, "");
        var file = Make([("Sheet1", "", Head + Line)]);
        using var stream = new MemoryStream();
        stream.Write(file);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
            zip.CreateEntry("XL/worksheets/Sheet1.xml");
        using var many = new MemoryStream();
        many.Write(file);
        using (var zip = new ZipArchive(many, ZipArchiveMode.Update, leaveOpen: true))
            for (var count = 0; count < ReadLimits.EntryLimit; count++)
                zip.CreateEntry($"x{count}");
        foreach (var bytes in new[] { dtd, stream.ToArray(), many.ToArray(), file[..(file.Length / 2)], file[..100], [] })
            Assert.Null((await ReadAsync(bytes)).Rows[^1].Report);
    }

    [Fact]
    public void Cancelling_ends_the_reading_within_a_sheet_s_empty_rows()
    {
        using var cancel = new CancellationTokenSource();
        using var stream = new MemoryStream(Sheet(Head, "<row/>", 1_000_000, Line));
        var count = new ReadLimits();
        using var book = WorkbookFile.Open(stream, count, cancel.Token);
        using var lines = book.Sheets[0].Lines(count).GetEnumerator();
        Assert.True(lines.MoveNext());

        cancel.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => lines.MoveNext());
        Assert.True(count.Bytes < 1_000_000);
    }
}
