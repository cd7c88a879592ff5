using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Reports.Records;

/// <summary>A report that holds against the units, the calendar and the plan, but is not stored yet.</summary>
/// <param name="Unit">The reporting unit.</param>
/// <param name="Period">The month reported.</param>
/// <param name="Values">By indicator; at least one unless withdrawn.</param>
/// <param name="IsSimulated">Whether the demo made it.</param>
/// <param name="IsWithdrawn">Whether it takes the report back.</param>
/// <param name="Replaces">The revision it replaces; null for a first one.</param>
/// <param name="Reason">Why it corrects; null for none.</param>
public sealed record ReportDraft(
    UnitCode Unit, Month Period, IReadOnlyDictionary<IndicatorCode, ReportedValue> Values,
    bool IsSimulated, bool IsWithdrawn, int? Replaces, string? Reason)
{
    /// <summary>Whether the sender says that values that stand out are right; not part of what it says.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>SHA-256 of what it says (unit, month, values, whether simulated or withdrawn), lower-case hex: two reports
    /// with the same hash are the same report.</summary>
    public string ContentHash { get; } = Hash(Canonical(Unit, Period, Values, IsSimulated, IsWithdrawn));

    /// <summary>The revision that would come after <paramref name="former"/>.</summary>
    /// <param name="former">The current one; null for none.</param>
    /// <param name="isOnTime">Whether a first revision is on time; later ones take it from the first.</param>
    /// <param name="by">The id of the caller.</param>
    /// <param name="now">The instant of storing.</param>
    public Report After(Report? former, bool isOnTime, string by, DateTimeOffset now)
    {
        var revision = (former?.Revision ?? 0) + 1;
        var previous = former?.ChainHash ?? "";
        return new Report(
            Unit, Period, revision, Values, IsWithdrawn, former?.IsOnTime ?? isOnTime, IsSimulated, now, by, Reason, ContentHash, previous,
            ChainHash(ContentHash, previous, revision, former?.IsOnTime ?? isOnTime, by, now, Reason));
    }

    /// <summary>The content hash that a stored revision should have.</summary>
    public static string ContentHashOf(Report report) =>
        Hash(Canonical(report.Unit, report.Period, report.Values, report.IsSimulated, report.IsWithdrawn));

    /// <summary>The chain hash that a stored revision should have.</summary>
    public static string ChainHashOf(Report report) => ChainHash(
        report.ContentHash, report.PreviousHash, report.Revision, report.IsOnTime, report.ReceivedBy, report.ReceivedUtc, report.Reason);

    private static string ChainHash(
        string content, string previous, int revision, bool isOnTime, string by, DateTimeOffset received, string? reason) =>
        Hash(string.Create(
            CultureInfo.InvariantCulture, $"{content}\n{previous}\n{revision}\n{isOnTime}\n{by}\n{received.UtcTicks}\n{reason}"));

    private static string Canonical(
        UnitCode unit, Month period, IReadOnlyDictionary<IndicatorCode, ReportedValue> values, bool isSimulated, bool isWithdrawn)
    {
        var text = new StringBuilder($"{unit}|{period}");
        foreach (var (code, value) in values.OrderBy(pair => pair.Key))
            text.Append(CultureInfo.InvariantCulture, $"|{code}={(value.IsYearToDate ? "ytd:" : "")}{value.Measure}");
        return text.Append(isSimulated ? "|simulated" : "").Append(isWithdrawn ? "|withdrawn" : "").ToString();
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
