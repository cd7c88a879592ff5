using Microsoft.AspNetCore.Http;

namespace YouthFunctions.Access;

/// <summary>Finds out who asks, from what a request carries.</summary>
public sealed class Authenticator(KeyStore keys, BearerTokens tokens, SessionCookie session)
{
    /// <summary>The header that carries a key.</summary>
    public const string KeyHeader = "X-Api-Key";

    /// <summary>The caller; null when the request carries nothing, or nothing that is valid.</summary>
    public async Task<Caller?> AuthenticateAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.Headers[KeyHeader] is [{ } key])
            return await keys.AuthenticateAsync(key, cancel);
        // A token that does not hold must not fall back to a cookie: the sender meant the token.
        return request.Headers.ContainsKey("Authorization")
            ? await tokens.AuthenticateAsync(request)
            : await session.AuthenticateAsync(request, cancel);
    }
}
