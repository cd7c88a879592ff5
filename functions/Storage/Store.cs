using System.Collections.Concurrent;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using YouthFunctions.Storage.Pipeline;

namespace YouthFunctions.Storage;

/// <summary>The storage account: the one place that makes table, container and queue clients.</summary>
public sealed class Store
{
    private readonly TableServiceClient _tables;
    private readonly BlobServiceClient _blobs;
    private readonly QueueServiceClient _queues;
    private readonly string _prefix;
    private readonly Func<string?>? _writeBlockReason;
    private readonly ConcurrentDictionary<TableName, TableClient> _tableClients = new();
    private readonly ConcurrentDictionary<ContainerName, BlobContainerClient> _containerClients = new();
    private readonly ConcurrentDictionary<(QueueName Name, bool IsPoison), QueueClient> _queueClients = new();

    /// <param name="tables">The account's table service.</param>
    /// <param name="blobs">The account's blob service.</param>
    /// <param name="queues">The account's queue service.</param>
    /// <param name="prefix">Letters and digits that come before each name; may be empty.</param>
    /// <param name="whyNoWrites">Why nothing may be written now; null for an account that needs no watching.</param>
    public Store(
        TableServiceClient tables, BlobServiceClient blobs, QueueServiceClient queues, string prefix = "",
        Func<string?>? whyNoWrites = null)
    {
        if (!prefix.All(char.IsAsciiLetterOrDigit))
            throw new ArgumentException("A storage prefix has letters and digits only.", nameof(prefix));
        (_tables, _blobs, _queues, _prefix, _writeBlockReason) = (tables, blobs, queues, prefix, whyNoWrites);
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
        var queueOptions = new QueueClientOptions();
        if (transport is not null)
            tableOptions.Transport = blobOptions.Transport = queueOptions.Transport = transport;
        if (writeBlockReason is not null)
        {
            tableOptions.AddPolicy(new WriteBlockPolicy(writeBlockReason), HttpPipelinePosition.PerCall);
            blobOptions.AddPolicy(new WriteBlockPolicy(writeBlockReason), HttpPipelinePosition.PerCall);
            queueOptions.AddPolicy(new WriteBlockPolicy(writeBlockReason), HttpPipelinePosition.PerCall);
        }

        return new Store(
            new TableServiceClient(connectionString, WithRetries(tableOptions)),
            new BlobServiceClient(connectionString, WithRetries(blobOptions)),
            new QueueServiceClient(connectionString, WithRetries(queueOptions)), prefix, writeBlockReason);
    }

    /// <summary>An account by identity; no key is involved.</summary>
    public static Store FromIdentity(
        Uri tableEndpoint, Uri blobEndpoint, Uri queueEndpoint, TokenCredential credential, string prefix = "") => new(
        new TableServiceClient(tableEndpoint, credential, WithRetries(new TableClientOptions())),
        new BlobServiceClient(blobEndpoint, credential, WithRetries(new BlobClientOptions())),
        new QueueServiceClient(queueEndpoint, credential, WithRetries(new QueueClientOptions())), prefix);

    /// <summary>A table's client; makes no call.</summary>
    public TableClient Table(TableName name) => _tableClients.GetOrAdd(name, tableName => _tables.GetTableClient(_prefix + tableName));

    /// <summary>A container's client; makes no call.</summary>
    public BlobContainerClient Container(ContainerName name) =>
        _containerClients.GetOrAdd(name, containerName => _blobs.GetBlobContainerClient((_prefix + containerName).ToLowerInvariant()));

    /// <summary>A queue's client; makes no call. Messages are put and taken as they are: whoever does so sees to Base64.</summary>
    public QueueClient Queue(QueueName name) => QueueOf(name, isPoison: false);

    /// <summary>The client of the queue of messages that were given up; makes no call. The platform names it so.</summary>
    public QueueClient PoisonQueue(QueueName name) => QueueOf(name, isPoison: true);

    /// <summary>Creates what is missing of the tables, containers and queues.</summary>
    public Task CreateMissingAsync(CancellationToken cancel) => Task.WhenAll(
        [
            CreateMissingTablesAsync(cancel),
            .. Enum.GetValues<QueueName>().SelectMany(name => new Task[]
            {
                Queue(name).CreateIfNotExistsAsync(cancellationToken: cancel),
                PoisonQueue(name).CreateIfNotExistsAsync(cancellationToken: cancel),
            }),
        ]);

    /// <summary>Creates what is missing of the tables and containers: all that a restore needs rights for.</summary>
    public Task CreateMissingTablesAsync(CancellationToken cancel) => Task.WhenAll(
        [
            .. Enum.GetValues<TableName>().Select(name => (Task)Table(name).CreateIfNotExistsAsync(cancel)),
            .. Enum.GetValues<ContainerName>().Select(name => (Task)Container(name).CreateIfNotExistsAsync(cancellationToken: cancel)),
        ]);

    private QueueClient QueueOf(QueueName name, bool isPoison) => _queueClients.GetOrAdd(
        (name, isPoison),
        key => _queues.GetQueueClient($"{_prefix}{key.Name}{(key.IsPoison ? "-poison" : "")}".ToLowerInvariant()));

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
