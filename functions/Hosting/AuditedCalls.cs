using YouthFunctions.Access.Audit;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;

namespace YouthFunctions.Hosting;

/// <summary>
/// Runs handlers and keeps who changed what, by what the table says of the function. An entry is begun before the handler runs
/// and completed after: when storage does not take the beginning nothing is changed (503), and when it does not take the end
/// the entry stays as begun, the log says so, and the answer stands, for the change was made.
/// </summary>
public sealed class AuditedCalls(AuditTrail audit, ILogger<AuditedCalls> log)
{
    private const int DetailLength = 500;
    private static readonly TimeSpan RecordingTimeout = TimeSpan.FromSeconds(3);

    /// <summary>The handler's answer.</summary>
    public async Task<IResult> RunAsync(Call call, HttpHandler handler, CancellationToken cancel)
    {
        // An open function has no caller yet whose entry could be begun; a guess at a key must not cost a row either. And a report
        // is its own entry: what its handler tells besides is written after it.
        if (call.Function.Audit != AuditMode.Entry || call.Caller is null)
            return await AfterAsync(call, await handler(call, cancel));
        var key = await audit.BeginAsync(Entry(call, null, AuditOutcome.Begun), cancel);
        try
        {
            var result = await handler(call, cancel);
            await EndAsync(call, key, StatusOf(result));
            return result;
        }
        catch
        {
            await EndAsync(call, key, StatusCodes.Status500InternalServerError);
            throw;
        }
    }

    private async Task<IResult> AfterAsync(Call call, IResult result)
    {
        if (call.Audit.Notes.Count > 0)
            await TryAsync(call, async cancel =>
            {
                var entries = Entries(call, AuditOutcome.Done);
                await audit.CompleteAsync(await audit.BeginAsync(entries[0], cancel), entries, cancel);
            });
        return result;
    }

    private Task EndAsync(Call call, AuditTrail.EntryKey key, int status)
    {
        var isRefused = status is >= 400 and < 500;
        return TryAsync(call, cancel => call.Audit.Notes.Count == 0 && (call.Audit.IsUnchanged || isRefused)
            ? audit.CancelAsync(key, cancel)
            : audit.CompleteAsync(key, Entries(call, status < 400 ? AuditOutcome.Done : AuditOutcome.Failed), cancel));
    }

    // A client that goes away must not keep its deed out of the trail.
    private async Task TryAsync(Call call, Func<CancellationToken, Task> write)
    {
        using var patience = new CancellationTokenSource(RecordingTimeout);
        try
        {
            await write(patience.Token);
        }
        catch (Exception error)
        {
            log.AuditNotCompleted(error, call.Function.Name);
        }
    }

    private static List<AuditEntry> Entries(Call call, AuditOutcome outcome) => call.Audit.Notes.Count == 0
        ? [Entry(call, null, outcome)]
        : [.. call.Audit.Notes.Select(note => Entry(call, note, outcome))];

    private static AuditEntry Entry(Call call, AuditNote? note, AuditOutcome outcome)
    {
        var request = call.Http.Request;
        var unit = note?.Unit ?? (UnitCode.TryParse(call.RouteText("unit"), out var named) ? named : call.Caller?.Unit ?? UnitCode.Country);
        var query = request.QueryString.ToString();
        return new AuditEntry(
            call.Now, note?.By ?? call.Caller?.Id ?? "-", note?.Action ?? call.Function.Name, unit,
                note?.Subject ?? Truncate(request.Path.ToString()),
            note is not null ? note.Detail : query.Length > 0 ? Truncate(query) : null)
        { Function = call.Function.Name, Outcome = outcome };
    }

    private static string Truncate(string text) => text.Length <= DetailLength ? text : text[..DetailLength];

    private static int StatusOf(IResult result) => (result as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK;
}
