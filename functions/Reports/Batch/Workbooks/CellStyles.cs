using System.Globalization;
using YouthFunctions.Reports.Batch.NumberFormats;

namespace YouthFunctions.Reports.Batch.Workbooks;

/// <summary>The number formats of a workbook's cell styles.</summary>
internal sealed class CellStyles
{
    private const int StyleLimit = 100_000;
    private readonly List<NumberFormat> _styles = [];

    /// <summary>A workbook without styles.</summary>
    public static CellStyles None { get; } = new() { _styles = { NumberFormat.General } };

    /// <summary>The format of a style; null when the workbook has no such style.</summary>
    public NumberFormat? Find(int style) => style >= 0 && style < _styles.Count ? _styles[style] : null;

    /// <summary>Reads the part.</summary>
    public static CellStyles Read(XmlPart part)
    {
        var styles = new CellStyles();
        var formats = new Dictionary<int, NumberFormat>();
        while (part.Read())
        {
            if (part.IsElement("numFmt"))
            {
                if (Number(part, "numFmtId") is { } number && part.Reader.GetAttribute("formatCode") is { Length: <= 1_000 } code)
                    formats[number] = NumberFormat.Parse(code);
            }
            else if (part.IsElement("cellXfs") && !part.Reader.IsEmptyElement)
            {
                styles.ReadStyles(part, formats);
            }
        }

        return styles._styles.Count > 0 ? styles : None;
    }

    private void ReadStyles(XmlPart part, Dictionary<int, NumberFormat> formats)
    {
        for (var depth = part.Reader.Depth; part.Read() && part.Reader.Depth > depth;)
        {
            if (!part.IsElement("xf"))
                continue;
            var number = Number(part, "numFmtId") ?? 0;
            if (!formats.TryGetValue(number, out var format))
                formats[number] = format = NumberFormat.BuiltIn(number);
            _styles.Add(format);
            if (_styles.Count > StyleLimit)
                throw UnreadableException.Malformed();
        }
    }

    private static int? Number(XmlPart part, string name) =>
        int.TryParse(part.Reader.GetAttribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
