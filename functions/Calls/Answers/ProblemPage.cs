using System.Net;
using System.Text;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Calls.Answers;

/// <summary>A problem for a person in a browser: a short page instead of JSON, and the sign-in page instead of a 401.</summary>
public static class ProblemPage
{
    /// <summary>Where a browser signs in.</summary>
    public const string SignInPath = "/sign-in";

    /// <summary>What the names of fields begin with that are kept over a sign-in.</summary>
    public const string Kept = "kept.";

    /// <summary>The field by which a form says which of its steps is meant. One that has it is shown again by the step <c>edit</c>, and
    /// changes nothing then; one without it knows no steps and does its work at once.</summary>
    public const string Step = "step";

    private const long MaxKeptForm = 1024 * 1024;

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

        var kept = status == StatusCodes.Status401Unauthorized ? await SignInAndBackAsync(http.Request, here, language) : "";
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
            <body><main class="narrow"><h1>{WebUtility.HtmlEncode(title)}</h1><p>{WebUtility.HtmlEncode(detail)}</p>{kept}<p>
            <a href="/">{home}</a></p></main></body></html>
            """), http.RequestAborted);
    }

    private static async Task<IFormCollection?> FindFormAsync(HttpRequest request)
    {
        try
        {
            return await request.ReadFormAsync(request.HttpContext.RequestAborted);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or ObjectDisposedException)
        {
            return null; // broken, or read and closed already
        }
    }

    // A form that was sent after the session ended: whoever signs in here is back at what they typed. A form without steps cannot be shown
    // again by sending it: it is not kept, and its page is where its button is.
    private static async Task<string> SignInAndBackAsync(HttpRequest request, string here, Language language)
    {
        if (!HttpMethods.IsPost(request.Method) || request.Headers["Sec-Fetch-Site"] != "same-origin"
            || request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true
            || !(request.ContentLength <= MaxKeptForm) || await FindFormAsync(request) is not { Count: > 0 } form)
            return "";
        var hasSteps = form.ContainsKey(Step);
        var fields = string.Concat(form.Where(_ => hasSteps)
            .SelectMany(field => field.Value.Select(value => $"""
                <input type="hidden" name="{WebUtility.HtmlEncode(Kept + field.Key)}" value="{WebUtility.HtmlEncode(value)}">
                """)));
        var (said, label, remember, button) = language == Language.Vietnamese
            ? (hasSteps ? "Phiên đăng nhập đã hết. Các số đã nhập vẫn còn ở đây: hãy đăng nhập để trở lại."
                    : "Phiên đăng nhập đã hết; chưa có gì thay đổi. Hãy đăng nhập rồi làm lại.", "Khóa truy cập",
                "Máy của riêng tôi: nhớ đến khi khóa hết hạn", "Đăng nhập và trở lại")
            : (hasSteps ? "You are signed out. What you typed is kept here: sign in to be back at it."
                    : "You are signed out, and nothing was changed. Sign in, and do it again.", "Access key",
                "My own device: remember it for as long as the key lives", "Sign in and go back");
        return $"""
            <p role="alert">{said}</p><form method="post" action="{SignInPath}" class="stack"><label for="key">{label}</label>
            <input id="key" name="key" type="password" required autocomplete="current-password" spellcheck="false" autocapitalize="none">
            <label class="choice"><input type="checkbox" name="remember" value="true"> {remember}</label>
            <input type="hidden" name="next" value="{WebUtility.HtmlEncode(here)}">{fields}<button class="main">{button}</button></form>
            """;
    }
}
