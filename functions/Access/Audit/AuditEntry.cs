using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Access.Audit;

/// <summary>Something that somebody changed.</summary>
/// <param name="Utc">When.</param>
/// <param name="By">The id of the caller.</param>
/// <param name="Action">What, such as <c>key.created</c>.</param>
/// <param name="Unit">The unit concerned; who may not reach it does not see the entry.</param>
/// <param name="Subject">The key, month or file concerned.</param>
/// <param name="Detail">More; null for none. Never a secret.</param>
public sealed record AuditEntry(DateTimeOffset Utc, string By, string Action, UnitCode Unit, string Subject, string? Detail)
{
    /// <summary>The function that was called; null for a command, and for entries of before functions were kept.</summary>
    public string? Function { get; init; }

    /// <summary>How far it came.</summary>
    public AuditOutcome Outcome { get; init; } = AuditOutcome.Done;
}
