using System.Globalization;
using YouthFunctions.Calls;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Queues;

namespace YouthFunctions.Jobs.Parts;

/// <summary>The timer that sees to it that every run of parts ends, whatever was lost or died, and tells of messages that were given
/// up.</summary>
public sealed class ResumeParts(RunStore runs, RunStarter starter, QueueMonitor queues)
{
    /// <summary>Sends messages again whose part waits too long.</summary>
    public async Task<TimerOutcome> Run(TimerRun run, CancellationToken cancel)
    {
        var (active, sent) = (0, 0);
        await foreach (var begun in runs.AllAsync(cancel))
            if (begun.IsActive)
            {
                active++;
                sent += await starter.ResendAsync(begun, cancel);
            }

        var poison = await queues.TellAsync(cancel);
        return new TimerOutcome(sent, string.Create(
            CultureInfo.InvariantCulture, $"{active} runs under way, {sent} messages sent again, {poison} messages given up"));
    }
}
