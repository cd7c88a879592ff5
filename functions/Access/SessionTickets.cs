using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using YouthFunctions.Storage;

namespace YouthFunctions.Access;

/// <summary>
/// What a sign-in cookie carries: the key's id and when the sign-in ends, signed. The signing key is one blob, so a
/// ticket holds after a restart and on every instance. Whether the key still stands is asked at each request.
/// </summary>
public sealed class SessionTickets(Store store, TimeProvider clock)
{
    /// <summary>One Monday's sign-in still holds on the next Monday.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(8);

    private const string BlobName = "session-signing-key";
    private const int KeyBytes = 32;
    private byte[]? _signingKey;

    /// <summary>A ticket for a key's id.</summary>
    public async Task<string> IssueAsync(string keyId, CancellationToken cancel)
    {
        var content = string.Create(CultureInfo.InvariantCulture, $"{keyId}.{(clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds()}");
        return $"{content}.{Sign(await SigningKeyAsync(cancel), content)}";
    }

    /// <summary>The id in a ticket; null when it is forged, broken or over.</summary>
    public async Task<string?> ReadAsync(string ticket, CancellationToken cancel)
    {
        if (ticket.Split('.') is not [{ Length: 12 } id, { Length: > 0 and < 12 } end, { Length: 64 } signature]
            || !long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return null;
        var expected = Sign(await SigningKeyAsync(cancel), $"{id}.{end}");
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.UTF8.GetBytes(signature))
            && clock.GetUtcNow().ToUnixTimeSeconds() < seconds
            ? id
            : null;
    }

    private async Task<byte[]> SigningKeyAsync(CancellationToken cancel) => _signingKey ??= await ReadOrMakeKeyAsync(cancel);

    private async Task<byte[]> ReadOrMakeKeyAsync(CancellationToken cancel)
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

    private static string Sign(byte[] key, string content) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(content)));
}
