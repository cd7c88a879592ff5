using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace YouthFunctions.Storage;

/// <summary>Long reads side by side: fetching and unpacking rows takes longer than what is done with them.</summary>
public static class ReadAhead
{
    /// <summary>The rows of several reads, one read after the other; while one is gone through, the next is read already.</summary>
    /// <param name="reads">The reads, in the order of their rows; each is begun when the one before it is reached.</param>
    /// <param name="mostRows">How many rows of each read are held in memory.</param>
    /// <param name="cancel">Stops all reads.</param>
    public static async IAsyncEnumerable<T> OneAfterTheOther<T>(
        IEnumerable<IAsyncEnumerable<T>> reads, int mostRows, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var begun = new Queue<(ChannelReader<T> Rows, Task Reading)>();
        using var left = reads.GetEnumerator();
        try
        {
            while (Begin() | Begin() || begun.Count > 0)
            {
                await foreach (var row in begun.Peek().Rows.ReadAllAsync(stop.Token))
                    yield return row;
                begun.Dequeue();
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(begun.Select(read => read.Reading)); // none of them throws
        }

        bool Begin()
        {
            if (begun.Count == 2 || !left.MoveNext())
                return false;
            var rows = Channel.CreateBounded<T>(new BoundedChannelOptions(mostRows) { SingleReader = true, SingleWriter = true });
            var read = left.Current;
            begun.Enqueue((rows.Reader, Task.Run(() => PassOnAsync(read, rows.Writer, stop.Token), CancellationToken.None)));
            return true;
        }
    }

    private static async Task PassOnAsync<T>(IAsyncEnumerable<T> read, ChannelWriter<T> rows, CancellationToken stop)
    {
        try
        {
            await foreach (var row in read.WithCancellation(stop))
                await rows.WriteAsync(row, stop);
            rows.Complete();
        }
        catch (Exception error) // thrown where the rows are gone through
        {
            rows.Complete(error);
        }
    }
}
