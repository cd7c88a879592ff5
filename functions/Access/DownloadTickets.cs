using System.Globalization;
using YouthFunctions.Access.Keys;
using YouthFunctions.Access.Sessions;
using YouthFunctions.Calls;

namespace YouthFunctions.Access;

/// <summary>
/// Links that let a tool fetch one file for an hour without the key: Power Query, Python, R and DuckDB read an address and know no
/// cookies. A link names the key that it was made with, ends when that does, and opens nothing but its file.
/// </summary>
public sealed class DownloadTickets(SessionTickets signer, KeyStore keys, TimeProvider clock)
{
    /// <summary>How long a link works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>The part of an address that lets a caller's tool fetch a file.</summary>
    public async Task<string> IssueAsync(string keyId, string file, CancellationToken cancel)
    {
        var ends = (clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"{keyId}.{ends}.{await signer.SignAsync(Content(keyId, ends, file), cancel)}";
    }

    /// <summary>The caller whose link it is; null when it is forged, over, of another file, or its key has ended.</summary>
    public async Task<Caller?> FindAsync(string ticket, string file, CancellationToken cancel)
    {
        if (ticket.Split('.') is not [{ Length: 12 } id, { Length: > 0 and < 12 } end, { Length: 64 } signature]
            || !long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds <= clock.GetUtcNow().ToUnixTimeSeconds()
            || !await signer.VerifyAsync(Content(id, end, file), signature, cancel))
            return null;
        return await keys.FindAsync(new SessionTicket(id, DateTimeOffset.FromUnixTimeSeconds(seconds), ""), cancel);
    }

    // What a sign-in signs never begins so: a link is no sign-in.
    private static string Content(string keyId, string ends, string file) => $"download\n{keyId}\n{ends}\n{file}";
}
