using System.Globalization;
using Microsoft.Net.Http.Headers;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Reports.Records;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.Reports.Rules;

/// <summary>Which state of a report the sender believes to be replacing.</summary>
/// <param name="Revision">The revision named; null for none.</param>
/// <param name="HashStart">The start of its chain hash, when an ETag named it.</param>
/// <param name="IsHeader">Whether a header said so; then a wrong belief is 412 and not 409.</param>
/// <param name="AcceptsAny">Whether any revision will do, as long as there is one.</param>
/// <param name="RequiresNone">Whether there must be none yet.</param>
public sealed record RevisionPrecondition(int? Revision, string? HashStart, bool IsHeader, bool AcceptsAny, bool RequiresNone)
{
    private const int HashLength = 16;

    /// <summary>Nothing said: fine for a first report.</summary>
    public static RevisionPrecondition None { get; } = new(null, null, false, false, false);

    /// <summary>Any revision will do.</summary>
    public static RevisionPrecondition Any { get; } = new(null, null, false, true, false);

    /// <summary>What a request says by <c>If-Match</c>, <c>If-None-Match: *</c> or the revision in the body.</summary>
    /// <param name="headers">The request's headers.</param>
    /// <param name="replaces">The revision that the body names.</param>
    /// <param name="fault">A header that cannot be read, or says something else than the body: to take it for unsaid could
    /// replace what the sender never saw.</param>
    public static RevisionPrecondition Read(IHeaderDictionary headers, Submitted<int>? replaces, out Fault? fault)
    {
        fault = null;
        var stated = None with { Revision = replaces?.Value };
        if (headers.IfMatch.Count > 0)
        {
            if (EntityTagHeaderValue.TryParseStrictList([.. headers.IfMatch.OfType<string>()], out var tags) && tags.Count > 0)
                stated = Match(tags);
            else
                fault = Malformed(HeaderNames.IfMatch, "\"3-0a1b…\"");
        }
        else if (headers.IfNoneMatch.Count > 0)
        {
            stated = new(null, null, true, false, true);
            if (headers.IfNoneMatch.ToString().Trim() != "*")
                fault = Malformed(HeaderNames.IfNoneMatch, "*");
        }

        if (fault is null && stated.IsHeader && replaces is { } named && !stated.AcceptsAny && stated.Revision != named.Value)
            fault = new Fault(named.Pointer, "revision.contradicted", new(
                "Phiên bản này khác với phiên bản ghi trong tiêu đề If-Match hoặc If-None-Match.",
                "This revision is not the one that the header If-Match or If-None-Match names."));
        return stated;
    }

    private static RevisionPrecondition Match(IList<EntityTagHeaderValue> tags) =>
        tags is not [var only] ? Unmatchable
        : only.Tag == "*" ? new(null, null, true, true, false)
        : TryRead(only, out var revision, out var hash) ? new(revision, hash, true, false, false)
        : Unmatchable;

    // Some other server's tag, or a weak one: matches nothing.
    private static RevisionPrecondition Unmatchable { get; } = new(0, "", true, false, false);

    private static Fault Malformed(string header, string example) => new(header, "header.malformed", new(
        $"Không đọc được tiêu đề {header}; ghi như {example}, kể cả dấu nháy kép.",
        $"The header {header} cannot be read; write it like {example}, with its quotes."));

    /// <summary>Whether <paramref name="current"/> is what the sender believes it is.</summary>
    public bool IsMetBy(ReportVersion? current) => current is null
        ? RequiresNone || this == None
        : !RequiresNone
            && (AcceptsAny || (Revision == current.Revision && current.ChainHash.StartsWith(HashStart ?? "", StringComparison.Ordinal)));

    /// <summary>The ETag of a revision.</summary>
    public static string Tag(Report report) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{report.Revision}-{report.ChainHash.AsSpan(0, HashLength)}\"");

    private static bool TryRead(EntityTagHeaderValue tag, out int revision, out string hash)
    {
        var parts = tag.Tag.ToString().Trim('"').Split('-');
        hash = parts.Length == 2 ? parts[1] : "";
        revision = 0;
        return !tag.IsWeak && hash.Length == HashLength
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out revision);
    }
}
