using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using RazorSlices;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Pages;

/// <summary>A page as an answer: compressed, not kept by anybody, in the caller's language, which the browser remembers.</summary>
/// <param name="call">The request.</param>
/// <param name="page">The page.</param>
/// <param name="status">200, or what a form's answer calls for.</param>
public sealed class PageResult(Call call, RazorSlice page, int status = StatusCodes.Status200OK) : IResult, IStatusCodeHttpResult
{
    private const int BlockSize = 32 * 1024;

    // Vietnamese stays readable and short: only what HTML itself needs is encoded.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <inheritdoc/>
    public int? StatusCode => status;

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        // Written to memory first: an error half-way still becomes a whole error page. In blocks that are used again: a large array a page
        // would be collected with all that lives.
        var html = new Pipe(new PipeOptions(pauseWriterThreshold: 0, minimumSegmentSize: BlockSize, useSynchronizationContext: false));
        await page.RenderAsync(html.Writer, Encoder, httpContext.RequestAborted);
        await html.Writer.CompleteAsync();
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentLanguage = call.Language.Tag();
        response.Headers.CacheControl = "private, no-store";
        RememberLanguage(call);
        await using var body = Compression.Open(httpContext);
        await html.Reader.CopyToAsync(body, httpContext.RequestAborted);
        await html.Reader.CompleteAsync();
    }

    /// <summary>Lets the browser remember a language that was just chosen with <c>?lang=</c>.</summary>
    public static void RememberLanguage(Call call)
    {
        if (Languages.Parse(call.QueryText(Languages.Switch)) is { } language)
            call.Http.Response.Cookies.Append(Languages.Switch, language.Tag(), new CookieOptions
            {
                MaxAge = TimeSpan.FromDays(365),
                SameSite = SameSiteMode.Lax,
                HttpOnly = true,
                Secure = call.Http.Request.IsHttps,
                IsEssential = true,
            });
    }
}
