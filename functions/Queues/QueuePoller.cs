using YouthFunctions.Calls;
using YouthFunctions.Storage;

namespace YouthFunctions.Queues;

/// <summary>Works off the queues where no Functions host does it, in the platform's manner: a message is hidden while it is worked on,
/// deleted when it succeeded, tried again after a while when it failed, and put into the poison queue after the last try.</summary>
public sealed class QueuePoller(
    QueueRunner runner, QueueSender sender, FunctionList functions, Store store, PollerOptions options, TimeProvider clock,
    ILogger<QueuePoller> log)
    : BackgroundService
{
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Begins, and hears of every message that is sent once this has ended: the work itself begins on another thread.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        await Task.WhenAny(_listening.Task, ExecuteTask!);
    }

    /// <summary>Takes one message and works it off.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> PollAsync(QueueFunction function, CancellationToken cancel)
    {
        await using var message = await HeldMessage.TakeAsync(store.Queue(function.Queue), cancel);
        if (message is null)
            return false;
        // The platform gives up what it cannot decode without a call.
        if (message.Text is not { } text || message.Tries > QueueFunction.MaxTries)
        {
            await message.MoveToAsync(store.PoisonQueue(function.Queue));
            return true;
        }

        var result = await runner.RunAsync(function, text, cancel);
        if (result.State == RunState.Succeeded)
            await message.DeleteAsync();
        else if (result.State == RunState.Stopped)
            await message.ReleaseAsync(TimeSpan.Zero);
        else if (message.Tries >= QueueFunction.MaxTries)
            await message.MoveToAsync(store.PoisonQueue(function.Queue));
        else
            await message.ReleaseAsync(options.RetryDelay);
        return true;
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Task[] watching = [.. functions.Queues.Select(function => WatchAsync(function, stoppingToken))];
        _listening.SetResult();
        return Task.WhenAll(watching);
    }

    private async Task WatchAsync(QueueFunction function, CancellationToken cancel)
    {
        using var knocks = new SemaphoreSlim(options.PollsUnasked ? options.AtOnce : 0);
        sender.Sent += Knock;
        try
        {
            await Task.WhenAll(Enumerable.Range(0, options.AtOnce).Select(_ => LoopAsync(function, knocks, cancel)));
        }
        finally
        {
            sender.Sent -= Knock;
        }

        async void Knock(QueueName queue, TimeSpan delay)
        {
            if (queue != function.Queue)
                return;
            try
            {
                if (delay > TimeSpan.Zero)
                    await Task.Delay(delay, clock, cancel);
                knocks.Release();
            }
            catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
            {
                // The app stops.
            }
        }
    }

    private async Task LoopAsync(QueueFunction function, SemaphoreSlim knocks, CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                await WaitAsync(knocks, cancel);
                while (await TryPollAsync(function, cancel))
                {
                    // Until the queue is empty.
                }
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // The app stops.
        }
    }

    private async Task WaitAsync(SemaphoreSlim knocks, CancellationToken cancel)
    {
        if (!options.PollsUnasked)
        {
            await knocks.WaitAsync(cancel);
            return;
        }

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var knock = knocks.WaitAsync(enough.Token);
        await Task.WhenAny(knock, Task.Delay(PollerOptions.Interval, clock, enough.Token));
        await enough.CancelAsync();
        await knock.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        cancel.ThrowIfCancellationRequested();
    }

    private async Task<bool> TryPollAsync(QueueFunction function, CancellationToken cancel)
    {
        try
        {
            return await PollAsync(function, cancel);
        }
        catch (Exception error) when (!cancel.IsCancellationRequested)
        {
            log.QueueAway(error, function.Name); // the message is delivered again, and the poller must outlive whatever it was
            return false;
        }
    }
}
