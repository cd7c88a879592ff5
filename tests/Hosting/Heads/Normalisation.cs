using System.Text.RegularExpressions;

namespace YouthFunctions.Tests.Hosting.Heads;

/// <summary>What must differ between two runs of the same program, and is made the same before answers are compared.</summary>
/// <param name="Pattern">What is replaced, in headers, bodies and names in storage.</param>
/// <param name="Replacement">By what.</param>
/// <param name="Reason">Why it must differ.</param>
internal sealed partial record Normalisation(Regex Pattern, string Replacement, string Reason)
{
    private const string OneAfterTheOther = "the heads are asked at instants of their own, on the system's clock";
    private const string ByChance = "drawn by chance";

    /// <summary>Headers that say nothing of the product.</summary>
    public static IReadOnlyDictionary<string, string> IgnoredHeaders { get; } = new Dictionary<string, string>
    {
        ["Date"] = OneAfterTheOther,
        ["X-Trace-Id"] = "names this one request",
        ["Transfer-Encoding"] = "how the last connection carries the body: a proxy decides anew",
        ["Content-Length"] = "an instant is written with as many digits as it has; the bodies themselves are compared",
    };

    /// <summary>The table, in the order in which it is applied.</summary>
    public static IReadOnlyList<Normalisation> All { get; } =
    [
        new(TraceId(), "TRACE", "names this one request"),
        new(Instant(), "INSTANT", OneAfterTheOther),
        new(InstantOnPages(), "INSTANT", OneAfterTheOther),
        new(InstantInHeaders(), "INSTANT", OneAfterTheOther),
        new(Snapshot(), "SNAPSHOT", "a snapshot is named by its instant"),
        new(Key(), "KEY", ByChance),
        new(Session(), "SESSION", "holds an instant and is signed by a key of the head's own"),
        new(StorageRequest(), "REQUEST", "storage names each request"),
        new(AuditRow(), "ENTRY", "an entry is named by its instant"),
        new(Version(), "HASH", "covers the instant and the caller's id"),
        new(Content(), "HASH", "covers instants in what was exported, or the caller's id"),
        new(WorkbookPart(), "PART", ByChance),
        new(BackupTry(), "TRY", "each try of a part of a backup has files of its own"),
        new(Id(), "ID", "ids of keys are drawn by chance"),
        new(Size(), "SIZE", "an instant is written with as many digits as it has"),
        new(Calls(), "CALLS", "the SDK tries again, and a lease is renewed, when the machine is slow"),
        new(CallsOnPages(), "CALLS", "the SDK tries again, and a lease is renewed, when the machine is slow"),
        new(SecondsOnPages(), "SECONDS", "how long a job took"),
        new(Host(), "HOST", "each head listens on a port of its own"),
    ];

    /// <summary>A text with all of that made the same.</summary>
    public static string Apply(string text) =>
        All.Aggregate(text, (changed, rule) => rule.Pattern.Replace(changed, rule.Replacement));

    [GeneratedRegex("(?<=\"traceId\":\\s*\")[^\"]*")]
    private static partial Regex TraceId();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?")]
    private static partial Regex Instant();

    [GeneratedRegex(@"\d\d:\d\d \d\d?/\d\d?/\d{4}|\d\d? [A-Z][a-z]+ \d{4}, \d\d:\d\d")]
    private static partial Regex InstantOnPages();

    [GeneratedRegex(@"(?<=(^Last-Modified|Date): )\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT")]
    private static partial Regex InstantInHeaders();

    [GeneratedRegex(@"(?<=INSTANT</td>\s*<td class=""num"">)[\d,.]+")]
    private static partial Regex SecondsOnPages();

    [GeneratedRegex(@"(?<=<td class=""num"">)[\d,.]+(?=</td>\s*<td class=""when"">INSTANT)")]
    private static partial Regex CallsOnPages();

    [GeneratedRegex(@"\d{8}T\d{6}Z")]
    private static partial Regex Snapshot();

    [GeneratedRegex("yf-[0-9a-f]{12}-[0-9A-Za-z_-]+")]
    private static partial Regex Key();

    [GeneratedRegex("(?<=yf-session=)[^;]+")]
    private static partial Regex Session();

    [GeneratedRegex("(?<=RequestId:|x-ms-request-id: )[0-9a-f-]{36}")]
    private static partial Regex StorageRequest();

    [GeneratedRegex(@"\d{19}-[0-9a-f]{16}")]
    private static partial Regex AuditRow();

    [GeneratedRegex("(?<=^ETag: (W/)?\"(\\d+-)?|\"(chainHash|previousHash)\":\\s*\")[0-9a-f]{16,64}")]
    private static partial Regex Version();

    [GeneratedRegex("(?<=\"sha256\":\\s*\")[0-9a-f]{64}|(?<=data/)[0-9a-f]{2}/[0-9a-f]{64}|(?<= i\\|)[0-9a-f]{64}")]
    private static partial Regex Content();

    [GeneratedRegex("(?<=\")/?R[0-9a-f]{16}(?=\")")]
    private static partial Regex WorkbookPart();

    [GeneratedRegex(@"(?<=\.)[0-9a-f]{8}(?=\.ndjson\.br)|(?<=/blobs/)[0-9a-f]{8}(?=/)")]
    private static partial Regex BackupTry();

    [GeneratedRegex(@"(?<![0-9a-f-])[0-9a-f]{12}(?![0-9a-f-])|(?<=rotated-from-)[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex("(?<=\"bytes\":\\s*)\\d+|(?<=^Content-Range: bytes [^/]*/)\\d+")]
    private static partial Regex Size();

    [GeneratedRegex("(?<=\"transactions\":\\s*)\\d+")]
    private static partial Regex Calls();

    [GeneratedRegex(@"(127\.0\.0\.1|localhost):\d+")]
    private static partial Regex Host();
}
