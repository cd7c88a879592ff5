using System.Diagnostics;

namespace YouthFunctions.Benchmarks.Load;

/// <summary>What some work came to.</summary>
/// <param name="Units">Of how many units it was.</param>
/// <param name="Seconds">Processor seconds.</param>
/// <param name="Bytes">The most memory that it held at once, without garbage.</param>
internal sealed record Measured(int Units, double Seconds, double Bytes)
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);

    /// <summary>Does the work twice: once for its time, and once while it is looked at over and over what it holds.</summary>
    public static async Task<Measured> RunAsync(int units, Func<Task> work)
    {
        var started = Process.GetCurrentProcess().TotalProcessorTime;
        await work();
        var seconds = (Process.GetCurrentProcess().TotalProcessorTime - started).TotalSeconds;
        var (before, most) = (Held(), 0.0);
        using var done = new CancellationTokenSource();
        var watch = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                most = Math.Max(most, Held());
                await Task.Delay(Period);
            }
        });
        await work();
        await done.CancelAsync();
        await watch;
        return new Measured(units, seconds, Math.Max(0, most - before));
    }

    // What lives in the heap, and what libraries hold beside it.
    private static double Held()
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return GC.GetTotalMemory(forceFullCollection: false)
            + Math.Max(0, process.WorkingSet64 - GC.GetGCMemoryInfo().TotalCommittedBytes);
    }
}
