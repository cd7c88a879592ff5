using Azure.Data.Tables;
using YouthFunctions.Emulator;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Emulator;

/// <summary>A data folder of one test, removed at its end, and how to start the emulator on it.</summary>
internal sealed class EmulatorFolder : IProgress<string>, IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("youth-emulator-");

    /// <summary>The data folder; not there before the first start.</summary>
    public string Data => Path.Combine(_root.FullName, "data");

    /// <summary>A place beside the data folder.</summary>
    public string Beside(string name) => Path.Combine(_root.FullName, name);

    /// <summary>What starts reported so far.</summary>
    public List<string> Messages { get; } = [];

    /// <summary>On this data folder, with free ports.</summary>
    public LocalStorageOptions Options => new() { DataDirectory = Data, InstallDirectory = StorageFixture.InstallDirectory };

    /// <summary>Starts it.</summary>
    public Task<LocalStorage> StartAsync(LocalStorageOptions? options = null) =>
        LocalStorage.StartAsync(options ?? Options, this, CancellationToken.None);

    /// <summary>The sentence with which a start fails.</summary>
    public async Task<string> RefusalAsync(LocalStorageOptions? options = null)
    {
        var refusal = await Assert.ThrowsAsync<LocalStorageException>(() => StartAsync(options));
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        return refusal.Message;
    }

    /// <summary>A table of the account, made if it is not there.</summary>
    public static async Task<TableClient> TableAsync(string connectionString)
    {
        var table = new TableClient(connectionString, "rows");
        await table.CreateIfNotExistsAsync();
        return table;
    }

    /// <summary>The keys of all rows.</summary>
    public static async Task<HashSet<string>> RowsAsync(TableClient table)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in table.QueryAsync<TableEntity>(select: ["RowKey"]))
            keys.Add(row.RowKey);
        return keys;
    }

    void IProgress<string>.Report(string value)
    {
        lock (Messages)
            Messages.Add(value);
    }

    /// <inheritdoc/>
    public void Dispose() => _root.Delete(recursive: true);
}
