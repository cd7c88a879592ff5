using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace YouthFunctions.Reports;

/// <summary>Which state of a report the sender believes to be replacing.</summary>
/// <param name="Revision">The revision named; null for none.</param>
/// <param name="HashStart">The start of its chain hash, when an ETag named it.</param>
/// <param name="IsHeader">Whether a header said so; then a wrong belief is 412 and not 409.</param>
/// <param name="IsAny">Whether any revision will do, as long as there is one.</param>
/// <param name="IsNone">Whether there must be none yet.</param>
public sealed record Expectation(int? Revision, string? HashStart, bool IsHeader, bool IsAny, bool IsNone)
{
    private const int HashLength = 16;

    /// <summary>Nothing said: fine for a first report.</summary>
    public static Expectation Nothing { get; } = new(null, null, false, false, false);

    /// <summary>Any revision will do.</summary>
    public static Expectation Any { get; } = new(null, null, false, true, false);

    /// <summary>What a request says by <c>If-Match</c>, <c>If-None-Match: *</c> or the revision in the body.</summary>
    public static Expectation Of(RequestHeaders headers, int? replaces)
    {
        if (headers.IfMatch is [{ } only])
        {
            return only.Tag == "*" ? new(null, null, true, true, false)
                : TryRead(only, out var revision, out var hash) ? new(revision, hash, true, false, false)
                : new(0, "", true, false, false); // some other server's tag: matches nothing
        }

        if (headers.IfMatch is { Count: > 1 })
            return new(0, "", true, false, false);
        return headers.IfNoneMatch is [{ Tag.Value: "*" }] ? new(null, null, true, false, true) : Nothing with { Revision = replaces };
    }

    /// <summary>Whether <paramref name="current"/> is what the sender believes it is.</summary>
    public bool Holds(Report? current) => current is null
        ? IsNone || this == Nothing
        : !IsNone && (IsAny || (Revision == current.Revision && current.ChainHash.StartsWith(HashStart ?? "", StringComparison.Ordinal)));

    /// <summary>The ETag of a revision.</summary>
    public static string Tag(Report report) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{report.Revision}-{report.ChainHash.AsSpan(0, HashLength)}\"");

    private static bool TryRead(EntityTagHeaderValue tag, out int revision, out string hash)
    {
        var parts = tag.Tag.ToString().Trim('"').Split('-');
        hash = parts.Length == 2 ? parts[1] : "";
        revision = 0;
        return !tag.IsWeak && hash.Length == HashLength && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out revision);
    }
}
