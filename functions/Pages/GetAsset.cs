using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Organisations;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Pages;

/// <summary>The style sheet and the other files that pages need, out of the program itself, compressed once.</summary>
public sealed class GetAsset
{
    private static readonly FrozenDictionary<string, Asset> Assets = ((Asset[])
    [
        Pack(
            "site.css", "text/css; charset=utf-8",
            [
                .. ReadPart("site.css"), .. ReadPart("charts.css"), .. ReadPart("print.css"),
                .. Encoding.UTF8.GetBytes(Organisation.Current.Css),
            ]),
        Pack("icon.svg", "image/svg+xml", Organisation.Current.Emblem.ToArray()),
        .. Organisation.Current.Icons.Select(icon => Pack(
            FormattableString.Invariant($"icon-{icon.Key}.png"), "image/png", icon.Value.ToArray())),
        Pack(
            "manifest.webmanifest", "application/manifest+json",
            Encoding.UTF8.GetBytes(AppManifest.Write(
                Encoding.UTF8.GetString(ReadPart("manifest.webmanifest")), Organisation.Current))),
    ]).ToFrozenDictionary(asset => asset.Name);

    // Scripts import each other by name, so they have one version together, which stands in their folder.
    private static readonly FrozenDictionary<string, Asset> Scripts = new[]
    {
        "numbers.js", "texts.js", "queue.js", "phone.js", "outbox.js", "fields.js", "review.js", "panel.js", "panel-texts.js",
        "reminders.js", "form.js", "enter.js", "share.js", "sign-in.js", "sign-out.js", "service-worker.js",
    }.Select(name => Read(name, "text/javascript; charset=utf-8")).ToFrozenDictionary(asset => asset.Name);

    private static readonly string ScriptVersion = Convert.ToHexStringLower(SHA256.HashData(
        Encoding.ASCII.GetBytes(string.Concat(Scripts.OrderBy(pair => pair.Key).Select(pair => pair.Value.Version)))))[..12];

    /// <summary>The address of a file; it changes with the content, so that browsers may keep what they have.</summary>
    public static string Address(string name) => $"/assets/{name}?v={Assets[name].Version}";

    /// <summary>The address of a script, in a folder whose name changes when any script does.</summary>
    public static string Script(string name) => $"/assets/{ScriptVersion}/{Scripts[name].Name}";

    /// <summary>A script, or 404. A page that is older than the program gets what there is now, and keeps it not.</summary>
    public Task<IResult> HandleScript(Call call, CancellationToken cancel)
    {
        if (!Scripts.TryGetValue(call.RouteText("name"), out var script))
            return Task.FromResult(Problems.NotFound(call, new Text("Không có tệp này.", "There is no such file.")));
        // The worker lies among the other scripts, and answers for all pages.
        if (script.Name == "service-worker.js")
            call.Http.Response.Headers["Service-Worker-Allowed"] = "/";
        return Task.FromResult(Answer(call, script, call.RouteText("version") == ScriptVersion));
    }

    /// <summary>The file, or 404.</summary>
    public Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (!Assets.TryGetValue(call.RouteText("name"), out var asset))
            return Task.FromResult(Problems.NotFound(call, new Text("Không có tệp này.", "There is no such file.")));
        return Task.FromResult(Answer(call, asset, call.QueryText("v") == asset.Version));
    }

    private static IResult Answer(Call call, Asset asset, bool isVersioned)
    {
        var headers = call.Http.Response.Headers;
        headers.CacheControl = isVersioned ? "public, max-age=31536000, immutable" : "no-cache";
        headers.Vary = "Accept-Encoding";
        var packed = Compression.AcceptsBrotli(call.Http.Request);
        if (packed)
            headers.ContentEncoding = "br";
        return Results.Bytes(packed ? asset.Packed : asset.Plain, asset.MediaType);
    }

    private static Asset Read(string name, string mediaType) => Pack(name, mediaType, ReadPart(name));

    private static Asset Pack(string name, string mediaType, byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            brotli.Write(plain);
        return new Asset(name, mediaType, plain, packed.ToArray(), Convert.ToHexStringLower(SHA256.HashData(plain))[..12]);
    }

    private static byte[] ReadPart(string name)
    {
        using var resource = typeof(GetAsset).Assembly.GetManifestResourceStream($"YouthFunctions.Pages.Assets.{name}")
            ?? throw new InvalidOperationException($"The program was built without {name}.");
        using var plain = new MemoryStream();
        resource.CopyTo(plain);
        return plain.ToArray();
    }

    private sealed record Asset(string Name, string MediaType, byte[] Plain, byte[] Packed, string Version);
}
