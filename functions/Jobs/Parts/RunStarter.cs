using System.Globalization;
using YouthFunctions.Calls;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Queues;
using YouthFunctions.Storage;

namespace YouthFunctions.Jobs.Parts;

/// <summary>Begins runs of parts, and sends messages again that were lost.</summary>
public sealed class RunStarter(RunStore runs, JobStore jobs, QueueSender sender, TimeProvider clock, ILogger<RunStarter> log)
{
    /// <summary>A part that has waited so long is sent again: its message may be lost. One that is on the queue twice is done
    /// once.</summary>
    public static readonly TimeSpan ResendAfter = TimeSpan.FromMinutes(10);

    // A run that has not ended by then stands in the way of the next night's.
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromHours(12);

    /// <summary>Puts the parts of a job on the queue; when its last run still goes on, that one's lost messages instead.</summary>
    /// <param name="job">The job.</param>
    /// <param name="parts">Its parts; what must come first stands first.</param>
    /// <param name="now">When the run begins.</param>
    /// <param name="cancel">Ends it; the timer that sends again goes on.</param>
    /// <param name="planned">How many parts all steps will have; null when these are all.</param>
    public async Task<TimerOutcome> StartAsync(
        string job, IReadOnlyList<JobPart> parts, DateTimeOffset now, CancellationToken cancel, int? planned = null)
    {
        var last = await runs.FindAsync(job, cancel);
        while (last is { IsActive: true } && now - last.StartUtc < GivenUpAfter)
        {
            // The timer was recorded as running. The run may end meanwhile, and its end must not be lost by that.
            await jobs.MarkInPartsAsync(job, last.StartUtc, cancel);
            var sent = await ResendAsync(last, cancel);
            var seen = await runs.FindAsync(job, cancel);
            if (seen is { IsActive: true } && seen.Id == last.Id)
                return InParts(seen, sent, "still under way");
            last = seen;
        }

        var run = await runs.TryBeginAsync(job, parts, planned, now, last, cancel);
        if (run is null)
            return InParts(
                await runs.FindAsync(job, cancel) ?? throw new InvalidOperationException($"{job}: no run."), 0, "begun elsewhere");
        await jobs.MarkInPartsAsync(job, run.StartUtc, cancel);
        if (run.Total == 0)
            await SendAsync(new PartMessage(job, run.Id, null), cancel);
        for (var number = 0; number < run.Total; number++)
            await SendAsync(new PartMessage(job, run.Id, number), cancel);
        await runs.RemovePartsAsync(job, now - TimeSpan.FromDays(7), cancel);
        return InParts(run, run.Total, "begun");
    }

    /// <summary>Puts the parts of the next step of a run on the queue, unless somebody has changed the run meanwhile.</summary>
    /// <param name="run">The run as it was claimed.</param>
    /// <param name="parts">The parts of the step.</param>
    /// <param name="cancel">Ends it; the timer that sends again goes on.</param>
    public async Task ContinueAsync(JobRun run, IReadOnlyList<JobPart> parts, CancellationToken cancel)
    {
        if (await runs.TryExtendAsync(run, parts, clock.GetUtcNow(), cancel) is null)
            return;
        for (var number = run.Total; number < run.Total + parts.Count; number++)
            await SendAsync(new PartMessage(run.Job, run.Id, number), cancel);
    }

    /// <summary>Sends what is left of a run again, as far as its messages may be lost.</summary>
    /// <returns>How many messages were sent.</returns>
    public async Task<int> ResendAsync(JobRun run, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (run.IsCounted)
        {
            if (run.Until > now)
                return 0;
            await SendAsync(new PartMessage(run.Job, run.Id, null), cancel);
            return 1;
        }

        var lost = (await runs.PartsAsync(run, cancel)).Where(part => part.State switch
        {
            PartState.Waiting => part.SentUtc + ResendAfter <= now,
            PartState.Running => part.Until <= now,
            _ => false,
        }).ToList();
        foreach (var part in lost)
            // Noted first: whoever begins the part meanwhile has its message, and a message that is not sent is sent by the next look.
            if (await runs.TryChangeAsync(part with { State = PartState.Waiting, SentUtc = now, Until = null }, cancel) is not null)
                await SendAsync(new PartMessage(run.Job, run.Id, part.Number), cancel);
        if (lost.Count > 0)
            log.PartsSentAgain(run.Job, lost.Count);
        return lost.Count;
    }

    private Task SendAsync(PartMessage message, CancellationToken cancel) =>
        sender.SendAsync(QueueName.Parts, message.Write(), TimeSpan.Zero, cancel);

    private static TimerOutcome InParts(JobRun run, int sent, string how) => new(
        sent,
        string.Create(CultureInfo.InvariantCulture, $"run {run.Id} {how}: {run.Done} of {run.Total} parts done, {sent} messages sent"))
    {
        IsInParts = true,
    };
}
