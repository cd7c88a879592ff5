using System.Collections.Concurrent;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using YouthFunctions.Storage.Pipeline;

namespace YouthFunctions.Storage;

/// <summary>The storage account: the one place that makes table and container clients.</summary>
public sealed class Store
{
    private readonly TableServiceClient _tables;
    private readonly BlobServiceClient _blobs;
    private readonly string _prefix;
    private readonly Func<string?>? _writeBlockReason;
    private readonly ConcurrentDictionary<TableName, TableClient> _tableClients = new();
    private readonly ConcurrentDictionary<ContainerName, BlobContainerClient> _containerClients = new();

    /// <param name="tables">The account's table service.</param>
    /// <param name="blobs">The account's blob service.</param>
    /// <param name="prefix">Letters and digits that come before each name; may be empty.</param>
    /// <param name="whyNoWrites">Why nothing may be written now; null for an account that needs no watching.</param>
    public Store(TableServiceClient tables, BlobServiceClient blobs, string prefix = "", Func<string?>? whyNoWrites = null)
    {
        if (!prefix.All(char.IsAsciiLetterOrDigit))
            throw new ArgumentException("A storage prefix has letters and digits only.", nameof(prefix));
        (_tables, _blobs, _prefix, _writeBlockReason) = (tables, blobs, prefix, whyNoWrites);
    }

    /// <summary>Why nothing may be written now, in one sentence; null while writes are taken.</summary>
    public string? WriteBlockReason => _writeBlockReason?.Invoke();

    /// <summary>The account's blob service, for signing links.</summary>
    public BlobServiceClient Blobs => _blobs;

    /// <summary>An account by connection string (the emulator, or an account with keys).</summary>
    /// <param name="connectionString">The connection string.</param>
    /// <param name="prefix">Comes before each name.</param>
    /// <param name="transport">Replaces the network below the SDK; for tests that inject faults.</param>
    /// <param name="writeBlockReason">Why nothing may be written now; null for an account that needs no watching.</param>
    public static Store FromConnectionString(
        string connectionString, string prefix = "", Azure.Core.Pipeline.HttpPipelineTransport? transport = null,
        Func<string?>? writeBlockReason = null)
    {
        var tableOptions = new TableClientOptions();
        var blobOptions = new BlobClientOptions();
        if (transport is not null)
            tableOptions.Transport = blobOptions.Transport = transport;
        if (writeBlockReason is not null)
        {
            tableOptions.AddPolicy(new WriteBlockPolicy(writeBlockReason), HttpPipelinePosition.PerCall);
            blobOptions.AddPolicy(new WriteBlockPolicy(writeBlockReason), HttpPipelinePosition.PerCall);
        }

        return new Store(
            new TableServiceClient(connectionString, WithRetries(tableOptions)),
            new BlobServiceClient(connectionString, WithRetries(blobOptions)), prefix, writeBlockReason);
    }

    /// <summary>An account by identity; no key is involved.</summary>
    public static Store FromIdentity(Uri tableEndpoint, Uri blobEndpoint, TokenCredential credential, string prefix = "") => new(
        new TableServiceClient(tableEndpoint, credential, WithRetries(new TableClientOptions())),
        new BlobServiceClient(blobEndpoint, credential, WithRetries(new BlobClientOptions())), prefix);

    /// <summary>A table's client; makes no call.</summary>
    public TableClient Table(TableName name) => _tableClients.GetOrAdd(name, tableName => _tables.GetTableClient(_prefix + tableName));

    /// <summary>A container's client; makes no call.</summary>
    public BlobContainerClient Container(ContainerName name) =>
        _containerClients.GetOrAdd(name, containerName => _blobs.GetBlobContainerClient((_prefix + containerName).ToLowerInvariant()));

    /// <summary>Creates what is missing of the tables and containers.</summary>
    public async Task CreateMissingAsync(CancellationToken cancel)
    {
        var tables = Enum.GetValues<TableName>().Select(name => (Task)Table(name).CreateIfNotExistsAsync(cancel));
        var containers = Enum.GetValues<ContainerName>()
            .Select(name => (Task)Container(name).CreateIfNotExistsAsync(cancellationToken: cancel));
        await Task.WhenAll(tables.Concat(containers));
    }

    // Short waits: a caller at the end of a poor line is better served by a 503 it can retry than by half a minute of silence.
    private static T WithRetries<T>(T options) where T : ClientOptions
    {
        options.Retry.MaxRetries = 3;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(2);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(20);
        options.AddPolicy(StorageCallCounter.Policy, HttpPipelinePosition.PerRetry);
        StorageTimeBudget.AddTo(options);
        return options;
    }
}
