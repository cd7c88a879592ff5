using System.Text.Json;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Reports.Batch;
using YouthFunctions.Reports.Batch.Sheets;
using YouthFunctions.Reports.Receiving;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.Reports.Bridges;

/// <summary>
/// Takes what other systems send. Their fields are renamed by the mapping file and end in the same rules as any file, with its
/// parameters: <c>dryRun</c>, <c>mode</c>, <c>numbers</c>. The key in the header is that of the sending system.
/// </summary>
public sealed class SubmitFromBridge(BridgeMapping mapping, BatchImport import, Idempotency idempotency)
{
    private const int Limit = 16 * 1024 * 1024;

    private static readonly Text TooLarge = new(
        $"Một lần gửi tối đa {Limit / 1024 / 1024} MiB; hãy chia theo đơn vị hoặc theo tháng.",
        $"One push has {Limit / 1024 / 1024} MiB at most; divide it by unit or by month.");

    // Groups within groups: deeper than any form, and far from what would exhaust the stack.
    private static readonly JsonDocumentOptions Json = new() { MaxDepth = 64 };

    /// <summary>A submission of KoboToolbox or ODK Central. 409 or 422 when it is not taken, so that the sender shows it as
    /// failed.</summary>
    [Operation(
        "Nhận webhook của KoboToolbox/ODK Central.", "Takes a webhook of KoboToolbox or ODK Central.", Headers = ["Idempotency-Key"])]
    [QueryOf<BatchOptions>, Body("application/json"), Answer<BatchAnswer>, Refuses<BatchAnswer>(409, 422), Refuses(415)]
    public Task<IResult> Kobo(Call call, CancellationToken cancel) =>
        ImportAsync(call, (root, numbers) => new KoboSubmissions(mapping.Kobo, numbers).Read(root), cancel);

    /// <summary>DHIS2 <c>dataValueSets</c>: data values of one or more organisation units and months.</summary>
    [Operation("Nhận dataValueSets của DHIS2.", "Takes DHIS2 dataValueSets.", Headers = ["Idempotency-Key"])]
    [QueryOf<BatchOptions>, Body("application/json"), Answer<BatchAnswer>, Refuses<BatchAnswer>(409, 422), Refuses(415)]
    public Task<IResult> Dhis2(Call call, CancellationToken cancel) =>
        ImportAsync(call, (root, numbers) => new Dhis2DataValues(mapping.Dhis2, numbers).Read(root), cancel);

    private async Task<IResult> ImportAsync(
        Call call, Func<JsonElement, NumberStyle, IEnumerable<SubmittedRow>> read, CancellationToken cancel)
    {
        var (options, refusal) = BatchOptions.Read(call);
        if (options is null)
            return refusal!;
        var (body, unread) = await ReportBody.ReadAsync(call, Limit, TooLarge, Json, cancel);
        if (body is null)
            return unread!;
        using (body)
        {
            if (body.Root.ValueKind != JsonValueKind.Object)
                return Problems.Malformed(call, "", new Text("Cần một đối tượng JSON.", "A JSON object is needed."));
            var root = body.Root;
            return await idempotency.AnswerAsync(
                call, body.Bytes,
                async () => new BatchResult(call, await import.RunAsync(() => Rows(root, options.Numbers), call.SignedIn, options, cancel)),
                cancel);
        }

        IAsyncEnumerable<SubmittedRow> Rows(JsonElement root, NumberStyle numbers) => read(root, numbers).ToAsyncEnumerable();
    }
}
