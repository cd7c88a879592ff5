using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Organisations;
using YouthFunctions.Calls.Runtime;

namespace YouthFunctions.Briefs;

/// <summary>
/// Posts the short message of a week to the address in <c>Brief:WebhookUrl</c> (Teams, Telegram's relay, any URL), signed
/// with <c>Brief:WebhookSecret</c>: <c>X-Signature: sha256=</c> HMAC-SHA256 of <c>X-Timestamp</c>, a dot and the body.
/// </summary>
public sealed class BriefWebhook(IConfiguration configuration, PublicAddress address, TimeProvider clock)
{
    private const int Tries = 4;
    private static readonly HttpClient Client = new(
        new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(20),
    };

    /// <summary>The wait before the second try; each further wait is four times as long.</summary>
    internal TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How it waits.</summary>
    internal Func<TimeSpan, CancellationToken, Task> Wait { get; init; } = Task.Delay;

    /// <summary>Says that a message would lead nowhere.</summary>
    /// <exception cref="SettingException">A webhook is set and is no address, or the address that its links need is not set.</exception>
    public void RequireAddress()
    {
        if (configuration["Brief:WebhookUrl"] is not { Length: > 0 })
            return;
        if (Hook is null) // as one is that Key Vault does not resolve
            throw new SettingException("Brief__WebhookUrl is an address that begins with https://.");
        if (address.Value is null)
            throw new SettingException(
                $"Brief__WebhookUrl is set: set {PublicAddress.Setting} too, which the message's link begins with.");
    }

    /// <summary>Posts a brief's message, trying again while the other side says that it cannot take it now.</summary>
    public async Task<PostResult> PostAsync(BriefDocument brief, CancellationToken cancel) =>
        Hook is { } hook ? await PostAsync(hook, Message(brief), cancel) : PostResult.NotConfigured;

    /// <summary>The host that messages are posted to; null where no webhook is set. The address itself may hold a secret.</summary>
    public string? Host => Hook?.Host;

    private Uri? Hook =>
        Uri.TryCreate(configuration["Brief:WebhookUrl"], UriKind.Absolute, out var hook) && hook.Scheme is "https" or "http" ? hook : null;

    /// <summary>Whether messages are signed.</summary>
    public bool IsSigned => configuration["Brief:WebhookSecret"] is { Length: > 0 };

    /// <summary>Posts a message that says that it is a test.</summary>
    public async Task<PostResult> PostTestAsync(CancellationToken cancel) => Hook is { } hook
        ? await PostAsync(hook, new { text = "Tin thử từ hệ thống báo cáo. / A test of the reporting system.", test = true }, cancel)
        : PostResult.NotConfigured;

    private async Task<PostResult> PostAsync(Uri hook, object message, CancellationToken cancel)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(message, WireJson.Options);
        var wait = FirstWait;
        for (var left = Tries; ; left--)
        {
            var result = await TryAsync(hook, body, cancel);
            if (result is not null)
                return result.Value;
            if (left == 1)
                return PostResult.Refused;
            try
            {
                await Wait(wait, cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return PostResult.Refused; // no try is under way, so it surely was not taken
            }

            wait *= 4;
        }
    }

    /// <summary>The signature of a message at an instant.</summary>
    internal static string Sign(string secret, string timestamp, byte[] body) =>
        "sha256=" + Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.ASCII.GetBytes(timestamp + "."), .. body]));

    // Null: not taken, but a later try may be.
    private async Task<PostResult?> TryAsync(Uri hook, byte[] body, CancellationToken cancel)
    {
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, hook) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add("X-Timestamp", timestamp);
        if (configuration["Brief:WebhookSecret"] is { Length: > 0 } secret)
            request.Headers.Add("X-Signature", Sign(secret, timestamp, body));
        try
        {
            using var answer = await Client.SendAsync(request, cancel);
            return answer.StatusCode switch
            {
                < HttpStatusCode.MultipleChoices => PostResult.Taken,
                HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => null,
                >= HttpStatusCode.InternalServerError => PostResult.Unknown,
                _ => PostResult.Refused,
            };
        }
        catch (HttpRequestException error)
            when (error.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError)
        {
            return null; // never reached the other side
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            return PostResult.Unknown;
        }
    }

    // "text" is what Teams' and most chat services' hooks show; the rest is for programs.
    private object Message(BriefDocument brief)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/briefs/{brief.Unit}/{brief.Week:yyyy-MM-dd}?year={brief.Year}");
        var link = address.Combine(path);
        var changes = brief.Changes.Count == 0
            ? ""
            : $"\n{string.Join("\n", brief.Changes.Select(change => "• " + change.Sentence.In(Organisation.Current.Language)))}";
        return new
        {
            text = $"{brief.Headline.In(Organisation.Current.Language)}{changes}\n{link}",
            unit = brief.Unit,
            year = brief.Year,
            week = brief.Week,
            link,
        };
    }
}
