using System.Collections.Concurrent;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Forecasting.Training;

namespace YouthFunctions.Tests.Forecasting;

/// <summary>Work on threads of its own does all of it, ends as it should, and leaves the pool to others.</summary>
public sealed class DedicatedThreadsTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 4)]
    [InlineData(7, 3)]
    [InlineData(1_000, 2)]
    public void Each_is_done_once(int count, int threads)
    {
        var done = new int[count];
        DedicatedThreads.For(count, threads, i => Interlocked.Increment(ref done[i]), default);
        Assert.All(done, times => Assert.Equal(1, times));
    }

    [Fact]
    public async Task No_thread_of_the_pool_is_held()
    {
        var isOfPool = new ConcurrentBag<bool>();
        await LongWork.RunAsync(
            () =>
            {
                DedicatedThreads.For(50, threads: 4, _ => isOfPool.Add(Thread.CurrentThread.IsThreadPoolThread), default);
                return 0;
            },
            default);
        Assert.Equal(50, isOfPool.Count);
        Assert.DoesNotContain(true, isOfPool);
    }

    [Fact]
    public void What_fails_ends_the_loop_and_is_told()
    {
        var begun = 0;
        var thrown = Assert.Throws<AggregateException>(() => DedicatedThreads.For(
            1_000_000, threads: 2,
            i =>
            {
                Interlocked.Increment(ref begun);
                throw new DllNotFoundException($"{i}");
            },
            default));
        Assert.All(thrown.InnerExceptions, error => Assert.IsType<DllNotFoundException>(error));
        Assert.InRange(begun, 1, 2);
    }

    [Fact]
    public void Whoever_cancels_waits_for_no_more()
    {
        using var cancel = new CancellationTokenSource();
        var begun = 0;
        Assert.Throws<OperationCanceledException>(() => DedicatedThreads.For(
            1_000_000, threads: 2,
            _ =>
            {
                Interlocked.Increment(ref begun);
                cancel.Cancel();
            },
            cancel.Token));
        Assert.InRange(begun, 1, 2);
    }
}
