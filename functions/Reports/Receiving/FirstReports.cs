using System.Collections.Concurrent;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Records;
using YouthFunctions.Reports.Rules;
using YouthFunctions.Storage;

namespace YouthFunctions.Reports.Receiving;

/// <summary>
/// Takes first reports of a busy province in without reading storage for each. What a partition holds is read once and kept
/// up, and a transaction that relies on it asks that the partition's version has not changed since; every write of
/// reports changes it, so that another instance's write is noticed and nothing is decided on what is no longer so.
/// Reports that come while a transaction is under way share the next one. Whatever is not plainly a first report that holds,
/// and whatever fails, goes the ordinary way.
/// </summary>
/// <remarks>A version of the product that does not know the version row may write beside this one while a deployment rolls
/// over: what is kept is therefore read anew every <see cref="KeepFor"/>. A report that such a version stores is never
/// overwritten, since a first report is only ever added.</remarks>
public sealed class FirstReports(ReportStore reports, IntakeRules rules, DoubtFacts facts, TimeProvider clock, ILogger<FirstReports> log)
{
    /// <summary>How long what was read of a partition is relied on.</summary>
    public static readonly TimeSpan KeepFor = TimeSpan.FromMinutes(1);

    /// <summary>How many reports of a partition must come within <see cref="KeepFor"/> before it is read as a whole.</summary>
    public const int BusyFrom = 2;

    // Others writing in between make each read worth less: the more often, the more reports it must pay for.
    private const int BusyAtMost = 96;

    // A pack's own time: who waits for it has yet to go the ordinary way when storage hangs.
    private static readonly TimeSpan PackTime = TimeSpan.FromSeconds(4);

    // Some 1 KB each.
    private const int KeptReports = 30_000;
    private const int Tries = 3;

    private readonly ConcurrentDictionary<string, Lane> _lanes = new(StringComparer.Ordinal);

    /// <summary>Stores a report if it is the first of its month and holds.</summary>
    /// <param name="draft">The report; it holds against its plan.</param>
    /// <param name="expected">What the sender believes to be replacing.</param>
    /// <param name="plan">The plan of the year.</param>
    /// <param name="by">The id of the caller.</param>
    /// <param name="at">Where an indicator's value stands in what was sent.</param>
    /// <param name="cancel">Stops waiting; what is under way is finished for the others.</param>
    public async Task<FirstOutcome> TryAsync(
        ReportDraft draft, Expectation expected, PlanYear plan, string by, Func<IndicatorCode?, string> at, CancellationToken cancel)
    {
        if (draft.IsWithdrawn || draft.Replaces is not null || !expected.Holds(null))
            return default;
        var partition = reports.Partition(draft.Unit, draft.Period);
        var lane = _lanes.GetOrAdd(partition, _ => new Lane());
        if (!lane.IsBusy(clock.GetTimestamp(), clock))
            return default;
        var waiting = new Waiting(draft, plan, expected, by, at, await facts.OfAsync(draft.Unit, draft.Period, cancel));
        if (lane.Enqueue(waiting))
            Begin(lane, partition);
        return await StorageBudget.WaitAsync(waiting.Outcome, cancel);
    }

    // Without the caller's flow: the work is for others too, and outlives the request.
    private void Begin(Lane lane, string partition)
    {
        using (ExecutionContext.SuppressFlow())
            _ = WorkAsync(lane, partition);
    }

    private async Task WorkAsync(Lane lane, string partition)
    {
        while (lane.Dequeue(ReportStore.RowsAtMost) is { } pack)
        {
            using var limit = new CancellationTokenSource(PackTime, clock);
            try
            {
                // A write of another instance, or of this one on the ordinary way, may have come between: where many wait, what it
                // wrote is read.
                for (var left = pack.Count > BusyFrom ? Tries : 1; left > 0 && pack.Exists(waiting => !waiting.IsSettled); left--)
                    await TakeAsync(lane, partition, pack.FindAll(waiting => !waiting.IsSettled), limit.Token);
            }
            // Whatever it is: on the ordinary way it shows up in the request that it belongs to.
            catch (Exception error)
            {
                log.PackLeftOpen(error, partition, pack.Count);
                lane.Disturbed();
            }
            finally
            {
                pack.ForEach(waiting => waiting.Settle(null, pack.Count == 1));
            }
        }
    }

    private async Task TakeAsync(Lane lane, string partition, List<Waiting> pack, CancellationToken cancel)
    {
        var plan = pack[0].Plan.Plan;
        var known = lane.Known is { } kept && IsFresh(kept) && kept.Plan == plan ? kept : await ReadAsync(lane, partition, plan, cancel);
        var taken = new List<Waiting>(pack.Count);
        foreach (var waiting in pack)
        {
            if (known is not null && Take(waiting, known))
                taken.Add(waiting);
            else
                waiting.Settle(null, pack.Count == 1);
        }

        if (taken.Count == 0)
            return;
        // Until storage says so, what was taken is not known to be stored.
        lane.Known = null;
        var version = await reports.TrySaveFirstAsync(taken.ConvertAll(waiting => waiting.Report!), known!.Version, cancel);
        if (version is null)
        {
            lane.Disturbed();
            return;
        }

        lane.Known = known with { Version = version };
        taken.ForEach(waiting => waiting.Settle(waiting.Report, taken.Count == 1));
    }

    // The decision is that of every report; only where it is to store a first one does it end here.
    private bool Take(Waiting waiting, Known known)
    {
        var (draft, plan) = (waiting.Draft, waiting.Plan);
        // Tried again it is the same revision to the hash, whatever became of the first try.
        var now = waiting.Report?.ReceivedUtc ?? clock.GetUtcNow();
        if (plan.Plan != known.Plan || known.State.Current(draft.Unit, draft.Period) is not null)
            return false;
        var into = new IntakeState(null, null, known.State.Reported(draft.Unit, draft.Period), waiting.Facts);
        if (rules.Decide(draft, waiting.Expected, into, plan, now, waiting.At) is not IntakeDecision.Take take)
            return false;
        waiting.Report = take.Revision(draft, null, waiting.By, now);
        known.State.Set(draft.Unit, draft.Period, ReportHead.From(waiting.Report), waiting.Report.MarkedValues);
        return true;
    }

    // Null while there is no room for more.
    private async Task<Known?> ReadAsync(Lane lane, string partition, YearPlan plan, CancellationToken cancel)
    {
        lane.Known = null;
        if (_lanes.Values.Sum(other => other.Forget(IsFresh)) >= KeptReports)
            return null;
        var read = clock.GetTimestamp();
        var (version, state) = await reports.VersionedStateAsync(partition, plan, cancel);
        return lane.Known = new Known(read, plan, state, version);
    }

    private bool IsFresh(Known known) => clock.GetElapsedTime(known.Read) < KeepFor;

    private sealed record Waiting(
        ReportDraft Draft, PlanYear Plan, Expectation Expected, string By, Func<IndicatorCode?, string> At, UnitFacts Facts)
    {
        private readonly TaskCompletionSource<FirstOutcome> _outcome = new();

        public Task<FirstOutcome> Outcome => _outcome.Task;

        public bool IsSettled { get; private set; }

        /// <summary>What was last tried to store; even after an error it may stand.</summary>
        public Report? Report { get; set; }

        /// <summary>Lets the request go on, at once where no other waits for this thread.</summary>
        public void Settle(Report? stored, bool isAlone)
        {
            if (IsSettled)
                return;
            IsSettled = true;
            if (isAlone)
                _outcome.TrySetResult(new FirstOutcome(stored, Report?.ChainHash));
            else
                ThreadPool.UnsafeQueueUserWorkItem(
                    settled => settled.Outcome.TrySetResult(settled.Answer),
                    (Outcome: _outcome, Answer: new FirstOutcome(stored, Report?.ChainHash)), preferLocal: false);
        }
    }

    /// <summary>What a partition holds, as of <paramref name="Read"/> and of what was written here since.</summary>
    private sealed record Known(long Read, YearPlan Plan, BatchState State, PartitionVersion? Version);

    /// <summary>The reports of one partition, a pack after the other.</summary>
    private sealed class Lane
    {
        private readonly Lock _lock = new();
        private readonly Queue<Waiting> _queue = new();
        private Known? _known;
        private bool _isWorking;
        private int _busyFrom = BusyFrom;
        private int _seen;
        private long _since;

        public Known? Known
        {
            get => Volatile.Read(ref _known);
            set => Volatile.Write(ref _known, value);
        }

        /// <summary>Counts a report; whether so many came lately that reading the partition pays.</summary>
        public bool IsBusy(long now, TimeProvider clock)
        {
            lock (_lock)
            {
                if (_seen == 0 || clock.GetElapsedTime(_since, now) >= KeepFor)
                    (_since, _seen, _busyFrom) = (now, 0, Math.Max(BusyFrom, _seen >= _busyFrom ? _busyFrom / 2 : _busyFrom));
                return ++_seen > _busyFrom || _isWorking || (_known is { } known && clock.GetElapsedTime(known.Read, now) < KeepFor);
            }
        }

        /// <summary>Lets go of what is no longer good; how many reports are still kept.</summary>
        public int Forget(Func<Known, bool> isGood)
        {
            var known = Known;
            if (known is null || isGood(known))
                return known?.State.Count ?? 0;
            Interlocked.CompareExchange(ref _known, null, known);
            return 0;
        }

        /// <summary>Somebody else wrote in between, or storage failed: the next reports go the ordinary way.</summary>
        public void Disturbed()
        {
            lock (_lock)
                (_known, _seen, _busyFrom) = (null, 0, Math.Min(BusyAtMost, _busyFrom * 2));
        }

        /// <summary>Whether the caller is to see to the lane's work.</summary>
        public bool Enqueue(Waiting waiting)
        {
            lock (_lock)
            {
                _queue.Enqueue(waiting);
                var begins = !_isWorking;
                _isWorking = true;
                return begins;
            }
        }

        /// <summary>The next pack; null when nothing waits, and then the work is over.</summary>
        public List<Waiting>? Dequeue(int atMost)
        {
            lock (_lock)
            {
                var pack = new List<Waiting>(Math.Min(atMost, _queue.Count));
                while (pack.Count < atMost && _queue.TryDequeue(out var waiting))
                    pack.Add(waiting);
                _isWorking = pack.Count > 0;
                return _isWorking ? pack : null;
            }
        }
    }
}
