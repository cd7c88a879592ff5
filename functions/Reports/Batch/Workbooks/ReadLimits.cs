namespace YouthFunctions.Reports.Batch.Workbooks;

/// <summary>
/// What reading a workbook has cost so far, and how much it may cost: with these limits it takes less than 100 MB and,
/// on one core of 2024, less than 2 seconds. A file of 100,000 rows × 40 columns stays below each.
/// </summary>
public sealed class ReadLimits
{
    /// <summary>Unpacked bytes of the parts that are read.</summary>
    public const long ByteLimit = 256L * 1024 * 1024;

    /// <summary>Unpacked bytes of each part that is kept as a whole: the list of sheets, styles, relations.</summary>
    public const int SmallPartLimit = 4 * 1024 * 1024;

    /// <summary>Entries in the package.</summary>
    public const int EntryLimit = 2_000;

    /// <summary>Sheets.</summary>
    public const int SheetLimit = 256;

    /// <summary>Rows that hold something, in all sheets.</summary>
    public const int RowLimit = 110_000;

    /// <summary>Cells that hold something, in all sheets.</summary>
    public const int CellLimit = 4_500_000;

    /// <summary>Cells in all sheets, those that hold nothing too, and what stands around the data.</summary>
    public const int ElementLimit = 8_000_000;

    /// <summary>Cells of a row that hold something.</summary>
    public const int ColumnLimit = 256;

    /// <summary>Characters of a cell, as many as Excel takes.</summary>
    public const int TextLimit = 32_767;

    /// <summary>Bytes of all shared texts.</summary>
    public const int SharedByteLimit = 32 * 1024 * 1024;

    /// <summary>Shared texts.</summary>
    public const int SharedTextLimit = 4_200_000;

    /// <summary>Bytes of one XML token: a tag with its attributes, a comment.</summary>
    public const int TokenLimit = 256 * 1024;

    /// <summary>Different names of elements and attributes in a part.</summary>
    public const int NameLimit = 2_000;

    /// <summary>Elements within each other.</summary>
    public const int DepthLimit = 32;

    /// <summary>Unpacked bytes read.</summary>
    public long Bytes { get; private set; }

    /// <summary>Rows read that hold something.</summary>
    public int Rows { get; private set; }

    /// <summary>Cells read that hold something.</summary>
    public int Cells { get; private set; }

    /// <summary>Cells passed, those that hold nothing too, and what stands around the data.</summary>
    public int Elements { get; private set; }

    /// <summary>Bytes kept of shared texts.</summary>
    public int SharedBytes { get; private set; }

    /// <summary>Shared texts kept.</summary>
    public int SharedTexts { get; private set; }

    /// <summary>Counts unpacked bytes.</summary>
    public void AddBytes(int count)
    {
        if ((Bytes += count) > ByteLimit)
            throw UnreadableException.TooLarge(
                $"hơn {ByteLimit >> 20} MB sau khi giải nén", $"more than {ByteLimit >> 20} MB when unpacked");
    }

    /// <summary>Counts a cell, whether it holds something or not, or a part of the sheet beside its data.</summary>
    public void AddElement(int row)
    {
        if (++Elements > ElementLimit)
            throw UnreadableException.TooLarge(
                $"hơn {ElementLimit:#,0} ô, kể cả ô trống", $"more than {ElementLimit:#,0} cells, empty ones too", row);
    }

    /// <summary>Counts a row and its cells.</summary>
    public void AddRow(int number, int cells)
    {
        Rows++;
        Cells += cells;
        if (Rows > RowLimit)
            throw UnreadableException.TooLarge(
                $"hơn {RowLimit:#,0} dòng có dữ liệu", $"more than {RowLimit:#,0} rows that hold something", number);
        if (Cells > CellLimit)
            throw UnreadableException.TooLarge(
                $"hơn {CellLimit:#,0} ô có dữ liệu", $"more than {CellLimit:#,0} cells that hold something", number);
    }

    /// <summary>Counts a shared text.</summary>
    public void AddShared(int bytes)
    {
        SharedTexts++;
        SharedBytes += bytes;
        if (SharedBytes > SharedByteLimit || SharedTexts > SharedTextLimit)
            throw UnreadableException.TooLarge(
                $"hơn {SharedByteLimit >> 20} MB văn bản trong các ô", $"more than {SharedByteLimit >> 20} MB of text in cells");
    }
}
