using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Plan;
using YouthFunctions.Units;

namespace YouthFunctions.Access;

/// <summary>Finds out who asks, from what a request carries.</summary>
public sealed class Authenticator(KeyCheck keys, BearerTokens tokens, SessionCookie session, UnitContinuity units, TimeProvider clock)
{
    /// <summary>The header that carries a key.</summary>
    public const string KeyHeader = "X-Api-Key";

    /// <summary>A caller with the trees in which its unit is the one meant; before, it reaches nothing.</summary>
    public async ValueTask<Caller> FindTreesAsync(Caller caller, CancellationToken cancel)
    {
        var meantIn = caller.TreeMonth ?? Month.Containing(LocalTime.DayAt(clock.GetUtcNow()));
        var trees = await units.TreesAsync(caller.Unit, meantIn, cancel);
        return caller with { TreeMonth = meantIn, Trees = trees, HasUnitsBelow = units.HasUnitsBelow(caller.Unit, trees) };
    }

    /// <summary>The caller, without the trees of its unit.</summary>
    public async Task<Authentication> IdentifyAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.Headers[KeyHeader] is [{ } key])
            return await keys.CheckAsync(request.HttpContext, key, cancel);
        // A token that does not hold must not fall back to a cookie: the sender meant the token.
        return new(request.Headers.ContainsKey("Authorization")
            ? await tokens.AuthenticateAsync(request)
            : await session.AuthenticateAsync(request, cancel), null);
    }
}
