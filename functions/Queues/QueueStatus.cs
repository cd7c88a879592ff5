using YouthFunctions.Calls;

namespace YouthFunctions.Queues;

/// <summary>How a queue stands.</summary>
/// <param name="Function">The function that works it off.</param>
/// <param name="Waiting">About how many messages wait or are worked on.</param>
/// <param name="Poison">About how many were given up after their last try.</param>
public sealed record QueueStatus(QueueFunction Function, int Waiting, int Poison);
