using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Access.Audit;

/// <summary>What was changed in a month.</summary>
/// <param name="Month">The month, UTC.</param>
/// <param name="Entries">The newest first, at most a thousand.</param>
public sealed record AuditMonth(Month Month, IReadOnlyList<AuditEntry> Entries);
