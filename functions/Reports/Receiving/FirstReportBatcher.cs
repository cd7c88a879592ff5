using System.Collections.Concurrent;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Records;
using YouthFunctions.Reports.Rules;
using YouthFunctions.Storage;
using YouthFunctions.Storage.Pipeline;

namespace YouthFunctions.Reports.Receiving;

/// <summary>
/// Takes first reports of a busy province in without reading storage for each. What a partition holds is read once and kept
/// up, and a transaction that relies on it asks that the partition's version has not changed since; every write of
/// reports changes it, so that another instance's write is noticed and nothing is decided on what is no longer so.
/// Reports that come while a transaction is under way share the next one. Whatever is not plainly a first report that holds,
/// and whatever fails, goes the ordinary way.
/// </summary>
/// <remarks>A version of the product that does not know the version row may write beside this one while a deployment rolls
/// over: what is kept is therefore read anew every <see cref="SnapshotLifetime"/>. A report that such a version stores is never
/// overwritten, since a first report is only ever added.</remarks>
public sealed class FirstReportBatcher(
    ReportStore reports, IntakeRules rules, PlausibilityContextReader facts, TimeProvider clock, ILogger<FirstReportBatcher> log)
{
    /// <summary>How long what was read of a partition is relied on.</summary>
    public static readonly TimeSpan SnapshotLifetime = TimeSpan.FromMinutes(1);

    /// <summary>How many reports of a partition must come within <see cref="SnapshotLifetime"/> before it is read as a whole.</summary>
    public const int BusyThreshold = 2;

    // Others writing in between make each read worth less: the more often, the more reports it must pay for.
    private const int MaxBusyThreshold = 96;

    // A pack's own time: who waits for it has yet to go the ordinary way when storage hangs.
    private static readonly TimeSpan BatchTimeout = TimeSpan.FromSeconds(4);

    // Some 1 KB each.
    private const int MaxSnapshotReports = 30_000;
    private const int MaxAttempts = 3;

    private readonly ConcurrentDictionary<string, PartitionQueue> _queues = new(StringComparer.Ordinal);

    /// <summary>Stores a report if it is the first of its month and holds.</summary>
    /// <param name="draft">The report; it holds against its plan.</param>
    /// <param name="expected">What the sender believes to be replacing.</param>
    /// <param name="reportingYear">The plan of the year.</param>
    /// <param name="by">The id of the caller.</param>
    /// <param name="pointerTo">Where an indicator's value stands in what was sent.</param>
    /// <param name="cancel">Stops waiting; what is under way is finished for the others.</param>
    public async Task<FirstReportOutcome> TryAsync(
        ReportDraft draft, RevisionPrecondition expected, ReportingYear reportingYear, string by, Func<IndicatorCode?, string> pointerTo,
        CancellationToken cancel)
    {
        if (draft.IsWithdrawn || draft.Replaces is not null || !expected.IsMetBy(null))
            return default;
        var partition = reports.Partition(draft.Unit, draft.Period);
        var queue = _queues.GetOrAdd(partition, _ => new PartitionQueue());
        if (!queue.IsBusy(clock.GetTimestamp(), clock))
            return default;
        var pending = new PendingReport(
            draft, reportingYear, expected, by, pointerTo, await facts.ReadAsync(draft.Unit, draft.Period, cancel));
        if (queue.Enqueue(pending))
            StartWorker(queue, partition);
        return await StorageTimeBudget.WaitAsync(pending.Outcome, cancel);
    }

    // Without the caller's flow: the work is for others too, and outlives the request.
    private void StartWorker(PartitionQueue queue, string partition)
    {
        using (ExecutionContext.SuppressFlow())
            _ = WorkAsync(queue, partition);
    }

    private async Task WorkAsync(PartitionQueue queue, string partition)
    {
        while (queue.Dequeue(ReportStore.MaxRows) is { } pack)
        {
            using var limit = new CancellationTokenSource(BatchTimeout, clock);
            try
            {
                // A write of another instance, or of this one on the ordinary way, may have come between: where many wait, what it
                // wrote is read.
                for (var left = pack.Count > BusyThreshold ? MaxAttempts : 1; left > 0
                    && pack.Exists(pending => !pending.IsCompleted); left--)
                    await StoreAsync(queue, partition, pack.FindAll(pending => !pending.IsCompleted), limit.Token);
            }
            // Whatever it is: on the ordinary way it shows up in the request that it belongs to.
            catch (Exception error)
            {
                log.PackLeftOpen(error, partition, pack.Count);
                queue.Invalidate();
            }
            finally
            {
                pack.ForEach(pending => pending.Complete(null, pack.Count == 1));
            }
        }
    }

    private async Task StoreAsync(PartitionQueue queue, string partition, List<PendingReport> pack, CancellationToken cancel)
    {
        var plan = pack[0].ReportingYear.Plan;
        var snapshot = queue.Snapshot is { } kept && IsFresh(kept) && kept.Plan == plan
            ? kept
            : await ReadAsync(queue, partition, plan, cancel);
        var taken = new List<PendingReport>(pack.Count);
        foreach (var pending in pack)
        {
            if (snapshot is not null && TryAccept(pending, snapshot))
                taken.Add(pending);
            else
                pending.Complete(null, pack.Count == 1);
        }

        if (taken.Count == 0)
            return;
        // Until storage says so, what was taken is not known to be stored.
        queue.Snapshot = null;
        var version = await reports.TrySaveFirstAsync(taken.ConvertAll(pending => pending.Report!), snapshot!.Version, cancel);
        if (version is null)
        {
            queue.Invalidate();
            return;
        }

        queue.Snapshot = snapshot with { Version = version };
        taken.ForEach(pending => pending.Complete(pending.Report, taken.Count == 1));
    }

    // The decision is that of every report; only where it is to store a first one does it end here.
    private bool TryAccept(PendingReport pending, PartitionSnapshot snapshot)
    {
        var (draft, reportingYear) = (pending.Draft, pending.ReportingYear);
        // Tried again it is the same revision to the hash, whatever became of the first try.
        var now = pending.Report?.ReceivedUtc ?? clock.GetUtcNow();
        if (reportingYear.Plan != snapshot.Plan || snapshot.State.Current(draft.Unit, draft.Period) is not null)
            return false;
        var into = new IntakeState(null, null, snapshot.State.Reported(draft.Unit, draft.Period), pending.Facts);
        if (rules.Decide(draft, pending.Expected, into, reportingYear, now, pending.PointerTo) is not IntakeDecision.Accept take)
            return false;
        pending.Report = take.CreateRevision(draft, null, pending.By, now);
        snapshot.State.Set(draft.Unit, draft.Period, ReportVersion.From(pending.Report), pending.Report.MarkedValues);
        return true;
    }

    // Null while there is no room for more.
    private async Task<PartitionSnapshot?> ReadAsync(PartitionQueue queue, string partition, YearPlan plan, CancellationToken cancel)
    {
        queue.Snapshot = null;
        if (_queues.Values.Sum(other => other.RemoveStale(IsFresh)) >= MaxSnapshotReports)
            return null;
        var read = clock.GetTimestamp();
        var (version, state) = await reports.VersionedStateAsync(partition, plan, cancel);
        return queue.Snapshot = new PartitionSnapshot(read, plan, state, version);
    }

    private bool IsFresh(PartitionSnapshot snapshot) => clock.GetElapsedTime(snapshot.Read) < SnapshotLifetime;

    private sealed record PendingReport(
        ReportDraft Draft, ReportingYear ReportingYear, RevisionPrecondition Expected, string By, Func<IndicatorCode?, string> PointerTo,
        PlausibilityContext Facts)
    {
        private readonly TaskCompletionSource<FirstReportOutcome> _outcome = new();

        public Task<FirstReportOutcome> Outcome => _outcome.Task;

        public bool IsCompleted { get; private set; }

        /// <summary>What was last tried to store; even after an error it may stand.</summary>
        public Report? Report { get; set; }

        /// <summary>Lets the request go on, at once where no other waits for this thread.</summary>
        public void Complete(Report? stored, bool runInline)
        {
            if (IsCompleted)
                return;
            IsCompleted = true;
            if (runInline)
                _outcome.TrySetResult(new FirstReportOutcome(stored, Report?.ChainHash));
            else
                ThreadPool.UnsafeQueueUserWorkItem(
                    settled => settled.Outcome.TrySetResult(settled.Answer),
                    (Outcome: _outcome, Answer: new FirstReportOutcome(stored, Report?.ChainHash)), preferLocal: false);
        }
    }

    /// <summary>What a partition holds, as of <paramref name="Read"/> and of what was written here since.</summary>
    private sealed record PartitionSnapshot(long Read, YearPlan Plan, BatchState State, PartitionVersion? Version);

    /// <summary>The reports of one partition, a pack after the other.</summary>
    private sealed class PartitionQueue
    {
        private readonly Lock _lock = new();
        private readonly Queue<PendingReport> _queue = new();
        private PartitionSnapshot? _snapshot;
        private bool _isWorking;
        private int _busyFrom = BusyThreshold;
        private int _count;
        private long _windowStart;

        public PartitionSnapshot? Snapshot
        {
            get => Volatile.Read(ref _snapshot);
            set => Volatile.Write(ref _snapshot, value);
        }

        /// <summary>Counts a report; whether so many came lately that reading the partition pays.</summary>
        public bool IsBusy(long now, TimeProvider clock)
        {
            lock (_lock)
            {
                if (_count == 0 || clock.GetElapsedTime(_windowStart, now) >= SnapshotLifetime)
                    (_windowStart, _count, _busyFrom) = (now, 0, Math.Max(BusyThreshold, _count >= _busyFrom ? _busyFrom / 2 : _busyFrom));
                return ++_count > _busyFrom || _isWorking
                    || (_snapshot is { } snapshot && clock.GetElapsedTime(snapshot.Read, now) < SnapshotLifetime);
            }
        }

        /// <summary>Lets go of what is no longer good; how many reports are still kept.</summary>
        public int RemoveStale(Func<PartitionSnapshot, bool> isFresh)
        {
            var snapshot = Snapshot;
            if (snapshot is null || isFresh(snapshot))
                return snapshot?.State.Count ?? 0;
            Interlocked.CompareExchange(ref _snapshot, null, snapshot);
            return 0;
        }

        /// <summary>Somebody else wrote in between, or storage failed: the next reports go the ordinary way.</summary>
        public void Invalidate()
        {
            lock (_lock)
                (_snapshot, _count, _busyFrom) = (null, 0, Math.Min(MaxBusyThreshold, _busyFrom * 2));
        }

        /// <summary>Whether the caller is to see to the lane's work.</summary>
        public bool Enqueue(PendingReport pending)
        {
            lock (_lock)
            {
                _queue.Enqueue(pending);
                var begins = !_isWorking;
                _isWorking = true;
                return begins;
            }
        }

        /// <summary>The next pack; null when nothing waits, and then the work is over.</summary>
        public List<PendingReport>? Dequeue(int maxCount)
        {
            lock (_lock)
            {
                var pack = new List<PendingReport>(Math.Min(maxCount, _queue.Count));
                while (pack.Count < maxCount && _queue.TryDequeue(out var pending))
                    pack.Add(pending);
                _isWorking = pack.Count > 0;
                return _isWorking ? pack : null;
            }
        }
    }
}
