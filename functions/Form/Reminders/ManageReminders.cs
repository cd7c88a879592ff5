using System.Security.Cryptography;
using YouthFunctions.Access.Keys;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Form.Reminders;

/// <summary>A browser that somebody agreed to be reminded on says where it takes messages, and takes that back.</summary>
public sealed class ManageReminders(ReminderStore reminders, PushSender sender)
{
    private const int SecretBytes = 16;

    // A subscription as browsers write it (Push API, PushSubscription.toJSON); its expirationTime is always null so far.
    private sealed record Subscription(string Endpoint, SubscriptionKeys Keys, decimal? ExpirationTime = null);

    private sealed record SubscriptionKeys(string P256dh, string Auth);

    private sealed record Ending(string Endpoint);

    /// <summary>204: the caller's key is reminded there from now on. 409 where no keys are set: nothing would ever be sent.</summary>
    public async Task<IResult> Begin(Call call, CancellationToken cancel)
    {
        var sent = await StrictJson.ReadAsync<Subscription>(call, cancel);
        if (sender.PublicKey is null)
            return Problems.Create(call, StatusCodes.Status409Conflict, "no-reminders", new Text(
                "Hệ thống này không gửi nhắc việc.", "This installation sends no reminders."));
        var faults = new List<Fault>();
        if (!PushEndpoint.TryParse(sent.Endpoint, out var endpoint))
            faults.Add(EndpointFault());
        if (PushSettings.ReadPoint(sent.Keys.P256dh) is not { } point || !IsOnCurve(point))
            faults.Add(new Fault("/keys/p256dh", "push.key", new Text(
                "Khóa của trình duyệt phải là một điểm trên đường cong P-256, dạng base64url.",
                "The browser's key is a point of P-256 in base64url.")));
        if (PushSettings.Bytes(sent.Keys.Auth) is not { Length: SecretBytes })
            faults.Add(new Fault("/keys/auth", "push.secret", new Text(
                $"Mã chung với trình duyệt phải có {SecretBytes} byte, dạng base64url.",
                $"What the browser shares with us has {SecretBytes} bytes in base64url.")));
        if (faults.Count > 0)
            return Problems.Invalid(call, faults);
        await reminders.SaveAsync(
            new ReminderAddress(call.SignedIn.Id, endpoint!, sent.Keys.P256dh, sent.Keys.Auth, call.Language), cancel);
        call.Audit.Add("reminders.begun", call.SignedIn.Unit, call.SignedIn.Id);
        return Results.NoContent();
    }

    /// <summary>204: no longer there. An address that was not known is not known afterwards either.</summary>
    public async Task<IResult> End(Call call, CancellationToken cancel)
    {
        var sent = await StrictJson.ReadAsync<Ending>(call, cancel);
        if (!PushEndpoint.TryParse(sent.Endpoint, out var endpoint))
            return Problems.Invalid(call, [EndpointFault()]);
        await reminders.RemoveAsync(call.SignedIn.Id, endpoint, cancel);
        call.Audit.Add("reminders.ended", call.SignedIn.Unit, call.SignedIn.Id);
        return Results.NoContent();
    }

    private static Fault EndpointFault() => new("/endpoint", "push.endpoint", new Text(
        "Địa chỉ nhận nhắc việc phải là https:// của một dịch vụ trên mạng công cộng.",
        "The address is https:// of a service on the public network."));

    private static bool IsOnCurve(ECPoint point)
    {
        try
        {
            using var key = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
