using System.IO.Compression;

namespace YouthFunctions.Pages;

/// <summary>Compresses answers; no ASP.NET middleware, because not every host runs it.</summary>
public static class Compression
{
    /// <summary>Whether Brotli is among <c>Accept-Encoding</c>.</summary>
    public static bool AcceptsBrotli(HttpRequest request) => Accepts(request, "br");

    /// <summary>The body of the answer, compressed as the request allows; dispose it to finish.</summary>
    public static Stream Open(HttpContext http)
    {
        http.Response.Headers.Vary = "Accept-Encoding";
        var coding = Accepts(http.Request, "br") ? "br" : Accepts(http.Request, "gzip") ? "gzip" : null;
        if (coding is null)
            return http.Response.Body;
        http.Response.Headers.ContentEncoding = coding;
        return coding == "br"
            ? new BrotliStream(http.Response.Body, new BrotliCompressionOptions { Quality = 4 })
            : new GZipStream(http.Response.Body, CompressionLevel.Fastest);
    }

    private static bool Accepts(HttpRequest request, string wanted) =>
        request.Headers.AcceptEncoding.ToString().Split(',').Any(coding => coding.AsSpan().Trim().SequenceEqual(wanted));
}
