using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace YouthFunctions.Storage;

/// <summary>
/// Copies of what is read often and changes seldom. However many ask at once, a key is read once at a time; the old copy is
/// served meanwhile, and also when the read fails. A failure is never kept: the next caller has it read again.
/// </summary>
/// <remarks>Ages are counted from the start of a read. A copy that was forgotten is not brought back by a read that began
/// before. HybridCache and FusionCache were weighed: the first has no old copies, the second brings tiers and a backplane for a page of code.</remarks>
/// <param name="clock">The clock of ages.</param>
/// <param name="times">How long copies are kept.</param>
/// <param name="isWorthKeeping">What is kept at all; everything when null. What is not is still read once at a time.</param>
public sealed class KeptCopy<TKey, TValue>(TimeProvider clock, KeepTimes times, Func<TValue, bool>? isWorthKeeping = null) where TKey : notnull
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
        var copy = entry.Copy;
        if (copy is not null && clock.GetElapsedTime(copy.ReadAt) < times.Fresh)
            return ValueTask.FromResult(copy.Value);
        var reading = Reading(key, entry, read);
        return copy is not null && clock.GetElapsedTime(copy.ReadAt) < times.Old
            ? ValueTask.FromResult(copy.Value)
            : new ValueTask<TValue>(WaitAsync(reading, copy, cancel));
    }

    /// <summary>The copy that is kept, whatever its age; false for none. Nothing is read.</summary>
    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var copy = _entries.TryGetValue(key, out var entry) ? entry.Copy : null;
        value = copy is null ? default : copy.Value;
        return copy is not null;
    }

    /// <summary>Has the next caller wait for a read that begins after this.</summary>
    public void Forget(TKey key) => _entries.TryRemove(key, out _);

    private async Task<TValue> WaitAsync(Task<TValue> reading, Copy? copy, CancellationToken cancel)
    {
        try
        {
            return await StorageBudget.WaitAsync(reading, cancel);
        }
        catch (Exception) when (copy is not null && !cancel.IsCancellationRequested && clock.GetElapsedTime(copy.ReadAt) < times.WhenAway)
        {
            return copy.Value;
        }
    }

    private Task<TValue> Reading(TKey key, Entry entry, Func<TValue?, Task<TValue>> read)
    {
        lock (entry)
        {
            // A read that has just ended has left a copy that is fresh: whoever came too late for it takes that.
            if (entry.Reading is null && entry.Copy is { } copy && clock.GetElapsedTime(copy.ReadAt) < times.Fresh)
                return Task.FromResult(copy.Value);
            return entry.Reading ??= Task.Run(() => ReadAsync(key, entry, read), CancellationToken.None);
        }
    }

    private async Task<TValue> ReadAsync(TKey key, Entry entry, Func<TValue?, Task<TValue>> read)
    {
        StorageBudget.Leave();
        var start = clock.GetTimestamp();
        Copy? next = null;
        try
        {
            var value = await read(entry.Copy is { } former ? former.Value : default);
            if (isWorthKeeping?.Invoke(value) ?? true)
                next = new Copy(start, value);
            return value;
        }
        finally
        {
            lock (entry)
            {
                entry.Copy = next ?? entry.Copy;
                entry.Reading = null;
            }

            if (entry.Copy is null) // made-up keys must not fill the memory
                _entries.TryRemove(KeyValuePair.Create(key, entry));
        }
    }

    private sealed record Copy(long ReadAt, TValue Value);

    private sealed class Entry
    {
        public volatile Copy? Copy;

        public Task<TValue>? Reading;
    }
}
