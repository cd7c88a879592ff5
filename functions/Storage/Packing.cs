using System.Buffers;
using System.IO.Compression;
using System.Text.Json;

namespace YouthFunctions.Storage;

/// <summary>
/// Packs a document into one binary property: UTF-8 JSON under Brotli. A property holds 64 KiB and an entity 1 MiB, so
/// a unit's year fits one row and a page of 1,000 rows carries a thousand unit-years.
/// </summary>
public static class Packing
{
    /// <summary>The limit of one property in Azure Tables, in bytes.</summary>
    public const int PropertyLimit = 64 * 1024;

    // How much larger a document is than its packed form, mostly.
    private const int UsualRatio = 8;

    /// <summary>Packs a document.</summary>
    /// <exception cref="DocumentTooLargeException">It is larger than a property holds.</exception>
    public static byte[] Pack<T>(T document) => // not through a writer: converters flush it, and Brotli packs each small piece by itself
        Pack(typeof(T), brotli => JsonSerializer.Serialize(brotli, document, StoredJson.Options));

    /// <summary>Packs what is written of a document.</summary>
    /// <exception cref="DocumentTooLargeException">It is larger than a property holds.</exception>
    public static byte[] Pack<T>(Action<Utf8JsonWriter> write) => Pack(typeof(T), brotli =>
    {
        using var json = new Utf8JsonWriter(brotli, new JsonWriterOptions { Encoder = StoredJson.Options.Encoder });
        write(json);
    });

    /// <summary>Reads a packed document.</summary>
    /// <exception cref="JsonException">The bytes hold something else.</exception>
    public static T Unpack<T>(byte[] packed) => Unpack(packed, json =>
        JsonSerializer.Deserialize<T>(json, StoredJson.Options) ?? throw new JsonException($"An empty {typeof(T).Name}."));

    /// <summary>Reads a packed document from its JSON, which is only there for the call.</summary>
    /// <exception cref="JsonException">The bytes hold something else.</exception>
    public static T Unpack<T>(byte[] packed, Func<ReadOnlySpan<byte>, T> parse)
    {
        // Twice as fast at once as through a stream, which would hand over JSON in pieces.
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(packed.Length, 1) * UsualRatio);
        var decoder = new BrotliDecoder();
        try
        {
            var (read, length) = (0, 0);
            while (true)
            {
                var status = decoder.Decompress(packed.AsSpan(read), buffer.AsSpan(length), out var taken, out var given);
                (read, length) = (read + taken, length + given);
                if (status == OperationStatus.Done)
                    return parse(buffer.AsSpan(0, length));
                if (status != OperationStatus.DestinationTooSmall)
                    throw new JsonException($"No packed {typeof(T).Name}.");
                var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
                buffer.AsSpan(0, length).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(buffer);
                buffer = larger;
            }
        }
        finally
        {
            decoder.Dispose();
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Pack(Type type, Action<BrotliStream> write)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            write(brotli);
        return packed.Length <= PropertyLimit
            ? packed.ToArray()
            : throw new DocumentTooLargeException(type.Name, packed.Length);
    }
}
