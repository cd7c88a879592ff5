using System.Globalization;
using System.Security.Cryptography;
using YouthFunctions.Access.Keys;
using YouthFunctions.Access.Sessions;

namespace YouthFunctions.Access;

/// <summary>Links that sign a browser in once, within the hour, with a key that is not shown: printed by a local start.</summary>
public sealed class SignInLinks(SessionTickets signer, KeyStore keys, TimeProvider clock)
{
    private const int NonceBytes = 8;
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>The text of a link for a key.</summary>
    public async Task<string> IssueAsync(string keyId, CancellationToken cancel)
    {
        var ends = (clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NonceBytes));
        return $"{keyId}.{ends}.{nonce}.{await signer.SignAsync(Content(keyId, ends, nonce), cancel)}";
    }

    /// <summary>The id of the key that a link stands for, once: the row of the key keeps that it was used. Null when it is forged, over or
    /// was used, or its key has ended.</summary>
    public async Task<string?> RedeemAsync(string link, CancellationToken cancel)
    {
        if (link.Split('.') is not [{ Length: 12 } id, { Length: > 0 and < 12 } end, { Length: 2 * NonceBytes } nonce, { Length: 64 } mark]
            || !long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds <= clock.GetUtcNow().ToUnixTimeSeconds()
            || !await signer.VerifyAsync(Content(id, end, nonce), mark, cancel))
            return null;
        var used = new SessionTicket(id, DateTimeOffset.FromUnixTimeSeconds(seconds), nonce);
        return await keys.FindAsync(used, cancel) is not null && await keys.EndSessionAsync(used, cancel) ? id : null;
    }

    private static string Content(string keyId, string ends, string nonce) => $"sign-in link\n{keyId}\n{ends}\n{nonce}";
}
