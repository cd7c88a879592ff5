using YouthFunctions.Access.Keys;
using YouthFunctions.Calls;

namespace YouthFunctions.Access;

/// <summary>Holds a sent key against the stored ones, as often as its address may try.</summary>
public sealed class KeyCheck(KeyStore keys, FailedKeyLimiter wrong)
{
    /// <summary>The caller of a key. A key that this instance met before costs no try, so that one who guesses at an address does not
    /// lock out the others there.</summary>
    public async Task<Authentication> CheckAsync(HttpContext http, string key, CancellationToken cancel)
    {
        if (keys.IsCached(key))
            return new(await keys.AuthenticateAsync(key, cancel), null);
        var address = FailedKeyLimiter.Group(http.Connection.RemoteIpAddress);
        if (wrong.Acquire(address) is { } seconds)
            return new(null, seconds);
        Caller? caller;
        try
        {
            caller = await keys.AuthenticateAsync(key, cancel);
        }
        catch
        {
            wrong.Release(address);
            throw;
        }

        if (caller is not null)
            wrong.Release(address);
        return new(caller, null);
    }
}
