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

    /// <summary>Packs a document.</summary>
    /// <exception cref="InvalidOperationException">It is larger than a property holds.</exception>
    public static byte[] Pack<T>(T document)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            JsonSerializer.Serialize(brotli, document, StoredJson.Options);
        return packed.Length <= PropertyLimit
            ? packed.ToArray()
            : throw new InvalidOperationException(
                $"A packed {typeof(T).Name} of {packed.Length} bytes does not fit a property of {PropertyLimit}.");
    }

    /// <summary>Reads a packed document.</summary>
    /// <exception cref="JsonException">The bytes hold something else.</exception>
    public static T Unpack<T>(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<T>(brotli, StoredJson.Options) ?? throw new JsonException($"An empty {typeof(T).Name}.");
    }
}
