using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace YouthFunctions.Emulator;

/// <summary>The running wrapper of the emulator: it serves until its standard input is closed.</summary>
internal sealed partial class EmulatorProcess
{
    private const int MaxErrorLines = 20;

    private readonly Process _process;
    private readonly StreamWriter _input;
    private readonly string? _directory;
    private readonly TaskCompletionSource<EmulatorUrls?> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Queue<string> _errors = new();
    private readonly Task _ended;
    private volatile bool _stopRequested;
    private volatile string? _saveFailure;
    private int _exitCode;

    private EmulatorProcess(Process process, string? directory)
    {
        (_process, _input, _directory) = (process, process.StandardInput, directory);
        _ended = WatchAsync();
    }

    /// <summary>Ends when the emulator does so unasked.</summary>
    public Task<string> Lost => _lost.Task;

    /// <summary>Why acknowledged data are not on the disk; null while they are, or are within the five seconds of the next save.</summary>
    public string? SaveFailure => _saveFailure;

    private string LastError => _errors.LastOrDefault(line => !line.StartsWith("    at ", StringComparison.Ordinal)) ?? "it said nothing";

    /// <summary>Starts it; in memory when there is no directory.</summary>
    public static EmulatorProcess Start(NodeTools tools, string entry, string? directory, LocalStoragePorts ports)
    {
        var start = tools.Node(
        [
            EmulatorInstall.Wrapper,
            "--entry", entry,
            "--parent", Text(Environment.ProcessId),
            "--blob", Text(ports.Blob),
            "--queue", Text(ports.Queue),
            "--table", Text(ports.Table),
            .. directory is null ? Array.Empty<string>() : ["--location", Path.GetFullPath(directory)],
        ]);
        return new(NodeTools.Open(start), directory);

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Its addresses as soon as it serves; null when another one holds the directory.</summary>
    /// <exception cref="LocalStorageException">It ended, or does not serve in time.</exception>
    public async Task<EmulatorUrls?> ReadyAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            return await _ready.Task.WaitAsync(patience, cancellationToken);
        }
        catch (TimeoutException error)
        {
            throw new LocalStorageException(
                $"The storage emulator does not answer {patience.TotalSeconds:0} s after its start: start again when the machine is less "
                    + "busy.", error);
        }
    }

    /// <summary>Asks it to end and does not wait.</summary>
    public void Detach()
    {
        _stopRequested = true;
        // The wrapper takes the end of its standard input, and nothing else, as the request to stop.
        _input.Close();
    }

    /// <summary>Asks it to end, which saves, and waits for that.</summary>
    /// <exception cref="LocalStorageException">It does not end in time, or could not save.</exception>
    public async Task StopAsync(TimeSpan patience)
    {
        Detach();
        try
        {
            await _ended.WaitAsync(patience);
        }
        catch (TimeoutException error)
        {
            throw new LocalStorageException(
                $"The storage emulator still saves its data after {patience.TotalSeconds:0} s: start again when it has ended; the next "
                    + "start waits for it too.", error);
        }

        if (_exitCode != 0 && !_lost.Task.IsCompleted)
            throw new LocalStorageException(
                $"The storage emulator may not have saved everything in {_directory} ({LastError}): check that the disk has room, and "
                    + "start again to see.");
    }

    private async Task WatchAsync()
    {
        // Both streams are read to their end: an emulator that waits for a reader would stop serving.
        await Task.WhenAll(ReadEventsAsync(), ReadErrorsAsync());
        await _process.WaitForExitAsync();
        _exitCode = _process.ExitCode;
        _process.Dispose();
        _ready.TrySetException(EndedAtStart());
        if (!_stopRequested)
            _lost.TrySetResult(
                $"The storage emulator ended by itself (exit code {_exitCode}, {LastError}): what it had not saved may be lost, so start "
                    + "again and compare.");
    }

    private async Task ReadEventsAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith('{'))
                continue;
            using var json = JsonDocument.Parse(line);
            var happened = json.RootElement;
            var kind = happened.GetProperty("event").GetString();
            if (kind is "unsaved" or "saved")
            {
                _saveFailure = kind == "unsaved" ? happened.GetProperty("reason").GetString() : null;
                continue;
            }

            _ready.TrySetResult(kind == "ready"
                ? happened.Deserialize<EmulatorUrls>(JsonSerializerOptions.Web)
                : null);
        }
    }

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            _errors.Enqueue(line);
            if (_errors.Count > MaxErrorLines)
                _errors.Dequeue();
        }
    }

    private LocalStorageException EndedAtStart()
    {
        foreach (var line in _errors)
            if (PortInUse().Match(line) is { Success: true } match)
                return new($"Port {match.Groups[1].Value} on this machine is in use by another program: stop that one, or give the storage "
                    + "emulator another port, and start again.");
        return new(_directory is null
            ? $"The storage emulator ended at its start ({LastError}): mend that and start again."
            : $"The storage emulator ended at its start ({LastError}): mend that and start again, or move the folder {_directory} away.");
    }

    [GeneratedRegex(@"EADDRINUSE.*:(\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex PortInUse();
}
