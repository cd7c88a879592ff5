using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using YouthFunctions.Calls.Runtime;

namespace YouthFunctions.Form.Reminders;

/// <summary>The pair of keys by which push services know this installation (VAPID, RFC 8292).</summary>
/// <param name="PublicKey">An uncompressed point of P-256, base64url: pages hand it to the browser.</param>
/// <param name="PrivateKey">32 bytes, base64url.</param>
/// <param name="Subject">Whom a push service can write to: a <c>mailto:</c> or <c>https:</c> address.</param>
public sealed record PushSettings(string PublicKey, string PrivateKey, string Subject)
{
    private const int CoordinateBytes = 32;

    /// <summary>From <c>WebPush:PublicKey</c>, <c>WebPush:PrivateKey</c> and <c>WebPush:Subject</c>; null when none is set, and then
    /// nobody is reminded.</summary>
    /// <exception cref="SettingException">One is missing, or they are no such pair.</exception>
    public static PushSettings? From(IConfiguration configuration)
    {
        var (open, secret, subject) =
            (configuration["WebPush:PublicKey"] ?? "", configuration["WebPush:PrivateKey"] ?? "", configuration["WebPush:Subject"] ?? "");
        if (open.Length + secret.Length + subject.Length == 0)
            return null;
        if (!ArePair(open, secret))
            throw new SettingException(
                "WebPush__PublicKey and WebPush__PrivateKey are a pair of VAPID keys in base64url; 'create-push-keys' makes one.");
        return Uri.TryCreate(subject, UriKind.Absolute, out var uri) && uri.Scheme is "mailto" or "https"
            ? new PushSettings(open, secret, subject)
            : throw new SettingException("WebPush__Subject is whom push services can write to: mailto:… or https://….");
    }

    /// <summary>A new pair.</summary>
    public static (string PublicKey, string PrivateKey) CreateKeys()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parameters = pair.ExportParameters(includePrivateParameters: true);
        return (Base64Url.EncodeToString([4, .. parameters.Q.X!, .. parameters.Q.Y!]), Base64Url.EncodeToString(parameters.D));
    }

    /// <summary>The point of an uncompressed public key; null for text that is none.</summary>
    internal static ECPoint? ReadPoint(string text) => Bytes(text) is [4, .. var coordinates] && coordinates.Length == 2 * CoordinateBytes
        ? new ECPoint { X = coordinates[..CoordinateBytes], Y = coordinates[CoordinateBytes..] }
        : null;

    /// <summary>The bytes of base64url; null for text that is none.</summary>
    internal static byte[]? Bytes(string text) => Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;

    // A pair signs and verifies together.
    private static bool ArePair(string open, string secret)
    {
        if (ReadPoint(open) is not { } point || Bytes(secret) is not { Length: CoordinateBytes } number)
            return false;
        try
        {
            using var signer = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = number, Q = point });
            using var verifier = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
            var text = Encoding.ASCII.GetBytes(open);
            return verifier.VerifyData(text, signer.SignData(text, HashAlgorithmName.SHA256), HashAlgorithmName.SHA256);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
