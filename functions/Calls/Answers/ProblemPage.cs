using System.Net;
using System.Text;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Calls.Answers;

/// <summary>A problem for a person in a browser: a short page instead of JSON, and the sign-in page instead of a 401.</summary>
public static class ProblemPage
{
    /// <summary>Where a browser signs in.</summary>
    public const string SignInPath = "/sign-in";

    /// <summary>Whether a browser asks for a page; programs do not name HTML among what they accept.</summary>
    public static bool IsWanted(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes the page, or leads to the sign-in page and back.</summary>
    public static async Task WriteAsync(HttpContext http, int status, string title, string detail, Language language)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentLanguage = language.Tag();
        var here = http.Request.Path + http.Request.QueryString;
        if (status == StatusCodes.Status401Unauthorized && HttpMethods.IsGet(http.Request.Method)
            && http.Request.Headers["Sec-Fetch-Site"] != "cross-site")
        {
            http.Response.Redirect($"{SignInPath}?next={Uri.EscapeDataString(here)}");
            return;
        }

        // A SameSite=Strict cookie does not come with a link followed from a message or another site; it comes when this
        // page, which is ours, asks again.
        var again = status == StatusCodes.Status401Unauthorized && HttpMethods.IsGet(http.Request.Method)
            ? $"<meta http-equiv=\"refresh\" content=\"0; url={WebUtility.HtmlEncode(here)}\">"
            : "";
        var home = language == Language.Vietnamese ? "Về trang tổng hợp" : "To the summary";
        http.Response.StatusCode = again.Length > 0 ? StatusCodes.Status200OK : status;
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(
            $"""
            <!DOCTYPE html>
            <html lang="{language.Tag()}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{WebUtility.HtmlEncode(title)}</title>{again}<link rel="stylesheet" href="/assets/site.css"></head>
            <body><main class="narrow"><h1>{WebUtility.HtmlEncode(title)}</h1><p>{WebUtility.HtmlEncode(detail)}</p><p>
            <a href="/">{home}</a></p></main></body></html>
            """), http.RequestAborted);
    }
}
