using System.Text.Json;

namespace YouthFunctions.Reports.Wire;

/// <summary>The JSON body of a request: well-formed, and whole Unicode.</summary>
public sealed class JsonRequestBody : IDisposable
{
    private readonly JsonDocument _document;

    internal JsonRequestBody(ReadOnlyMemory<byte> bytes, JsonDocument document) => (Bytes, _document) = (bytes, document);

    /// <summary>The body's bytes, unpacked and without a byte order mark.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The top of the document; valid until disposed.</summary>
    public JsonElement Root => _document.RootElement;

    /// <inheritdoc/>
    public void Dispose() => _document.Dispose();
}
