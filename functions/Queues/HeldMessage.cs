using System.Text;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace YouthFunctions.Queues;

/// <summary>A message that was taken from a queue and is hidden from others, as long as this object lives and the process does.</summary>
internal sealed class HeldMessage : IAsyncDisposable
{
    // As the platform does: a process that dies gives its message back after five to ten minutes.
    private static readonly TimeSpan HiddenFor = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan RenewEvery = TimeSpan.FromMinutes(5);
    private readonly QueueClient _queue;
    private readonly QueueMessage _message;
    private readonly CancellationTokenSource _stopped = new();
    private readonly Task _renewing;
    private string _receipt;

    private HeldMessage(QueueClient queue, QueueMessage message)
    {
        (_queue, _message, _receipt) = (queue, message, message.PopReceipt);
        _renewing = RenewAsync();
    }

    /// <summary>How often it was delivered, this time included.</summary>
    public long Tries => _message.DequeueCount;

    /// <summary>Its text; null when it is not Base64 of UTF-8.</summary>
    public string? Text
    {
        get
        {
            var bytes = new byte[_message.Body.ToMemory().Length];
            return Convert.TryFromBase64String(_message.Body.ToString(), bytes, out var length)
                ? Encoding.UTF8.GetString(bytes, 0, length)
                : null;
        }
    }

    /// <summary>Takes the next message; null when there is none.</summary>
    public static async Task<HeldMessage?> TakeAsync(QueueClient queue, CancellationToken cancel) =>
        (await queue.ReceiveMessageAsync(HiddenFor, cancel)).Value is { } message ? new HeldMessage(queue, message) : null;

    /// <summary>Takes it off the queue: it was worked off.</summary>
    public async Task DeleteAsync()
    {
        await DisposeAsync();
        await _queue.DeleteMessageAsync(_message.MessageId, _receipt);
    }

    /// <summary>Puts it back, to be taken after a while.</summary>
    public async Task ReleaseAsync(TimeSpan after)
    {
        await DisposeAsync();
        await _queue.UpdateMessageAsync(_message.MessageId, _receipt, _message.Body, after);
    }

    /// <summary>Moves it to another queue.</summary>
    public async Task MoveToAsync(QueueClient other)
    {
        await other.CreateIfNotExistsAsync();
        await other.SendMessageAsync(_message.Body);
        await DeleteAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await _renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RenewAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(RenewEvery, _stopped.Token);
                _receipt = (await _queue.UpdateMessageAsync(_message.MessageId, _receipt, _message.Body, HiddenFor)).Value.PopReceipt;
            }
        }
        catch (OperationCanceledException) when (_stopped.IsCancellationRequested)
        {
            // The work is done.
        }
        catch (Exception)
        {
            // Whatever it was, a refusal or a line that is away: it is delivered again meanwhile, which changes nothing, since handlers
            // are idempotent.
        }
    }
}
