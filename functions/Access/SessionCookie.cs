using YouthFunctions.Access.Keys;
using YouthFunctions.Access.Sessions;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;

namespace YouthFunctions.Access;

/// <summary>The cookie of a signed-in browser, and which requests it may speak for.</summary>
public sealed class SessionCookie(KeyStore keys, KeyCheck check, SessionTickets tickets, HostKind host)
{
    /// <summary>The cookie's name.</summary>
    public const string Name = "yf-session";

    private static readonly TimeSpan RenewalPeriod = TimeSpan.FromDays(30);

    /// <summary>The header by which a page names the id of the key that a request is meant to be made with.</summary>
    public const string KeyIdHeader = "X-Key-Id";

    /// <summary>Signs a browser in with a key, if the key is valid and the address may still try.</summary>
    /// <param name="http">The request and response.</param>
    /// <param name="key">The key.</param>
    /// <param name="isRemembered">Whether the browser is to be remembered for as long as the key lives.</param>
    /// <param name="cancel">Stops the call.</param>
    public async Task<Authentication> SignInAsync(HttpContext http, string key, bool isRemembered, CancellationToken cancel)
    {
        var found = await check.CheckAsync(http, key, cancel);
        if (found.Caller is { } caller)
        {
            await keys.MarkUsedAsync(caller.Id, cancel);
            await BeginAsync(http, caller.Id, isRemembered ? SessionTickets.PhoneLifetime : SessionTickets.Lifetime, cancel);
        }

        return found;
    }

    /// <summary>Signs a browser in with a key that a link stands for.</summary>
    public Task SignInWithAsync(HttpContext http, string keyId, CancellationToken cancel) =>
        BeginAsync(http, keyId, SessionTickets.Lifetime, cancel);

    /// <summary>Signs a browser in with the key that was made for it.</summary>
    public Task SignInPhoneAsync(HttpContext http, string keyId, CancellationToken cancel) =>
        BeginAsync(http, keyId, SessionTickets.PhoneLifetime, cancel);

    /// <summary>Lets the sign-in of a remembered phone begin anew, when a month of it is over; the old one ends by itself.</summary>
    public async Task RenewAsync(HttpContext http, DateTimeOffset now, CancellationToken cancel)
    {
        if (http.Request.Cookies[Name] is { Length: > 0 } text && await tickets.ReadAsync(text, cancel) is { } ticket
            && ticket.EndsUtc - now > SessionTickets.Lifetime && ticket.EndsUtc - now < SessionTickets.PhoneLifetime - RenewalPeriod)
            await BeginAsync(http, ticket.KeyId, SessionTickets.PhoneLifetime, cancel);
    }

    private async Task BeginAsync(HttpContext http, string keyId, TimeSpan lifetime, CancellationToken cancel) =>
        http.Response.Cookies.Append(Name, await tickets.IssueAsync(keyId, cancel, lifetime), Options(http.Request, lifetime));

    /// <summary>Makes the browser forget the cookie, and ends the sign-in for everybody who has a copy of it: at once here, within half
    /// a minute on other instances.</summary>
    /// <returns>The id of the key that was signed in with; null when the cookie stood for none.</returns>
    public async Task<string?> SignOutAsync(HttpContext http, CancellationToken cancel)
    {
        http.Response.Cookies.Delete(Name, Options(http.Request, null));
        if (http.Request.Cookies[Name] is not { Length: > 0 } text || await tickets.ReadAsync(text, cancel) is not { } ticket)
            return null;
        return await keys.EndSessionAsync(ticket, cancel) ? ticket.KeyId : null;
    }

    /// <summary>The caller that the request's cookie stands for; null without a valid one, or when the request would
    /// change something and was not made by a page of ours.</summary>
    public async Task<Caller?> AuthenticateAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.Cookies[Name] is not { Length: > 0 } ticket || (!IsSafe(request.Method) && !IsSameOrigin(request)))
            return null;
        // What waited on a shared phone must not go out under the key of whoever signed in meanwhile.
        return await tickets.ReadAsync(ticket, cancel) is { } read
            && (request.Headers[KeyIdHeader] is not [{ } meant] || meant == read.KeyId)
            ? await keys.FindAsync(read, cancel) : null;
    }

    /// <summary>Whether a page of ours sent the request: by <c>Sec-Fetch-Site</c>, or, where a browser is too old to send
    /// it, by <c>Origin</c>. A request with neither was not sent by a form of ours.</summary>
    public static bool IsSameOrigin(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is [{ } site])
            return site == "same-origin";
        return request.Headers.Origin is [{ } origin] && Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            && uri.Authority == request.Host.Value;
    }

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);

    // Behind the Functions host requests may arrive as HTTP on the loopback interface, but the browser's line is HTTPS.
    // Not every browser takes a Secure cookie from http://localhost, and a local trial has no other line.
    private CookieOptions Options(HttpRequest request, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        Secure = request.IsHttps || host.IsBehindHost || request.Host.Host is not ("localhost" or "127.0.0.1" or "[::1]"),
        SameSite = SameSiteMode.Strict,
        Path = "/",
        MaxAge = lifetime,
        IsEssential = true,
    };
}
