using YouthFunctions.Access.Keys;
using YouthFunctions.Calls;

namespace YouthFunctions.Access;

/// <summary>Holds a sent key against the stored ones, as often as its address may try.</summary>
public sealed class KeyCheck(KeyStore keys, WrongKeys wrong)
{
    /// <summary>The caller of a key. A key that this instance met before costs no try, so that one who guesses at an address does not
    /// lock out the others there.</summary>
    public async Task<Authentication> CheckAsync(HttpContext http, string key, CancellationToken cancel)
    {
        if (keys.IsKept(key))
            return new(await keys.AuthenticateAsync(key, cancel), null);
        var address = WrongKeys.Group(http.Connection.RemoteIpAddress);
        if (wrong.Take(address) is { } seconds)
            return new(null, seconds);
        Caller? caller;
        try
        {
            caller = await keys.AuthenticateAsync(key, cancel);
        }
        catch
        {
            wrong.GiveBack(address);
            throw;
        }

        if (caller is not null)
            wrong.GiveBack(address);
        return new(caller, null);
    }
}
