using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using YouthFunctions.Storage.Pipeline;

namespace YouthFunctions.Storage.Caching;

/// <summary>
/// Copies of what is read often and changes seldom. However many ask at once, a key is read once at a time; the old copy is
/// served meanwhile, and also when the read fails. A failure is never kept: the next caller has it read again.
/// </summary>
/// <remarks>Ages are counted from the start of a read. A copy that was forgotten is not brought back by a read that began
/// before. HybridCache and FusionCache were weighed: the first has no old copies, the second brings tiers and a backplane for a page of
/// code.</remarks>
/// <param name="clock">The clock of ages.</param>
/// <param name="times">How long copies are kept.</param>
/// <param name="isWorthKeeping">What is kept at all; everything when null. What is not is still read once at a time.</param>
public sealed class RevalidatingCache<TKey, TValue>(TimeProvider clock, CacheLifetimes times, Func<TValue, bool>? isWorthKeeping = null)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Entry> _entries = new();

    /// <summary>The copy of a key, read by <paramref name="read"/> when there is none that is fresh.</summary>
    /// <param name="key">What is asked for.</param>
    /// <param name="read">Reads it; is given the old copy, if any, to return again when nothing has changed. It serves all who wait,
    /// and so is neither cancelled nor limited by the one who set it off.</param>
    /// <param name="cancel">Gives the wait up.</param>
    public ValueTask<TValue> GetAsync(TKey key, Func<TValue?, Task<TValue>> read, CancellationToken cancel)
    {
        var entry = _entries.GetOrAdd(key, static _ => new Entry());
        var copy = entry.Cached;
        if (copy is not null && clock.GetElapsedTime(copy.ReadAt) < times.Fresh)
            return ValueTask.FromResult(copy.Value);
        var reading = StartRead(key, entry, read);
        return copy is not null && clock.GetElapsedTime(copy.ReadAt) < times.StaleWhileRevalidate
            ? ValueTask.FromResult(copy.Value)
            : new ValueTask<TValue>(WaitAsync(reading, copy, cancel));
    }

    /// <summary>The copy that is kept, whatever its age; false for none. Nothing is read.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var copy = _entries.TryGetValue(key, out var entry) ? entry.Cached : null;
        value = copy is null ? default : copy.Value;
        return copy is not null;
    }

    /// <summary>Has the next caller wait for a read that begins after this.</summary>
    public void Invalidate(TKey key) => _entries.TryRemove(key, out _);

    private async Task<TValue> WaitAsync(Task<TValue> reading, CachedValue? copy, CancellationToken cancel)
    {
        try
        {
            return await StorageTimeBudget.WaitAsync(reading, cancel);
        }
        catch (Exception)
            when (copy is not null && !cancel.IsCancellationRequested && clock.GetElapsedTime(copy.ReadAt) < times.StaleIfError)
        {
            return copy.Value;
        }
    }

    private Task<TValue> StartRead(TKey key, Entry entry, Func<TValue?, Task<TValue>> read)
    {
        lock (entry)
        {
            // A read that has just ended has left a copy that is fresh: whoever came too late for it takes that.
            if (entry.PendingRead is null && entry.Cached is { } copy && clock.GetElapsedTime(copy.ReadAt) < times.Fresh)
                return Task.FromResult(copy.Value);
            return entry.PendingRead ??= Task.Run(() => ReadAsync(key, entry, read), CancellationToken.None);
        }
    }

    private async Task<TValue> ReadAsync(TKey key, Entry entry, Func<TValue?, Task<TValue>> read)
    {
        StorageTimeBudget.Detach();
        var start = clock.GetTimestamp();
        CachedValue? next = null;
        try
        {
            var value = await read(entry.Cached is { } former ? former.Value : default);
            if (isWorthKeeping?.Invoke(value) ?? true)
                next = new CachedValue(start, value);
            return value;
        }
        finally
        {
            lock (entry)
            {
                entry.Cached = next ?? entry.Cached;
                entry.PendingRead = null;
            }

            if (entry.Cached is null) // made-up keys must not fill the memory
                _entries.TryRemove(KeyValuePair.Create(key, entry));
        }
    }

    private sealed record CachedValue(long ReadAt, TValue Value);

    private sealed class Entry
    {
        public volatile CachedValue? Cached;

        public Task<TValue>? PendingRead;
    }
}
