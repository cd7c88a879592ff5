using System.Net;
using System.Security.Cryptography;
using System.Text;
using Lib.Net.Http.WebPush;
using Lib.Net.Http.WebPush.Authentication;
using YouthFunctions.Access.Keys;

namespace YouthFunctions.Form.Reminders;

/// <summary>Sends messages to browsers, encrypted for each (RFC 8291) and signed with this installation's key (RFC 8292).</summary>
public sealed class PushSender : IDisposable
{
    private readonly HttpClient _client;
    private readonly VapidAuthentication? _identity;
    private readonly PushServiceClient _service;

    /// <param name="settings">The keys; null when none are set, and then nothing is sent.</param>
    /// <param name="line">Where messages go out; tests put a push service of their own there.</param>
    public PushSender(PushSettings? settings, HttpMessageHandler line)
    {
        _client = new HttpClient(line) { Timeout = TimeSpan.FromSeconds(20), MaxResponseContentBufferSize = 64 * 1024 };
        PublicKey = settings?.PublicKey;
        _identity = settings is null ? null : new VapidAuthentication(settings.PublicKey, settings.PrivateKey)
        {
            Subject = settings.Subject,
        };
        // What cannot be taken now is for the timer's next run: a wait in here would hold the others back.
        _service = new PushServiceClient(_client) { AutoRetryAfter = false, DefaultAuthentication = _identity };
    }

    /// <summary>What a page hands to the browser that agrees; null when nothing is ever sent.</summary>
    public string? PublicKey { get; }

    /// <summary>Sends a message.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="message">What the page's worker shows, as JSON; at most some 3,000 bytes.</param>
    /// <param name="topic">One of the same topic that still waits at the push service is replaced.</param>
    /// <param name="lifetime">How long a push service keeps it for a phone that is off.</param>
    /// <param name="cancel">Stops the call.</param>
    /// <exception cref="InvalidOperationException">No keys are set.</exception>
    public async Task<PushOutcome> SendAsync(
        ReminderAddress address, string message, string topic, TimeSpan lifetime, CancellationToken cancel)
    {
        if (_identity is null)
            throw new InvalidOperationException("No keys are set, so nothing is sent.");
        var subscription = new PushSubscription { Endpoint = address.Endpoint.AbsoluteUri };
        subscription.SetKey(PushEncryptionKeyName.P256DH, address.PublicKey);
        subscription.SetKey(PushEncryptionKeyName.Auth, address.Secret);
        try
        {
            await _service.RequestPushMessageDeliveryAsync(
                subscription,
                new PushMessage(message)
                {
                    Topic = Hash(topic),
                    TimeToLive = (int)lifetime.TotalSeconds,
                    Urgency = PushMessageUrgency.Normal,
                },
                cancel);
            return PushOutcome.Taken;
        }
        catch (PushServiceClientException refused)
        {
            return refused.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone ? PushOutcome.Gone : PushOutcome.NotNow;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            return PushOutcome.NotNow;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _identity?.Dispose();
        _client.Dispose();
    }

    // A topic has 32 characters of base64url at most (RFC 8030, 5.4), and need not tell the push service which month it is.
    private static string Hash(string topic) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(topic)))[..32];
}
