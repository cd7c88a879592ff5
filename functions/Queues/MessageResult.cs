using YouthFunctions.Calls;

namespace YouthFunctions.Queues;

/// <summary>How a message was worked off.</summary>
/// <param name="State">Succeeded, failed, or stopped because the process ends.</param>
/// <param name="Error">What went wrong; null otherwise.</param>
public sealed record MessageResult(RunState State, string? Error);
