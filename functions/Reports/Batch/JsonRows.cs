using System.Runtime.CompilerServices;
using System.Text.Json;
using YouthFunctions.Hosting;

namespace YouthFunctions.Reports.Batch;

/// <summary>Reads reports from a JSON array or from NDJSON, one at a time.</summary>
public static class JsonRows
{
    private static readonly JsonSerializerOptions Options = new() { MaxDepth = 8 };

    /// <summary>The reports of a stream; where the JSON breaks off, the last row says so.</summary>
    /// <param name="stream">UTF-8.</param>
    /// <param name="isNdjson">Whether the reports follow each other instead of standing in an array.</param>
    /// <param name="cancel">Stops reading.</param>
    public static async IAsyncEnumerable<SentRow> ReadAsync(Stream stream, bool isNdjson, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var elements = JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(stream, topLevelValues: isNdjson, Options, cancel).GetAsyncEnumerator(cancel);
        for (var number = 1; ; number++)
        {
            Fault? broken = null;
            try
            {
                if (!await elements.MoveNextAsync())
                    yield break;
            }
            catch (JsonException)
            {
                broken = new Fault($"/{number - 1}", "malformed", new(
                    "Từ đây trở đi không phải JSON hợp lệ.", "From here on this is not valid JSON."));
            }

            if (broken is not null)
            {
                yield return new SentRow(number, null, [broken]);
                yield break;
            }

            yield return Row(elements.Current, number);
        }
    }

    private static SentRow Row(JsonElement element, int number)
    {
        var (at, faults) = ($"/{number - 1}", new List<Fault>());
        if (ReportBody.IsUnicode(element))
            return new SentRow(number, ReportJson.Read(element, at, faults), faults);
        faults.Add(new Fault(at, "malformed", new("Có ký tự Unicode hỏng.", "This holds broken Unicode text.")));
        return new SentRow(number, new SentReport(null, null, [], null, null, false, at), faults);
    }
}
