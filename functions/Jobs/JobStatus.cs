using YouthFunctions.Calls;

namespace YouthFunctions.Jobs;

/// <summary>How a timer stands.</summary>
/// <param name="Timer">The timer.</param>
/// <param name="Schedule">When it fires, by the table or by its setting.</param>
/// <param name="Last">Its last run; null when it never ran.</param>
/// <param name="NextUtc">When it is due next.</param>
/// <param name="IsLate">Whether it should have done its work since it last did, or since it was first tried: it failed, was stopped, or is
/// not fired any more.</param>
public sealed record JobStatus(TimerFunction Timer, string Schedule, JobRecord? Last, DateTimeOffset NextUtc, bool IsLate);
