namespace YouthFunctions.Calls.Runtime;

/// <summary>Work of seconds that waits for nothing, on a thread of its own: requests beside it need those of the pool, of which there are
/// as many as processors.</summary>
public static class LongWork
{
    /// <summary>Runs it and gives what it comes to.</summary>
    public static Task<T> RunAsync<T>(Func<T> work, CancellationToken cancel) =>
        Task.Factory.StartNew(work, cancel, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
