using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using YouthFunctions.Storage;

namespace YouthFunctions.Access.Sessions;

/// <summary>A sign-in.</summary>
/// <param name="KeyId">The id of the key that it was made with.</param>
/// <param name="EndsUtc">When it is over, to the second.</param>
/// <param name="Nonce">Tells it from the key's other sign-ins.</param>
public sealed record SessionTicket(string KeyId, DateTimeOffset EndsUtc, string Nonce);

/// <summary>
/// What a sign-in cookie carries: the key's id, when the sign-in ends and a nonce, signed. The signing key is one blob, so a
/// ticket holds after a restart and on every instance. Whether the key and the sign-in still stand is asked at each request.
/// </summary>
public sealed class SessionTickets(Store store, TimeProvider clock)
{
    /// <summary>One Monday's sign-in still holds on the next Monday.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(8);

    /// <summary>On a phone that is remembered: as long as browsers keep a cookie at all; each visit begins it anew.</summary>
    public static readonly TimeSpan PhoneLifetime = TimeSpan.FromDays(400);

    private const string BlobName = "session-signing-key";
    private const int KeyBytes = 32;
    private const int NonceBytes = 8;
    private byte[]? _signingKey;

    /// <summary>A ticket for a key's id.</summary>
    public async Task<string> IssueAsync(string keyId, CancellationToken cancel, TimeSpan? lifetime = null)
    {
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NonceBytes));
        var ends = clock.GetUtcNow() + (lifetime ?? Lifetime);
        var content = string.Create(CultureInfo.InvariantCulture, $"{keyId}.{ends.ToUnixTimeSeconds()}.{nonce}");
        return $"{content}.{Sign(await SigningKeyAsync(cancel), content)}";
    }

    /// <summary>The sign-in of a ticket; null when it is forged, broken or over.</summary>
    public async Task<SessionTicket?> ReadAsync(string ticket, CancellationToken cancel)
    {
        if (ticket.Split('.') is not [{ Length: 12 } id, { Length: > 0 and < 12 } end, { Length: 2 * NonceBytes } nonce,
            { Length: 64 } signature]
            || !long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return null;
        var expected = Sign(await SigningKeyAsync(cancel), $"{id}.{end}.{nonce}");
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.UTF8.GetBytes(signature))
            && clock.GetUtcNow().ToUnixTimeSeconds() < seconds
            ? new SessionTicket(id, DateTimeOffset.FromUnixTimeSeconds(seconds), nonce)
            : null;
    }

    /// <summary>The signature of a text of another purpose, which its beginning names.</summary>
    internal async Task<string> SignAsync(string content, CancellationToken cancel) => Sign(await SigningKeyAsync(cancel), content);

    /// <summary>Whether a signature is that of a text.</summary>
    internal async Task<bool> VerifyAsync(string content, string signature, CancellationToken cancel) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(await SignAsync(content, cancel)), Encoding.UTF8.GetBytes(signature));

    private async Task<byte[]> SigningKeyAsync(CancellationToken cancel) => _signingKey ??= await ReadOrCreateKeyAsync(cancel);

    private async Task<byte[]> ReadOrCreateKeyAsync(CancellationToken cancel)
    {
        var blob = store.Container(ContainerName.Locks).GetBlobClient(BlobName);
        try
        {
            return (await blob.DownloadContentAsync(cancel)).Value.Content.ToArray();
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            try
            {
                var made = RandomNumberGenerator.GetBytes(KeyBytes);
                await blob.UploadAsync(new BinaryData(made), overwrite: false, cancel);
                return made;
            }
            catch (RequestFailedException second) when (second.Status is 409 or 412)
            {
                // Another instance made it first; its key is the one.
                return (await blob.DownloadContentAsync(cancel)).Value.Content.ToArray();
            }
        }
    }

    private static string Sign(byte[] key, string content) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(content)));
}
