using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Texts;

namespace YouthFunctions.Access.Keys;

/// <summary>Where a browser takes messages: what it gave when somebody agreed to be reminded on it (the Push API's subscription).</summary>
/// <param name="KeyId">The id of the key that was signed in with; with the key the agreement ends.</param>
/// <param name="Endpoint">The address at the browser's push service. Whoever knows it can send to it, so it is told to nobody.</param>
/// <param name="PublicKey">The browser's public key on P-256, base64url (<c>p256dh</c>).</param>
/// <param name="Secret">What browser and sender share, base64url (<c>auth</c>).</param>
/// <param name="Language">The language of the page on which it was agreed.</param>
public sealed record ReminderAddress(string KeyId, Uri Endpoint, string PublicKey, string Secret, Language Language)
{
    /// <summary>The month that it was last reminded of; null for none.</summary>
    public Month? Reminded { get; init; }
}
