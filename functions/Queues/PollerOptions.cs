using YouthFunctions.Calls;

namespace YouthFunctions.Queues;

/// <summary>How a process polls the queues where no Functions host does it.</summary>
/// <param name="PollsUnasked">Whether it looks for messages at its start and every <see cref="Interval"/>, and not only when this
/// process has put one on a queue.</param>
/// <param name="RetryDelay">The wait after a run that failed.</param>
/// <param name="AtOnce">How many messages of a queue it works on at once; 0 for none.</param>
public sealed record PollerOptions(bool PollsUnasked, TimeSpan RetryDelay, int AtOnce = QueueFunction.MaxAtOnce)
{
    /// <summary>How often it looks for messages that another process sent, or that come again.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromSeconds(10);
}
