namespace YouthFunctions.Calls;

/// <summary>What a run of a timer is told.</summary>
/// <param name="Now">The instant of the run, UTC.</param>
/// <param name="OnDemand">Whether an administrator asked for it rather than the schedule.</param>
public sealed record TimerRun(DateTimeOffset Now, bool OnDemand);
