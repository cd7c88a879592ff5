using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using YouthFunctions.Storage;
using YouthFunctions.Storage.Caching;

namespace YouthFunctions.Tests.Storage;

/// <summary>However many ask, a key is read once at a time; the old copy bridges the read and its failures.</summary>
public sealed class RevalidatingCacheTests
{
    private const int Callers = 64;
    private static readonly CacheLifetimes Times = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(10));
    private readonly FakeTimeProvider _clock = new();
    private readonly ConcurrentQueue<TaskCompletionSource<string>> _reads = new();
    private int _count;

    private RevalidatingCache<int, string> Copies(Func<string, bool>? isWorthKeeping = null) => new(_clock, Times, isWorthKeeping);

    // A read that ends when the test says so.
    private Task<string> Read(string? former)
    {
        Interlocked.Increment(ref _count);
        var read = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _reads.Enqueue(read);
        return read.Task;
    }

    private async Task<TaskCompletionSource<string>> StartedAsync()
    {
        while (true)
        {
            if (_reads.TryDequeue(out var read))
                return read;
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Sixty_four_callers_at_once_cost_one_read()
    {
        var copies = Copies();
        var callers = Enumerable.Range(0, Callers).Select(_ => Task.Run(() => copies.GetAsync(2024, Read, default).AsTask())).ToArray();
        (await StartedAsync()).SetResult("plan");
        Assert.All(await Task.WhenAll(callers), copy => Assert.Equal("plan", copy));
        Assert.Equal(1, _count);
    }

    [Fact]
    public async Task Sixty_four_callers_at_the_end_of_its_time_get_the_old_copy_and_cost_one_read()
    {
        var copies = Copies();
        await FilledAsync(copies, "old");
        _clock.Advance(Times.Fresh);
        var callers = Enumerable.Range(0, Callers).Select(_ => Task.Run(() => copies.GetAsync(2024, Read, default).AsTask())).ToArray();
        Assert.All(await Task.WhenAll(callers), copy => Assert.Equal("old", copy)); // although no read has ended
        (await StartedAsync()).SetResult("new");
        while (await copies.GetAsync(2024, Read, default) == "old")
            await Task.Yield();
        Assert.Equal(2, _count);
    }

    [Fact]
    public async Task A_copy_that_is_too_old_is_waited_for()
    {
        var copies = Copies();
        await FilledAsync(copies, "old");
        _clock.Advance(Times.StaleWhileRevalidate);
        var requested = copies.GetAsync(2024, Read, default).AsTask();
        var read = await StartedAsync();
        Assert.False(requested.IsCompleted);
        read.SetResult("new");
        Assert.Equal("new", await requested);
    }

    [Fact]
    public async Task A_failing_refresh_serves_the_old_copy_and_is_tried_again()
    {
        var copies = Copies();
        await FilledAsync(copies, "old");
        _clock.Advance(Times.StaleWhileRevalidate);
        for (var failure = 0; failure < 3; failure++)
        {
            var requested = copies.GetAsync(2024, Read, default).AsTask();
            (await StartedAsync()).SetException(new IOException("away"));
            Assert.Equal("old", await requested);
        }

        var last = copies.GetAsync(2024, Read, default).AsTask();
        (await StartedAsync()).SetResult("new");
        Assert.Equal("new", await last);
        Assert.Equal("new", await copies.GetAsync(2024, Read, default));
        Assert.Equal(5, _count);
    }

    [Fact]
    public async Task A_copy_is_not_served_for_ever_when_it_cannot_be_read()
    {
        var copies = Copies();
        await FilledAsync(copies, "old");
        _clock.Advance(Times.StaleIfError);
        var requested = copies.GetAsync(2024, Read, default).AsTask();
        (await StartedAsync()).SetException(new IOException("away"));
        await Assert.ThrowsAsync<IOException>(() => requested);
    }

    [Fact]
    public async Task A_first_failure_is_everybodys_and_is_not_kept()
    {
        var copies = Copies();
        var first = copies.GetAsync(2024, Read, default).AsTask();
        var second = copies.GetAsync(2024, Read, default).AsTask();
        (await StartedAsync()).SetException(new IOException("away"));
        await Assert.ThrowsAsync<IOException>(() => first);
        await Assert.ThrowsAsync<IOException>(() => second);
        var third = copies.GetAsync(2024, Read, default).AsTask();
        (await StartedAsync()).SetResult("plan");
        Assert.Equal("plan", await third);
        Assert.Equal(2, _count);
    }

    [Fact]
    public async Task What_was_forgotten_is_not_brought_back_by_a_read_that_began_before()
    {
        var copies = Copies();
        var early = copies.GetAsync(2024, Read, default).AsTask();
        var before = await StartedAsync();
        copies.Invalidate(2024);
        before.SetResult("before the change");
        Assert.Equal("before the change", await early);
        var late = copies.GetAsync(2024, Read, default).AsTask();
        (await StartedAsync()).SetResult("after the change");
        Assert.Equal("after the change", await late);
    }

    [Fact]
    public async Task What_is_not_worth_keeping_is_read_every_time()
    {
        var copies = Copies(copy => copy.Length > 0);
        for (var time = 0; time < 2; time++)
        {
            var requested = copies.GetAsync(2024, Read, default).AsTask();
            (await StartedAsync()).SetResult("");
            Assert.Equal("", await requested);
        }
    }

    [Fact]
    public async Task A_caller_who_gives_up_leaves_the_read_to_the_others()
    {
        var copies = Copies();
        using var hurry = new CancellationTokenSource();
        var hasty = copies.GetAsync(2024, Read, hurry.Token).AsTask();
        var patient = copies.GetAsync(2024, Read, default).AsTask();
        await hurry.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hasty);
        (await StartedAsync()).SetResult("plan");
        Assert.Equal("plan", await patient);
    }

    private async Task FilledAsync(RevalidatingCache<int, string> copies, string value)
    {
        var filled = copies.GetAsync(2024, Read, default).AsTask();
        (await StartedAsync()).SetResult(value);
        await filled;
    }
}
