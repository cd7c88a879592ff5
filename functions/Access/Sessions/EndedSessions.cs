using System.Globalization;

namespace YouthFunctions.Access.Sessions;

/// <summary>The sign-ins of a key that were ended before their time, as one text in the key's row: <c>NONCE:END</c>, END in seconds
/// since 1970, parted by blanks. Those whose time is over are left out.</summary>
internal static class EndedSessions
{
    // 200 sign-outs of one key within the life of its sign-ins: then all that end no later than those are over, which is safe, and the
    // text stays short.
    private const int MaxCount = 200;
    private const string AllUntil = "until";

    /// <summary>The text with one more ended.</summary>
    public static string Append(string? text, SessionTicket ticket, DateTimeOffset now)
    {
        var ended = Parse(text).Where(item => item.Seconds > now.ToUnixTimeSeconds())
            .Append((Nonce: ticket.Nonce, Seconds: ticket.EndsUtc.ToUnixTimeSeconds())).Distinct().ToArray();
        if (ended.Length > MaxCount)
            ended = [(AllUntil, ended.Max(item => item.Seconds))];
        return string.Join(' ', ended.Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.Nonce}:{item.Seconds}")));
    }

    /// <summary>Whether a sign-in was ended.</summary>
    public static bool Contains(string? text, SessionTicket ticket) => Parse(text).Any(item =>
        item.Nonce == ticket.Nonce || (item.Nonce == AllUntil && ticket.EndsUtc.ToUnixTimeSeconds() <= item.Seconds));

    private static IEnumerable<(string Nonce, long Seconds)> Parse(string? text) => (text ?? "")
        .Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(value => value.Split(':'))
        .Select(parts => (parts[0], long.Parse(parts[1], CultureInfo.InvariantCulture)));
}
