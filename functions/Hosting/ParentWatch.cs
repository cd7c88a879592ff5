using YouthFunctions.Calls.Runtime;

namespace YouthFunctions.Hosting;

/// <summary>
/// Ends a custom handler whose Functions host is gone. A host is often ended by SIGKILL, which reaches no child: the orphan would
/// keep the leases of its runs, beside the handler of the next host. A process whose parent dies gets another one.
/// </summary>
public sealed class ParentWatch(IHostApplicationLifetime lifetime, HostKind host, TimeProvider clock, ILogger<ParentWatch> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (ParentId() is not { } parent)
            return;
        try
        {
            while (ParentId() == parent)
                await Task.Delay(Pause, clock, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }

        log.HostGone(host.Name);
        lifetime.StopApplication();
    }

    // The fourth field (proc_pid_stat(5)); the second one, a name in brackets, can hold blanks. No other system has the file.
    private static int? ParentId()
    {
        const string File = "/proc/self/stat";
        if (!System.IO.File.Exists(File))
            return null;
        var text = System.IO.File.ReadAllText(File);
        return int.Parse(text[(text.LastIndexOf(')') + 2)..].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
