using System.Buffers.Binary;
using System.Text;

namespace YouthFunctions.Reports.Batch.Workbooks;

/// <summary>The texts that cells of a workbook share, kept as UTF-8 in blocks: millions of strings would take four times as much.</summary>
internal sealed class SharedTexts
{
    private const int BlockBits = 20;
    private const int BlockSize = 1 << BlockBits;
    private const int LengthSize = 4;
    private const int PlacesSize = 1 << 16;

    // Most workbooks share few texts. Arrays are doubled up to their size: a large one is collected with all that lives.
    private const int FirstSize = 1 << 10;

    private readonly List<byte[]> _blocks = [];
    private readonly List<int[]> _places = [];
    private int _used = BlockSize;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The text of an index below <see cref="Count"/>.</summary>
    public string this[int index]
    {
        get
        {
            var place = _places[index / PlacesSize][index % PlacesSize];
            var bytes = _blocks[place >> BlockBits].AsSpan(place & (BlockSize - 1));
            return Encoding.UTF8.GetString(bytes.Slice(LengthSize, BinaryPrimitives.ReadInt32LittleEndian(bytes)));
        }
    }

    /// <summary>Reads the part; phonetic hints of East Asian texts are no text.</summary>
    public static SharedTexts Read(XmlPart part, ReadLimits count)
    {
        var texts = new SharedTexts();
        while (part.Read())
        {
            if (!part.IsElement("si"))
                continue;
            part.ClearText();
            if (!part.Reader.IsEmptyElement)
                ReadItem(part, part.Reader.Depth, 0, -1);
            texts.Add(part.Text, count);
        }

        return texts;
    }

    /// <summary>Appends the text of an <c>si</c> or <c>is</c> element up to its end tag.</summary>
    public static void ReadItem(XmlPart part, int depth, int row, int column)
    {
        var isText = false;
        while (part.Read() && part.Reader.Depth > depth)
        {
            if (part.IsElement("rPh"))
                part.SkipElement();
            else if (part.IsElement("t"))
                isText = !part.Reader.IsEmptyElement;
            else if (part.Reader.NodeType == System.Xml.XmlNodeType.EndElement)
                isText = false;
            else if (part.IsText())
                part.AppendText(isText ? row : throw UnreadableException.Malformed(row, column), column);
        }
    }

    private void Add(ReadOnlySpan<char> text, ReadLimits count)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        count.AddShared(length + LengthSize);
        if (_used + length + LengthSize > BlockSize)
        {
            _blocks.Add(new byte[FirstSize]);
            _used = 0;
        }

        Lengthen(_blocks, _used + length + LengthSize, BlockSize);
        if (Count % PlacesSize == 0)
            _places.Add(new int[FirstSize]);
        Lengthen(_places, (Count % PlacesSize) + 1, PlacesSize);
        _places[^1][Count++ % PlacesSize] = ((_blocks.Count - 1) << BlockBits) | _used;
        var block = _blocks[^1].AsSpan(_used);
        BinaryPrimitives.WriteInt32LittleEndian(block, length);
        Encoding.UTF8.GetBytes(text, block[LengthSize..]);
        _used += length + LengthSize;
    }

    private static void Lengthen<T>(List<T[]> arrays, int least, int most)
    {
        var last = arrays[^1];
        if (last.Length >= least)
            return;
        Array.Resize(ref last, Math.Min(most, Math.Max(least, 2 * last.Length)));
        arrays[^1] = last;
    }
}
