using System.Globalization;
using System.Security.Cryptography;
using YouthFunctions.Calls;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Storage;
using YouthFunctions.Storage.Pipeline;

namespace YouthFunctions.Jobs.Parts;

/// <summary>Works off one part of a job, counts it, and hands over to what comes after the parts when it was the last.</summary>
/// <remarks>Messages may come twice, late, in any order or again after a process died. What was done stands in storage: a part that is
/// settled is not begun again, and one that somebody is at is left to them until their time is over.</remarks>
public sealed class PartRunner(
    IEnumerable<IPartedJob> jobs, RunStore runs, RunEnd ends, TimeProvider clock, ILogger<PartRunner> log)
{
    /// <summary>How long a part is left to whoever began it, should they not be heard of again.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private const int MaxCounts = 100;
    private readonly Dictionary<string, IPartedJob> _jobs = jobs.ToDictionary(job => job.Name);

    /// <summary>Works off a message.</summary>
    /// <exception cref="System.Text.Json.JsonException">It is no message of a part.</exception>
    /// <exception cref="ArgumentException">There is no such job.</exception>
    public async Task Handle(string message, CancellationToken cancel)
    {
        var asked = PartMessage.Read(message);
        var job = _jobs.GetValueOrDefault(asked.Job) ?? throw new ArgumentException($"No job in parts is called {asked.Job}.");
        if (await runs.FindAsync(asked.Job, cancel) is not { IsActive: true } run || run.Id != asked.Run)
            return; // of a run that is over: a copy that came late
        if (asked.Part is { } number && !await RunPartAsync(job, run, number, cancel))
            return;
        await ends.FinishIfCountedAsync(job, run.Id, cancel);
    }

    // Whether the part is settled.
    private async Task<bool> RunPartAsync(IPartedJob job, JobRun run, int number, CancellationToken cancel)
    {
        var owner = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        while (true)
        {
            if (await runs.FindPartAsync(run.Job, run.Id, number, cancel) is not { } part)
                return false;
            if (part.IsSettled)
                return true;
            var now = clock.GetUtcNow();
            var isOurs = part.State == PartState.Running && part.Owner == owner; // begun by a call whose answer was lost
            if (part.State == PartState.Running && part.Until > now && !isOurs)
                return false;
            if (part.Attempts >= QueueFunction.MaxTries && !isOurs)
            {
                log.PartFailed(null, run.Job, part.Part.ToString());
                await CountAsync(
                    part with { State = PartState.Failed, Until = null, Error = part.Error ?? "Its process died each time." }, 0, cancel);
                return true;
            }

            var begun = isOurs ? part : await runs.TryChangeAsync(
                part with { State = PartState.Running, Attempts = part.Attempts + 1, Owner = owner, Until = now + Lease }, cancel);
            if (begun is null)
                continue; // changed meanwhile: by whom is seen now
            await WorkAsync(job, run, begun, cancel);
            return true;
        }
    }

    private async Task WorkAsync(IPartedJob job, JobRun run, PartRecord part, CancellationToken cancel)
    {
        var count = StorageCallCounter.Begin();
        var damaged = DamagedRows.Collect();
        PartOutcome outcome;
        try
        {
            outcome = await job.RunPartAsync(run, part.Part, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The instance is drained: that is no failure of the part's.
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(3));
            await runs.TryChangeAsync(
                part with { State = PartState.Waiting, Attempts = part.Attempts - 1, Until = null }, patience.Token);
            throw;
        }
        catch (Exception error)
        {
            await FailAsync(job, part, error, count.Calls, cancel);
            throw;
        }

        foreach (var place in damaged.Places)
            log.RowDamaged(place, run.Job);
        await CountAsync(
            part with
            {
                State = PartState.Done,
                Until = null,
                Rows = outcome.Rows,
                Result = outcome.Result,
                Damaged = damaged.Places.Count,
                DamagedRows = [.. damaged.Places.Take(DamagedOutcome.MaxPlacesNamed).Select(place => place.ToString())],
                Error = null,
            },
            count.Calls, cancel);
    }

    private async Task FailAsync(IPartedJob job, PartRecord part, Exception error, long calls, CancellationToken cancel)
    {
        if (part.Attempts < QueueFunction.MaxTries)
        {
            await runs.TryChangeAsync(
                part with { State = PartState.Waiting, SentUtc = clock.GetUtcNow(), Until = null, Error = error.Message }, cancel);
            return;
        }

        log.PartFailed(error, part.Job, part.Part.ToString());
        await CountAsync(part with { State = PartState.Failed, Until = null, Error = error.Message }, calls, cancel);
        await ends.FinishIfCountedAsync(job, part.Run, cancel);
    }

    // Counts a settled part, once.
    private async Task CountAsync(PartRecord part, long calls, CancellationToken cancel)
    {
        for (var attempt = 1; attempt <= MaxCounts; attempt++)
        {
            if (await runs.FindAsync(part.Job, cancel) is not { IsActive: true } run || run.Id != part.Run)
                return; // cancelled meanwhile
            var isDone = part.State == PartState.Done;
            var counted = run with
            {
                Done = run.Done + (isDone ? 1 : 0),
                Failed = run.Failed + (isDone ? 0 : 1),
                Transactions = run.Transactions + calls,
            };
            if (await runs.TryCountAsync(counted, part, cancel))
                return;
            if (await runs.FindPartAsync(part.Job, part.Run, part.Number, cancel) is not { IsSettled: false } now)
                return; // by us, and the answer was lost; or by another who was at it too
            if (!isDone && now.Owner != part.Owner)
                return; // another has begun it since, and may yet do it
            part = part with { ETag = now.ETag };
            // Parts that end together count one after the other; each waits a little longer than the one before.
            await Task.Delay(TimeSpan.FromMilliseconds(attempt * (1 + (part.Number % 7))), cancel);
        }

        throw new TimeoutException(string.Create(
            CultureInfo.InvariantCulture, $"{part.Job}: others kept changing the run's count {MaxCounts} times meanwhile."));
    }
}
