using System.Globalization;

namespace YouthFunctions.Access.Sessions;

/// <summary>The sign-ins of a key that were ended before their time, as one text in the key's row: <c>NONCE:END</c>, END in seconds
/// since 1970, parted by blanks. Those whose time is over are left out.</summary>
internal static class EndedSessions
{
    // 200 sign-outs of one key within eight days: then all its sign-ins of before end, which is safe, and the text stays short.
    private const int AtMost = 200;
    private const string Until = "until";

    /// <summary>The text with one more ended.</summary>
    public static string With(string? text, SessionTicket ticket, DateTimeOffset now)
    {
        var ended = Read(text).Where(one => one.Seconds > now.ToUnixTimeSeconds())
            .Append((Nonce: ticket.Nonce, Seconds: ticket.EndsUtc.ToUnixTimeSeconds())).Distinct().ToArray();
        if (ended.Length > AtMost)
            ended = [(Until, (now + SessionTickets.Lifetime).ToUnixTimeSeconds())];
        return string.Join(' ', ended.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Nonce}:{one.Seconds}")));
    }

    /// <summary>Whether a sign-in was ended.</summary>
    public static bool Contain(string? text, SessionTicket ticket) => Read(text).Any(one =>
        one.Nonce == ticket.Nonce || (one.Nonce == Until && ticket.EndsUtc.ToUnixTimeSeconds() <= one.Seconds));

    private static IEnumerable<(string Nonce, long Seconds)> Read(string? text) => (text ?? "")
        .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split(':')).Select(parts => (parts[0], long.Parse(parts[1], CultureInfo.InvariantCulture)));
}
