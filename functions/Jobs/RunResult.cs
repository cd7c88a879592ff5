using YouthFunctions.Calls;

namespace YouthFunctions.Jobs;

/// <summary>A finished run.</summary>
public sealed record RunResult(RunState State, TimerOutcome? Outcome, string? Error);
