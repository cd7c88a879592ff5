using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Pages;

/// <summary>The style sheet and the other files that pages need, out of the program itself, compressed once.</summary>
public sealed class GetAsset
{
    private static readonly FrozenDictionary<string, Asset> Assets = new[]
    {
        Read("site.css", "text/css; charset=utf-8"),
        Read("icon.svg", "image/svg+xml"),
    }.ToFrozenDictionary(asset => asset.Name);

    /// <summary>The address of a file; it changes with the content, so that browsers may keep what they have.</summary>
    public static string Address(string name) => $"/assets/{name}?v={Assets[name].Version}";

    /// <summary>The file, or 404.</summary>
    public Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (!Assets.TryGetValue(call.RouteText("name"), out var asset))
            return Task.FromResult(Problems.NotFound(call, new Text("Không có tệp này.", "There is no such file.")));
        var headers = call.Http.Response.Headers;
        headers.CacheControl = call.QueryText("v") == asset.Version ? "public, max-age=31536000, immutable" : "no-cache";
        headers.Vary = "Accept-Encoding";
        var packed = Compression.AcceptsBrotli(call.Http.Request);
        if (packed)
            headers.ContentEncoding = "br";
        return Task.FromResult(Results.Bytes(packed ? asset.Packed : asset.Plain, asset.MediaType));
    }

    private static Asset Read(string name, string mediaType)
    {
        using var resource = typeof(GetAsset).Assembly.GetManifestResourceStream($"YouthFunctions.Pages.Assets.{name}")
            ?? throw new InvalidOperationException($"The program was built without {name}.");
        using var plain = new MemoryStream();
        resource.CopyTo(plain);
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            brotli.Write(plain.ToArray());
        return new Asset(
            name, mediaType, plain.ToArray(), packed.ToArray(), Convert.ToHexStringLower(SHA256.HashData(plain.ToArray()))[..12]);
    }

    private sealed record Asset(string Name, string MediaType, byte[] Plain, byte[] Packed, string Version);
}
