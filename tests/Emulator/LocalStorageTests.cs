using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using YouthFunctions.Emulator;

namespace YouthFunctions.Tests.Emulator;

/// <summary>The emulator keeps what it acknowledged, over restarts and kills, and one run holds a folder at a time.</summary>
public sealed class LocalStorageTests : IDisposable
{
    private readonly EmulatorFolder _folder = new();

    [Fact]
    [Trait("Category", "siege")]
    public async Task A_restart_keeps_rows_and_blobs_and_the_end_leaves_nothing_running()
    {
        await using (var storage = await _folder.StartAsync())
        {
            var table = await EmulatorFolder.TableAsync(storage.ConnectionString);
            await table.AddEntityAsync(new TableEntity("p", "kept") { ["Value"] = 19L });
            var container = new BlobContainerClient(storage.ConnectionString, "files");
            await container.CreateAsync();
            await container.UploadBlobAsync("a.csv", BinaryData.FromString("mã;tên"));
            Assert.False(storage.Lost.IsCompleted);
        }

        Assert.False(File.Exists(Path.Combine(_folder.Data, "owner.json")));
        await using var again = await _folder.StartAsync();
        var row = await (await EmulatorFolder.TableAsync(again.ConnectionString)).GetEntityAsync<TableEntity>("p", "kept");
        Assert.Equal(19L, row.Value.GetInt64("Value"));
        var blob = await new BlobClient(again.ConnectionString, "files", "a.csv").DownloadContentAsync();
        Assert.Equal("mã;tên", blob.Value.Content.ToString());
    }

    [Fact]
    public async Task Memory_only_writes_no_file_and_stops_answering_when_disposed()
    {
        var storage = await _folder.StartAsync(_folder.Options with { DataDirectory = null });
        var table = await EmulatorFolder.TableAsync(storage.ConnectionString);
        await storage.DisposeAsync();

        Assert.False(Directory.Exists(_folder.Data));
        var options = new TableClientOptions { Retry = { MaxRetries = 0 } };
        var gone = new TableClient(storage.ConnectionString, table.Name, options);
        var failure = await Assert.ThrowsAsync<RequestFailedException>(() => gone.AddEntityAsync(new TableEntity("p", "r")));
        Assert.Equal(0, failure.Status);
        Assert.False(storage.Lost.IsCompleted);
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task A_second_run_on_the_same_folder_is_refused_while_the_first_serves()
    {
        await using var first = await _folder.StartAsync();
        var sentence = await _folder.RefusalAsync();
        Assert.Contains(
            "is in use by another run (process " + Environment.ProcessId.ToString(CultureInfo.InvariantCulture), sentence,
            StringComparison.Ordinal);

        var table = await EmulatorFolder.TableAsync(first.ConnectionString);
        await table.AddEntityAsync(new TableEntity("p", "still served"));
    }

    [Fact]
    [Trait("Category", "siege")]
    public async Task A_start_waits_until_the_one_before_has_saved()
    {
        var first = await _folder.StartAsync();
        var table = await EmulatorFolder.TableAsync(first.ConnectionString);
        var second = _folder.StartAsync();
        await table.AddEntityAsync(new TableEntity("p", "written while the second waits"));
        var stop = first.DisposeAsync();

        await using var storage = await second;
        await stop;
        Assert.Contains(_folder.Messages, line => line.StartsWith("Waiting for the previous run", StringComparison.Ordinal));
        var rows = await EmulatorFolder.RowsAsync(await EmulatorFolder.TableAsync(storage.ConnectionString));
        Assert.Equal(["written while the second waits"], rows);
    }

    [Trait("Category", "siege")]
    [Fact]
    public async Task Of_two_starts_at_once_one_serves_and_the_other_is_told_so()
    {
        var starts = new[] { _folder.StartAsync(), _folder.StartAsync() };
        var served = await Task.WhenAny(starts);
        await using var storage = await served;
        var other = Array.Find(starts, start => start != served)!;
        await Assert.ThrowsAsync<LocalStorageException>(() => other);
    }

    [Fact]
    public async Task A_mark_left_by_a_killed_emulator_is_no_hindrance()
    {
        using var silent = new TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        var port = ((System.Net.IPEndPoint)silent.LocalEndpoint).Port;
        silent.Stop();
        Directory.CreateDirectory(_folder.Data);
        var mark = FormattableString.Invariant($$"""{"process":1,"parent":1,"port":{{port}},"token":"t"}""");
        await File.WriteAllTextAsync(Path.Combine(_folder.Data, "owner.json"), mark);

        await using var storage = await _folder.StartAsync();
        await EmulatorFolder.TableAsync(storage.ConnectionString);
    }

    [Fact]
    public async Task An_emulator_killed_from_outside_is_reported()
    {
        await using var storage = await _folder.StartAsync();
        var mark = System.Text.Json.JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_folder.Data, "owner.json")));
        using var emulator = Process.GetProcessById(mark.RootElement.GetProperty("process").GetInt32());
        emulator.Kill();

        var sentence = await storage.Lost.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Contains("ended by itself", sentence, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
