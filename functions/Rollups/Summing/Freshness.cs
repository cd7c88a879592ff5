namespace YouthFunctions.Rollups.Summing;

/// <summary>How fresh the rollups of a year are.</summary>
/// <param name="ReflectsUtc">Every report stored before this instant is in; null when nothing was ever rolled up.</param>
/// <param name="IsStale">Whether the timer is overdue, or the plan has changed since.</param>
public sealed record Freshness(DateTimeOffset? ReflectsUtc, bool IsStale);
