using System.Xml;
using YouthFunctions.Storage;
using YouthFunctions.Storage.Pipeline;

namespace YouthFunctions.Reports.Batch.Workbooks;

/// <summary>
/// Reads the XML of a part so that nothing in it can take more memory than the limits say: no DTD, bounded depth, tags,
/// names and texts. It counts what is unpacked while it reads; what the package claims is not believed.
/// </summary>
internal sealed class XmlPart : IDisposable
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Strict = "http://purl.oclc.org/ooxml/spreadsheetml/main";

    private readonly CountedStream _stream;
    private string _spreadsheet = Main;
    private readonly char[] _text = new char[ReadLimits.TextLimit + 1];

    public XmlPart(Stream part, ReadLimits count, CancellationToken cancel)
    {
        _stream = new CountedStream(part, count, cancel);
        Reader = XmlReader.Create(_stream, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
            CloseInput = true,
            NameTable = new BoundedNameTable(),
        });
    }

    /// <summary>At the node that <see cref="Read"/> came to.</summary>
    public XmlReader Reader { get; }

    /// <summary>The characters appended since <see cref="ClearText"/>.</summary>
    public ReadOnlySpan<char> Text => _text.AsSpan(0, TextLength);

    private int TextLength { get; set; }

    /// <summary>Goes to the next node; false at the end.</summary>
    public bool Read()
    {
        _stream.StartToken();
        return Reader.Read() && (Reader.Depth <= ReadLimits.DepthLimit ? true : throw UnreadableException.Malformed());
    }

    /// <summary>Whether this is a start tag of SpreadsheetML with a name.</summary>
    public bool IsElement(string name) => Reader.NodeType == XmlNodeType.Element && Reader.LocalName == name && IsSpreadsheet();

    /// <summary>Whether this is text.</summary>
    public bool IsText() =>
        Reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace;

    /// <summary>Forgets the text.</summary>
    public void ClearText() => TextLength = 0;

    /// <summary>Appends the value of the text or attribute here.</summary>
    /// <param name="row">Where it stands, for the fault of a text that is too long.</param>
    /// <param name="column">Where it stands.</param>
    public void AppendText(int row = 0, int column = -1)
    {
        int read;
        do
        {
            _stream.StartToken();
            read = Reader.ReadValueChunk(_text, TextLength, _text.Length - TextLength);
            TextLength += read;
            if (TextLength > ReadLimits.TextLimit)
                throw UnreadableException.TooLarge(
                    $"một ô có hơn {ReadLimits.TextLimit} ký tự", $"a cell has more than {ReadLimits.TextLimit} characters", row, column);
        }
        while (read > 0);
    }

    /// <summary>The value of the attribute here, which a tag within the limit holds as a whole.</summary>
    public ReadOnlySpan<char> AttributeValue(int row, int column)
    {
        TextLength = Reader.ReadValueChunk(_text, 0, _text.Length);
        return TextLength <= ReadLimits.TextLimit ? Text : throw UnreadableException.Malformed(row, column);
    }

    /// <summary>Goes to the end tag of the element here, whatever it holds.</summary>
    public void SkipElement()
    {
        if (Reader.IsEmptyElement)
            return;
        for (var depth = Reader.Depth; Read() && Reader.Depth > depth;)
        {
            // Only the tags between matter, and they are bounded.
        }
    }

    public void Dispose() => Reader.Dispose();

    // The reader gives the same string for the same namespace, so that most tags need no comparison of letters.
    private bool IsSpreadsheet()
    {
        var name = Reader.NamespaceURI;
        if (ReferenceEquals(name, _spreadsheet))
            return true;
        if (name is not (Main or Strict))
            return false;
        _spreadsheet = name;
        return true;
    }

    // Names stay in the table for as long as the reader lives; a part with a million names is no sheet.
    private sealed class BoundedNameTable : NameTable
    {
        private int _count;

        public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? (Counted() ? base.Add(key, start, len) : "");

        public override string Add(string key) => Get(key) ?? (Counted() ? base.Add(key) : "");

        private bool Counted() => ++_count <= ReadLimits.NameLimit ? true : throw UnreadableException.Malformed();
    }

    private sealed class CountedStream(Stream inner, ReadLimits count, CancellationToken cancel) : ReadOnlyStream
    {
        private int _token;

        // The reader asks for more bytes only as far as the token at which it stands needs them.
        public void StartToken() => _token = 0;

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            cancel.ThrowIfCancellationRequested();
            var read = inner.Read(buffer);
            count.AddBytes(read);
            if ((_token += read) > ReadLimits.TokenLimit)
                throw UnreadableException.Malformed();
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
