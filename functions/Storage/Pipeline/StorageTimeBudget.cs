using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace YouthFunctions.Storage.Pipeline;

/// <summary>
/// How long one request waits for storage in all: <see cref="Limit"/> without a sign of life, over all of its calls and their
/// retries. It flows with the async calls of whoever began it; a flow without one (a timer) waits as long as the SDK does.
/// </summary>
/// <remarks>Only time with a call under way counts, so that work between calls is free. A call answered within
/// <see cref="Healthy"/> gives the whole limit back: a long import goes on while storage is well.</remarks>
public sealed class StorageTimeBudget : IDisposable
{
    /// <summary>The most that a request waits; below the 10 s in which it must be answered.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    /// <summary>Storage that answers within this is well; a table call takes some 10 ms on Azure.</summary>
    public static readonly TimeSpan Healthy = TimeSpan.FromSeconds(2);

    private static readonly AsyncLocal<StorageTimeBudget?> Current = new();
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _exhausted;
    private readonly Lock _lock = new();
    private TimeSpan _waited;
    private long _since;
    private int _activeCalls;
    private bool _isForJob;

    private StorageTimeBudget(TimeProvider clock) =>
        (_clock, _exhausted) = (clock, new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock));

    /// <summary>Whether the limit was reached: whatever was made of it, the request did not get what it asked of storage.</summary>
    public bool IsExhausted
    {
        get
        {
            lock (_lock)
                return _exhausted.IsCancellationRequested || _waited >= Limit;
        }
    }

    /// <summary>Begins one in the caller's flow; it ends with the async method that called it.</summary>
    public static StorageTimeBudget Begin(TimeProvider clock) => Current.Value = new StorageTimeBudget(clock);

    /// <summary>Leaves the budget for the rest of the caller's async method and what it starts: for work that a request sets off
    /// and that outlives it or serves others too.</summary>
    public static void Detach() => Current.Value = null;

    /// <summary>Has every call that succeeds give the whole limit back, however long it took: a job moves large files.</summary>
    public static void AllowSlowCalls()
    {
        if (Current.Value is { } budget)
            budget._isForJob = true;
    }

    /// <summary>Waits for what another flow reads from storage, at this flow's expense.</summary>
    /// <exception cref="RequestFailedException">This flow's budget is spent; the other flow goes on.</exception>
    public static Task<T> WaitAsync<T>(Task<T> reading, CancellationToken cancel) =>
        Current.Value is { } budget && !reading.IsCompleted ? budget.JoinAsync(reading, cancel) : reading.WaitAsync(cancel);

    /// <summary>Puts the budget around the calls of a client.</summary>
    internal static void AddTo(ClientOptions options)
    {
        options.AddPolicy(new CallPolicy(), HttpPipelinePosition.PerCall);
        options.AddPolicy(new RetryPolicy(), HttpPipelinePosition.PerRetry);
    }

    /// <inheritdoc/>
    public void Dispose() => _exhausted.CancelAfter(Timeout.InfiniteTimeSpan); // its timer goes; what still runs may ask it on

    /// <summary>Reads a part of an answer's body at the budget's expense.</summary>
    internal async ValueTask<int> ReadAsync(Stream body, Memory<byte> buffer, CancellationToken cancel)
    {
        // Cancelled and not abandoned: nobody may write into the buffer once its owner has it back.
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, _exhausted.Token);
        var start = Enter();
        var isAlive = false;
        try
        {
            var length = await body.ReadAsync(buffer, both.Token);
            isAlive = true;
            return length;
        }
        catch (OperationCanceledException) when (IsExhausted && !cancel.IsCancellationRequested)
        {
            throw ExhaustedException();
        }
        finally
        {
            Exit(start, isAlive);
        }
    }

    private async Task<T> JoinAsync<T>(Task<T> reading, CancellationToken cancel)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, _exhausted.Token);
        var start = Enter();
        try
        {
            return await reading.WaitAsync(both.Token);
        }
        catch (OperationCanceledException) when (IsExhausted && !cancel.IsCancellationRequested)
        {
            throw ExhaustedException();
        }
        finally
        {
            Exit(start, reading.IsCompletedSuccessfully);
        }
    }

    // A message's token cannot be replaced, so that the call itself is left behind: its try ends by its own time limit, which is
    // no later than the budget, and RetryPolicy refuses the next.
    private async ValueTask CallAsync(
        HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> rest, Func<HttpMessage, ReadOnlyMemory<HttpPipelinePolicy>, ValueTask> next)
    {
        var start = Enter();
        var isAlive = false;
        try
        {
            message.NetworkTimeout = Remaining();
            message.SetProperty(typeof(StorageTimeBudget), this);
            var call = next(message, rest).AsTask();
            _ = call.ContinueWith(
                left => left.Exception, CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            await call.WaitAsync(_exhausted.Token);
            isAlive = message.HasResponse && message.Response.Status < 500;
            if (!message.BufferResponse && message.HasResponse && message.Response.ContentStream is { CanSeek: false } body)
                message.Response.ContentStream = new TimedResponseBody(this, body);
        }
        catch (OperationCanceledException) when (IsExhausted && !message.CancellationToken.IsCancellationRequested)
        {
            throw ExhaustedException();
        }
        finally
        {
            Exit(start, isAlive);
        }
    }

    private long Enter()
    {
        lock (_lock)
        {
            if (IsExhausted)
                throw ExhaustedException();
            var now = _clock.GetTimestamp();
            if (_activeCalls++ == 0)
            {
                _since = now;
                _exhausted.CancelAfter(Limit - _waited);
            }

            return now;
        }
    }

    private void Exit(long start, bool isAlive)
    {
        lock (_lock)
        {
            var now = _clock.GetTimestamp();
            var isOver = --_activeCalls == 0;
            if (isAlive && (_isForJob || _clock.GetElapsedTime(start, now) < Healthy))
                (_waited, _since) = (TimeSpan.Zero, now);
            else if (isOver)
                _waited += _clock.GetElapsedTime(_since, now);
            if (isOver || isAlive)
                _exhausted.CancelAfter(isOver ? Timeout.InfiniteTimeSpan : Remaining());
        }
    }

    private TimeSpan Remaining()
    {
        lock (_lock)
        {
            var left = Limit - _waited - (_activeCalls > 0 ? _clock.GetElapsedTime(_since) : TimeSpan.Zero);
            return left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1);
        }
    }

    private static RequestFailedException ExhaustedException() => new($"Storage did not answer within {Limit.TotalSeconds:0} s.");

    private sealed class CallPolicy : HttpPipelinePolicy
    {
        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            if (Current.Value is { } budget)
                message.NetworkTimeout = budget.Remaining(); // whoever blocks on storage cannot leave it, but each try is short
            ProcessNext(message, pipeline);
        }

        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
            Current.Value is { } budget
                ? budget.CallAsync(message, pipeline, ProcessNextAsync)
                : ProcessNextAsync(message, pipeline);
    }

    private sealed class RetryPolicy : HttpPipelinePolicy
    {
        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
            ProcessNext(message, pipeline);

        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            if (message.TryGetProperty(typeof(StorageTimeBudget), out var found) && found is StorageTimeBudget budget)
            {
                // A class of its own: the SDK must not try again what was refused here.
                if (budget.IsExhausted)
                    throw new InvalidOperationException("The request that made this call has been answered.");
                message.NetworkTimeout = budget.Remaining();
            }

            return ProcessNextAsync(message, pipeline);
        }
    }
}
