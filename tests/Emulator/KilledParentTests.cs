using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using YouthFunctions.Emulator;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Emulator;

/// <summary>
/// What was acknowledged is there after a hard kill of everything in the caller's process group, in the middle of
/// writing. A shell in a session of its own stands for the caller; only the emulator gets out of its group.
/// </summary>
public sealed class KilledParentTests : IDisposable
{
    private readonly EmulatorFolder _folder = new();

    [SkippableFact]
    [Trait("Category", "siege")]
    public async Task Acknowledged_rows_survive_the_kill_and_batches_are_whole()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "needs setsid and process groups");
        var tools = await NodeTools.FindAsync(_folder.Options.SearchPath, CancellationToken.None);
        var entry = await EmulatorInstall.EnsureAsync(
            tools, StorageFixture.InstallDirectory, _folder.Options.Timeout, _folder, CancellationToken.None);
        var acknowledged = new HashSet<string>(StringComparer.Ordinal);
        for (var round = 0; round < 3; round++)
        {
            await WriteAndKillAsync(entry, round, acknowledged);
            await using var storage = await _folder.StartAsync();
            var rows = await EmulatorFolder.RowsAsync(await EmulatorFolder.TableAsync(storage.ConnectionString));
            Assert.Empty(acknowledged.Except(rows, StringComparer.Ordinal));
            AssertEach.All(rows.GroupBy(key => key[..^1], StringComparer.Ordinal), batch => Assert.Equal(2, batch.Count()));
        }

        Assert.True(acknowledged.Count > 50, $"only {acknowledged.Count} rows were written");
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private async Task WriteAndKillAsync(string entry, int round, HashSet<string> acknowledged)
    {
        using var caller = StartCaller(entry);
        var ready = await caller.StandardOutput.ReadLineAsync();
        var urls = JsonSerializer.Deserialize<EmulatorUrls>(ready!, JsonSerializerOptions.Web)!;
        var table = await EmulatorFolder.TableAsync(urls.ConnectionString);
        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 4).Select(writer => WriteAsync(table, $"{round}-{writer}", acknowledged, stop.Token)).ToList();
        await Task.Delay(TimeSpan.FromMilliseconds(700 + (round * 150)));

        using var kill = Process.Start("kill", ["-9", "--", "-" + caller.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await stop.CancelAsync();
        await Task.WhenAll(writers);
        await caller.WaitForExitAsync();
    }

    /// <summary>Writes pairs of rows, one transaction each, and notes what was acknowledged.</summary>
    private static async Task WriteAsync(TableClient table, string name, HashSet<string> acknowledged, CancellationToken cancellationToken)
    {
        for (var n = 0; !cancellationToken.IsCancellationRequested; n++)
        {
            var key = FormattableString.Invariant($"{name}-{n:00000}");
            string[] keys = [key + "a", key + "b"];
            try
            {
                await table.SubmitTransactionAsync(
                    keys.Select(row => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("p", row))),
                    cancellationToken);
                lock (acknowledged)
                    acknowledged.UnionWith(keys);
            }
            catch (Exception error) when (error is RequestFailedException or OperationCanceledException)
            {
                return;
            }
        }
    }

    private Process StartCaller(string entry)
    {
        string[] words = ["setsid", "sh", "-c", "sleep 600 | \"$@\"", "sh", "node", EmulatorInstall.Wrapper,
            "--entry", entry, "--location", _folder.Data];
        return Process.Start(new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true, UseShellExecute = false })!;
    }
}
