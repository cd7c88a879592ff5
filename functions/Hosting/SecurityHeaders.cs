using System.Globalization;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Plan;

namespace YouthFunctions.Hosting;

/// <summary>Headers that every answer carries.</summary>
public static class SecurityHeaders
{
    /// <summary>Nothing from elsewhere may run in or around a page, and no page may frame it.</summary>
    public const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Sets them, and the day that the product's clock shows when it is not today's.</summary>
    public static void Set(HttpResponse response, DateTimeOffset now, bool isClockMoved)
    {
        response.Headers.ContentSecurityPolicy = ContentPolicy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        response.Headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        response.Headers.StrictTransportSecurity = "max-age=31536000";
        response.Headers["X-Trace-Id"] = response.HttpContext.TraceIdentifier;
        if (isClockMoved)
            response.Headers["X-As-Of"] = LocalTime.DayAt(now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
