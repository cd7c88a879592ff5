using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using YouthFunctions.Form.Reminders;

namespace YouthFunctions.Tests.Form;

/// <summary>A push service and the browser behind it: holds a message against RFC 8292 (who sends it) and decrypts it by RFC 8291, whose
/// published example is the browser's own pair of keys.</summary>
public sealed class FakePushService
{
    /// <summary>Where the browser takes messages.</summary>
    public const string Endpoint = "https://push.example.org/send/abc";

    /// <summary>The browser's keys of RFC 8291, section 5.</summary>
    public const string PublicKey = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";

    /// <summary>What the browser shares with the sender there.</summary>
    public const string Secret = "BTBZMqHH6r4Tts7J_aSIgg";

    /// <summary>The subscription as a browser writes it.</summary>
    public const string Subscription =
        $$"""{"endpoint":"{{Endpoint}}","expirationTime":null,"keys":{"p256dh":"{{PublicKey}}","auth":"{{Secret}}"} }""";

    private const string PrivateKey = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";
    private const int KeyBytes = 65;
    private const int SaltBytes = 16;
    private const int TagBytes = 16;

    /// <summary>Keys of an installation, made for the run.</summary>
    public static PushSettings Settings { get; } =
        Made(PushSettings.CreateKeys());

    /// <summary>What came: where to, and the text.</summary>
    public ConcurrentQueue<(string Endpoint, string Text)> Taken { get; } = [];

    /// <summary>What is answered.</summary>
    public HttpStatusCode Answer { get; set; } = HttpStatusCode.Created;

    /// <summary>Puts one in place of the network of a product, with keys.</summary>
    public static void Register(IServiceCollection services) =>
        services.AddSingleton(_ => new PushSender(Settings, new FakePushService().CreateLine()));

    /// <summary>A line that leads here.</summary>
    public HttpMessageHandler CreateLine() => new Line(this);

    /// <summary>The text of a message to the browser (RFC 8291, section 4).</summary>
    public static string Decrypt(byte[] body)
    {
        var salt = body.AsSpan(0, SaltBytes);
        Assert.Equal(KeyBytes, body[SaltBytes + 4]);
        Assert.True(BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(SaltBytes, 4)) >= body.Length - SaltBytes - 5 - KeyBytes);
        var sender = body[(SaltBytes + 5)..(SaltBytes + 5 + KeyBytes)];
        var own = Base64Url.DecodeFromChars(PublicKey);
        using var browser = ECDiffieHellman.Create(Parameters(own, Base64Url.DecodeFromChars(PrivateKey)));
        using var other = ECDiffieHellman.Create(Parameters(sender, null));
        var shared = HKDF.DeriveKey(
            HashAlgorithmName.SHA256, browser.DeriveRawSecretAgreement(other.PublicKey), 32, Base64Url.DecodeFromChars(Secret),
            [.. "WebPush: info\0"u8, .. own, .. sender]);
        byte[] Derive(ReadOnlySpan<byte> info, int length, ReadOnlySpan<byte> with) =>
            HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, length, with.ToArray(), info.ToArray());
        using var cipher = new AesGcm(Derive("Content-Encoding: aes128gcm\0"u8, 16, salt), TagBytes);
        var text = body.AsSpan(SaltBytes + 5 + KeyBytes);
        var plain = new byte[text.Length - TagBytes];
        cipher.Decrypt(Derive("Content-Encoding: nonce\0"u8, 12, salt), text[..^TagBytes], text[^TagBytes..], plain);
        // The last record ends with 2 and padding of zeros (RFC 8188, section 2).
        var end = Array.FindLastIndex(plain, octet => octet != 0);
        Assert.Equal(2, plain[end]);
        return Encoding.UTF8.GetString(plain, 0, end);
    }

    private static PushSettings Made((string PublicKey, string PrivateKey) pair) =>
        new(pair.PublicKey, pair.PrivateKey, "mailto:test@example.org");

    private static ECParameters Parameters(byte[] point, byte[]? secret) => new()
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = point[1..33], Y = point[33..] },
        D = secret,
    };

    // vapid t=TOKEN, k=KEY (RFC 8292, section 3): signed by that key, for this service, for a day at most.
    private static void CheckSender(HttpRequestMessage request)
    {
        var authorization = request.Headers.Authorization!;
        Assert.Equal("vapid", authorization.Scheme);
        var parts = authorization.Parameter!.Split(',').Select(part => part.Trim().Split('=', 2))
            .ToDictionary(part => part[0], part => part[1]);
        Assert.Equal(Settings.PublicKey, parts["k"]);
        var token = parts["t"].Split('.');
        using var key = ECDsa.Create(Parameters(Base64Url.DecodeFromChars(parts["k"]), null));
        Assert.True(key.VerifyData(
            Encoding.ASCII.GetBytes($"{token[0]}.{token[1]}"), Base64Url.DecodeFromChars(token[2]), HashAlgorithmName.SHA256));
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(token[1]));
        Assert.Equal("https://push.example.org", claims.RootElement.GetProperty("aud").GetString());
        Assert.Equal(Settings.Subject, claims.RootElement.GetProperty("sub").GetString());
        var ends = DateTimeOffset.FromUnixTimeSeconds(claims.RootElement.GetProperty("exp").GetInt64());
        Assert.InRange(ends, TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow().AddHours(24));
    }

    private sealed class Line(FakePushService service) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            CheckSender(request);
            Assert.Equal(["aes128gcm"], request.Content!.Headers.ContentEncoding);
            Assert.True(int.Parse(request.Headers.GetValues("TTL").Single(), System.Globalization.CultureInfo.InvariantCulture) > 0);
            var text = Decrypt(await request.Content.ReadAsByteArrayAsync(cancellationToken));
            if (service.Answer == HttpStatusCode.Created)
                service.Taken.Enqueue((request.RequestUri!.AbsoluteUri, text));
            return new HttpResponseMessage(service.Answer) { RequestMessage = request };
        }
    }
}
