using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace YouthFunctions.Emulator;

/// <summary>
/// Waits until no emulator holds a data folder. A holder has left a mark that names a port on which it says whether it
/// is serving or stopping; a mark whose port nobody answers is left over from one that was killed, and is removed.
/// </summary>
internal static class PreviousRun
{
    /// <summary>How long a holder may go on serving, in case its caller was killed just now and it has not noticed.</summary>
    private static readonly TimeSpan NoticeAfter = TimeSpan.FromSeconds(3);

    /// <exception cref="LocalStorageException">The folder is in use, or its last save takes too long.</exception>
    public static async Task WaitAsync(
        string directory, TimeSpan patience, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var file = Path.Combine(directory, "owner.json");
        while (await ReadAsync(file, cancellationToken) is { } mark)
        {
            using var client = new TcpClient();
            if (await ConnectAsync(client, mark.Port, cancellationToken))
            {
                progress.Report($"Waiting for the previous run to save its data (process {mark.Process})");
                using var reader = new StreamReader(client.GetStream());
                if (await WaitForEndAsync(reader, mark, directory, patience, cancellationToken))
                    continue;
            }

            File.Delete(file);
        }
    }

    /// <summary>True when the holder ended; false when whoever listens there is not the holder.</summary>
    private static async Task<bool> WaitForEndAsync(
        StreamReader reader, RunMarker mark, string directory, TimeSpan patience, CancellationToken cancellationToken)
    {
        var wait = patience;
        try
        {
            while (await reader.ReadLineAsync(cancellationToken).AsTask().WaitAsync(wait, cancellationToken) is { } line)
            {
                if (!line.StartsWith(mark.Token, StringComparison.Ordinal))
                    return false;
                wait = line.EndsWith("serving", StringComparison.Ordinal) && NoticeAfter < patience ? NoticeAfter : patience;
            }

            return true;
        }
        catch (IOException)
        {
            // Ended hard: the mark is still there, and at the next look nobody answers at its port.
            return true;
        }
        catch (TimeoutException error) when (wait == NoticeAfter)
        {
            throw new LocalStorageException(
                $"The data folder {directory} is in use by another run (process {mark.Parent}): stop that one, or give this one another "
                    + "folder.", error);
        }
        catch (TimeoutException exception)
        {
            throw new LocalStorageException(
                $"The previous run still saves its data in {directory} (process {mark.Process}) after {patience.TotalSeconds:0} s: start "
                    + "again when that process has ended.", exception);
        }
    }

    private static async Task<bool> ConnectAsync(TcpClient client, int port, CancellationToken cancellationToken)
    {
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>The mark, or null when there is none; one that cannot be read after a second was never finished.</summary>
    private static async Task<RunMarker?> ReadAsync(string file, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return JsonSerializer.Deserialize<RunMarker>(
                    await File.ReadAllTextAsync(file, cancellationToken), JsonSerializerOptions.Web);
            }
            catch (FileNotFoundException)
            {
                return null;
            }
            catch (JsonException) when (attempt < 10)
            {
                await Task.Delay(100, cancellationToken);
            }
            catch (JsonException)
            {
                File.Delete(file);
                return null;
            }
        }
    }

    private sealed record RunMarker(int Process, int Parent, int Port, string Token);
}
