using Microsoft.AspNetCore.Http;

namespace YouthFunctions.Access;

/// <summary>Finds out who asks, from what a request carries.</summary>
public sealed class Authenticator(KeyStore keys, SessionCookie session)
{
    /// <summary>The header that carries a key.</summary>
    public const string KeyHeader = "X-Api-Key";

    /// <summary>The caller; null when the request carries nothing, or nothing that is valid.</summary>
    public async Task<Caller?> AuthenticateAsync(HttpRequest request, CancellationToken cancel) =>
        request.Headers[KeyHeader] is [{ } key] ? await keys.AuthenticateAsync(key, cancel) : await session.AuthenticateAsync(request, cancel);
}
