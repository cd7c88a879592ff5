using System.Collections.Concurrent;

namespace YouthFunctions.Forecasting.Training;

/// <summary>A loop side by side on threads of its own. No thread of the pool is held for the length of a fit: a training that holds all of
/// them for half a minute keeps whoever waits for an answer waiting. FastTree's own steps are short, and run on the pool.</summary>
public static class DedicatedThreads
{
    /// <summary>Runs a body for 0 to <paramref name="count"/> - 1, in no certain order; the caller's thread takes part.</summary>
    /// <param name="count">How often.</param>
    /// <param name="threads">Threads at most; null means all processors.</param>
    /// <param name="body">What to do.</param>
    /// <param name="cancellation">Starts no more.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="AggregateException">What bodies threw; after the first one no more are started.</exception>
    public static void For(int count, int? threads, Action<int> body, CancellationToken cancellation)
    {
        var next = -1;
        var failures = new ConcurrentQueue<Exception>();
        var others = new Thread[Math.Max(0, Math.Min(threads ?? Environment.ProcessorCount, count) - 1)];
        var started = 0;
        try
        {
            for (; started < others.Length; started++)
            {
                others[started] = new Thread(Work) { IsBackground = true, Name = nameof(DedicatedThreads) };
                others[started].Start();
            }
        }
        catch (Exception error) when (error is OutOfMemoryException or ThreadStartException)
        {
            failures.Enqueue(error); // no body outlives this call
        }

        Work();
        foreach (var other in others[..started])
            other.Join();
        if (failures.Any(error => error is not OperationCanceledException))
            throw new AggregateException(failures);
        cancellation.ThrowIfCancellationRequested();
        if (!failures.IsEmpty)
            throw new AggregateException(failures);

        void Work()
        {
            try
            {
                while (failures.IsEmpty && !cancellation.IsCancellationRequested && Interlocked.Increment(ref next) is var i && i < count)
                    body(i);
            }
            catch (Exception error)
            {
                failures.Enqueue(error);
            }
        }
    }
}
