using System.Globalization;
using Azure;
using Azure.Data.Tables;
using YouthFunctions.Storage;

namespace YouthFunctions.Jobs.Runs;

/// <summary>Keeps runs of parts: a partition for each job, with a row for its last run and one for each part.</summary>
/// <remarks>A part and the run's count change in one transaction against both versions, so that each part is counted once, however
/// often it is delivered and by however many instances.</remarks>
public sealed class RunStore(Store store)
{
    /// <summary>All partitions of runs, from the first (inclusive) to the last (exclusive).</summary>
    public static readonly (string From, string To) Partitions = ("run|", "run}");

    private const string RunRow = "run";
    private const int ErrorLength = 2000;
    private TableClient Table => store.Table(TableName.Jobs);

    /// <summary>The id of a run begun at an instant.</summary>
    public static string CreateId(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The last run of a job; null when it never had one.</summary>
    public async Task<JobRun?> FindAsync(string job, CancellationToken cancel)
    {
        var row = await Table.GetEntityIfExistsAsync<TableEntity>(Partition(job), RunRow, cancellationToken: cancel);
        return row.HasValue ? DamagedRows.Read(TableName.Jobs, row.Value!, ReadRun) : null;
    }

    /// <summary>The last run of each job that ever had one.</summary>
    public IAsyncEnumerable<JobRun> AllAsync(CancellationToken cancel) => Table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey ge {Partitions.From} and PartitionKey lt {Partitions.To} and RowKey eq {RunRow}"),
            cancellationToken: cancel)
        .Select(row => DamagedRows.Read(TableName.Jobs, row, ReadRun));

    /// <summary>A part; null when there is none.</summary>
    public async Task<PartRecord?> FindPartAsync(string job, string run, int number, CancellationToken cancel)
    {
        var row = await Table.GetEntityIfExistsAsync<TableEntity>(Partition(job), PartRow(run, number), cancellationToken: cancel);
        return row.HasValue ? DamagedRows.Read(TableName.Jobs, row.Value!, ReadPart) : null;
    }

    /// <summary>The parts of a run so far, in order; without those of a step that a process added as it died.</summary>
    public async Task<IReadOnlyList<PartRecord>> PartsAsync(JobRun run, CancellationToken cancel) =>
        await Table.QueryRangeAsync(Partition(run.Job), (PartRow(run.Id, 0), PartRow(run.Id, run.Total)), cancel)
            .Select(row => DamagedRows.Read(TableName.Jobs, row, ReadPart)).ToListAsync(cancel);

    /// <summary>Begins a run in place of the last one.</summary>
    /// <param name="job">The job.</param>
    /// <param name="parts">Its parts.</param>
    /// <param name="planned">How many parts all steps will have; null when these are all.</param>
    /// <param name="now">When it begins; a second after the last one if that is not later.</param>
    /// <param name="last">The last run as it was read; null when there was none.</param>
    /// <param name="cancel">Gives it up.</param>
    /// <returns>The run; null when another instance began one meanwhile.</returns>
    public async Task<JobRun?> TryBeginAsync(
        string job, IReadOnlyList<JobPart> parts, int? planned, DateTimeOffset now, JobRun? last, CancellationToken cancel)
    {
        if (last is not null && now < last.StartUtc + TimeSpan.FromSeconds(1))
            now = last.StartUtc + TimeSpan.FromSeconds(1); // the id is of whole seconds
        var id = CreateId(now);
        await AddAsync(job, id, parts, 0, now, cancel);
        var run = new JobRun(job, id, RunPhase.Running, now, parts.Count, 0, 0, last?.ETag ?? default) { Planned = planned };
        try
        {
            var answer = last is null
                ? await Table.AddEntityAsync(ToRow(run), cancel)
                : await Table.UpdateEntityAsync(ToRow(run), last.ETag, TableUpdateMode.Replace, cancel);
            return run with { ETag = answer.Headers.ETag!.Value };
        }
        catch (RequestFailedException conflict) when (conflict.Status is 409 or 412)
        {
            // Ours after all when only the answer was lost; nothing was counted yet, since no message was sent.
            return await FindAsync(job, cancel) is { } found && found.Id == id && found.Done + found.Failed == 0 ? found : null;
        }
    }

    /// <summary>Adds the parts of the next step to a run that nobody changed since it was read; null when somebody did.</summary>
    public async Task<JobRun?> TryExtendAsync(JobRun run, IReadOnlyList<JobPart> parts, DateTimeOffset now, CancellationToken cancel)
    {
        await AddAsync(run.Job, run.Id, parts, run.Total, now, cancel);
        var extended = run with { Phase = RunPhase.Running, Total = run.Total + parts.Count, Until = null, Finishes = 0 };
        // Ours after all when only the answer was lost; nothing of the step was counted yet, since no message was sent.
        return await TryChangeAsync(extended, cancel) ?? (await FindAsync(run.Job, cancel) is { IsActive: true } found
            && found.Id == run.Id && found.Total == extended.Total && found.Done == run.Done ? found : null);
    }

    /// <summary>Changes a run that nobody changed since it was read; null when somebody did.</summary>
    public async Task<JobRun?> TryChangeAsync(JobRun run, CancellationToken cancel)
    {
        var etag = await TryReplaceAsync(ToRow(run), run.ETag, cancel);
        return etag is { } version ? run with { ETag = version } : null;
    }

    /// <summary>Changes a part that nobody changed since it was read; null when somebody did.</summary>
    public async Task<PartRecord?> TryChangeAsync(PartRecord part, CancellationToken cancel)
    {
        var etag = await TryReplaceAsync(ToRow(part), part.ETag, cancel);
        return etag is { } version ? part with { ETag = version } : null;
    }

    /// <summary>Stores a settled part and the run that has counted it, both or neither.</summary>
    /// <returns>Whether nobody had changed either since they were read.</returns>
    public async Task<bool> TryCountAsync(JobRun run, PartRecord part, CancellationToken cancel)
    {
        try
        {
            await Table.SubmitTransactionAsync(
                [
                    new(TableTransactionActionType.UpdateReplace, ToRow(part), part.ETag),
                    new(TableTransactionActionType.UpdateReplace, ToRow(run), run.ETag),
                ], cancel);
            return true;
        }
        catch (TableTransactionFailedException conflict) when (conflict.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    /// <summary>Removes the parts of runs that began before an instant.</summary>
    public async Task RemovePartsAsync(string job, DateTimeOffset before, CancellationToken cancel)
    {
        var old = await Table.QueryRangeAsync(Partition(job), ("", CreateId(before)), cancel, ["PartitionKey", "RowKey"])
            .ToListAsync(cancel);
        foreach (var chunk in old.Chunk(100))
        {
            try
            {
                await Table.SubmitTransactionAsync(
                    chunk.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)), cancel);
            }
            catch (TableTransactionFailedException missing) when (missing.Status == 404)
            {
                // Removed by another instance, or by a call whose answer was lost: the next run looks again.
            }
        }
    }

    // Parts may be there when the process died as it began the run or the step, and are as they were: no message of them was sent.
    private async Task AddAsync(
        string job, string run, IReadOnlyList<JobPart> parts, int first, DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var chunk in parts.Index().Chunk(100))
        {
            try
            {
                await Table.SubmitTransactionAsync(
                    chunk.Select(part => new TableTransactionAction(TableTransactionActionType.Add, ToRow(
                        new PartRecord(job, run, first + part.Index, part.Item, PartState.Waiting, 0, now, default)))), cancel);
            }
            catch (TableTransactionFailedException there) when (there.Status == 409)
            {
                // All of them are there, since they came in this one transaction.
            }
        }
    }

    private async Task<ETag?> TryReplaceAsync(TableEntity row, ETag version, CancellationToken cancel)
    {
        try
        {
            return (await Table.UpdateEntityAsync(row, version, TableUpdateMode.Replace, cancel)).Headers.ETag;
        }
        catch (RequestFailedException conflict) when (conflict.Status is 404 or 412)
        {
            return null;
        }
    }

    private static string Partition(string job) => $"run|{job}";

    private static string PartRow(string run, int number) => string.Create(CultureInfo.InvariantCulture, $"{run}|{number:000000}");

    private static TableEntity ToRow(JobRun run) => new(Partition(run.Job), RunRow)
    {
        ["Run"] = run.Id,
        ["Phase"] = run.Phase.ToString(),
        ["StartUtc"] = run.StartUtc,
        ["Total"] = run.Total,
        ["Planned"] = run.Planned,
        ["Done"] = run.Done,
        ["Failed"] = run.Failed,
        ["EndUtc"] = run.EndUtc,
        ["Transactions"] = run.Transactions,
        ["Owner"] = run.Owner,
        ["Until"] = run.Until,
        ["Finishes"] = run.Finishes,
    };

    private static JobRun ReadRun(TableEntity row) => new(
        row.PartitionKey[Partition("").Length..], row.GetString("Run"), Enum.Parse<RunPhase>(row.GetString("Phase")),
        row.GetDateTimeOffset("StartUtc")!.Value, row.GetInt32("Total")!.Value, row.GetInt32("Done")!.Value,
        row.GetInt32("Failed")!.Value, row.ETag)
    {
        Planned = row.GetInt32("Planned"),
        EndUtc = row.GetDateTimeOffset("EndUtc"),
        Transactions = row.GetInt64("Transactions") ?? 0,
        Owner = row.GetString("Owner"),
        Until = row.GetDateTimeOffset("Until"),
        Finishes = row.GetInt32("Finishes") ?? 0,
    };

    private static TableEntity ToRow(PartRecord part) => new(Partition(part.Job), PartRow(part.Run, part.Number))
    {
        ["Table"] = part.Part.Table,
        ["Year"] = part.Part.Year,
        ["Province"] = part.Part.Province,
        ["Dataset"] = part.Part.Dataset,
        ["From"] = part.Part.From,
        ["To"] = part.Part.To,
        ["Month"] = part.Part.Month,
        ["State"] = part.State.ToString(),
        ["Attempts"] = part.Attempts,
        ["SentUtc"] = part.SentUtc,
        ["Owner"] = part.Owner,
        ["Until"] = part.Until,
        ["Rows"] = part.Rows,
        ["Result"] = part.Result,
        ["Damaged"] = part.Damaged,
        ["DamagedRows"] = part.DamagedRows.Count == 0 ? null : string.Join('\n', part.DamagedRows),
        ["Error"] = part.Error is { Length: > ErrorLength } error ? error[..ErrorLength] : part.Error,
    };

    private static PartRecord ReadPart(TableEntity row)
    {
        var (run, number) = (row.RowKey.Split('|')[0], row.RowKey.Split('|')[1]);
        return new PartRecord(
            row.PartitionKey[Partition("").Length..], run, int.Parse(number, CultureInfo.InvariantCulture),
            new JobPart(
                row.GetString("Table"), row.GetInt32("Year"), row.GetString("Province"), row.GetString("Dataset"), row.GetString("From"),
                row.GetString("To"), row.GetString("Month")),
            Enum.Parse<PartState>(row.GetString("State")), row.GetInt32("Attempts")!.Value, row.GetDateTimeOffset("SentUtc")!.Value,
            row.ETag)
        {
            Owner = row.GetString("Owner"),
            Until = row.GetDateTimeOffset("Until"),
            Rows = row.GetInt64("Rows") ?? 0,
            Result = row.GetString("Result"),
            Damaged = row.GetInt32("Damaged") ?? 0,
            DamagedRows = row.GetString("DamagedRows")?.Split('\n') ?? [],
            Error = row.GetString("Error"),
        };
    }
}
