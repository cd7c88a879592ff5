using Azure;
using Azure.Data.Tables;
using YouthFunctions.Calls;
using YouthFunctions.Storage;

namespace YouthFunctions.Jobs;

/// <summary>Keeps the last run of each timer, a row a timer.</summary>
public sealed class JobStore(Store store)
{
    private const string Partition = "job";
    private const int ErrorLength = 2000;

    /// <summary>Records that a run has begun; the time of the last success stays.</summary>
    public Task StartAsync(string name, DateTimeOffset start, CancellationToken cancel) => MarkAsync(name, RunState.Running, start, cancel);

    /// <summary>Records that a run has put its parts on a queue, and is recorded at its end by the last of them.</summary>
    public Task MarkInPartsAsync(string name, DateTimeOffset start, CancellationToken cancel) =>
        MarkAsync(name, RunState.InParts, start, cancel);

    /// <summary>Records how a run ended.</summary>
    public Task EndAsync(JobRecord job, CancellationToken cancel) => WriteAsync(ToRow(job), job.StartUtc, cancel);

    /// <summary>Records how a run in parts ended, if it is still recorded as under way and no later one has begun.</summary>
    public async Task EndIfInPartsAsync(JobRecord job, CancellationToken cancel)
    {
        TableEntity row = await store.Table(TableName.Jobs).GetEntityAsync<TableEntity>(Partition, job.Name, cancellationToken: cancel);
        if (row.GetString("State") != nameof(RunState.InParts) || row.GetDateTimeOffset("StartUtc") != job.StartUtc)
            return;
        try
        {
            await store.Table(TableName.Jobs).UpdateEntityAsync(ToRow(job), row.ETag, TableUpdateMode.Merge, cancel);
        }
        catch (RequestFailedException conflict) when (conflict.Status == 412)
        {
            // A later run has begun.
        }
    }

    private Task MarkAsync(string name, RunState state, DateTimeOffset start, CancellationToken cancel) =>
        WriteAsync(new TableEntity(Partition, name) { ["State"] = state.ToString(), ["StartUtc"] = start }, start, cancel);

    // The first run of all makes the row, and its start stays there.
    private async Task WriteAsync(TableEntity row, DateTimeOffset start, CancellationToken cancel)
    {
        try
        {
            await store.Table(TableName.Jobs).UpdateEntityAsync(row, ETag.All, TableUpdateMode.Merge, cancel);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            row["FirstStartUtc"] = start;
            await store.Table(TableName.Jobs).UpsertEntityAsync(row, TableUpdateMode.Merge, cancel);
        }
    }

    private static TableEntity ToRow(JobRecord job)
    {
        var row = new TableEntity(Partition, job.Name)
        {
            ["State"] = job.State.ToString(),
            ["StartUtc"] = job.StartUtc,
            ["EndUtc"] = job.EndUtc,
            ["Rows"] = job.Rows ?? -1, // a merge does not take nulls, and the figure of an earlier run must not stay
            ["Transactions"] = job.Transactions,
            ["Summary"] = job.Summary ?? "",
            ["Error"] = job.Error is { Length: > ErrorLength } error ? error[..ErrorLength] : job.Error ?? "",
        };
        if (job.SucceededUtc is { } succeeded)
            row["SucceededUtc"] = succeeded;
        return row;
    }

    /// <summary>The lease under which a timer runs.</summary>
    public static string LeaseName(string timer) => $"timers/{timer}";

    /// <summary>The last run of each timer that ever ran, by name.</summary>
    public IAsyncEnumerable<JobRecord> AllAsync(CancellationToken cancel) => store.Table(TableName.Jobs)
        .QueryPartitionAsync(Partition, cancel)
        .Select(row => DamagedRows.Read(TableName.Jobs, row, Read))
        .Select(async (JobRecord job, CancellationToken end) => job.State == RunState.Running ? await FindStateAsync(job, end) : job);

    // A process that is killed writes no end; its lease ends without it. One that has ended meanwhile wrote its end before that.
    private async ValueTask<JobRecord> FindStateAsync(JobRecord job, CancellationToken cancel)
    {
        if (await BlobLease.IsHeldAsync(store.Container(ContainerName.Locks), LeaseName(job.Name), cancel))
            return job;
        var row = await store.Table(TableName.Jobs).GetEntityAsync<TableEntity>(Partition, job.Name, cancellationToken: cancel);
        var now = DamagedRows.Read(TableName.Jobs, row.Value, Read);
        return now == job ? job with { State = RunState.Interrupted } : now;
    }

    private static JobRecord Read(TableEntity row)
    {
        var state = Enum.Parse<RunState>(row.GetString("State"));
        var isOver = state is not (RunState.Running or RunState.InParts);
        return new JobRecord(
            row.RowKey, state, row.GetDateTimeOffset("StartUtc") ?? default, isOver ? row.GetDateTimeOffset("EndUtc") : null,
            row.GetDateTimeOffset("SucceededUtc"), isOver && row.GetInt64("Rows") is >= 0 and var rows ? rows : null,
            isOver ? row.GetInt64("Transactions") : null, isOver ? Text("Summary") : null, isOver ? Text("Error") : null)
        {
            FirstStartUtc = row.GetDateTimeOffset("FirstStartUtc"),
        };

        string? Text(string name) => row.GetString(name) is { Length: > 0 } text ? text : null;
    }
}
