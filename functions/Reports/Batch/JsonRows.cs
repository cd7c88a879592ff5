using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Reports.Batch.Sheets;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.Reports.Batch;

/// <summary>Reads reports from a JSON array or from NDJSON, one at a time.</summary>
public static class JsonRows
{
    private static readonly JsonSerializerOptions Options = new() { MaxDepth = 8 };
    private static readonly byte[] Utf8Mark = [0xEF, 0xBB, 0xBF];

    /// <summary>The reports of an array; where the JSON breaks off, the last row says so.</summary>
    /// <param name="stream">UTF-8 from its beginning, with or without a byte order mark.</param>
    /// <param name="cancel">Stops reading.</param>
    public static async IAsyncEnumerable<SubmittedRow> ReadArrayAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var elements = JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(stream, Options, cancel)
            .GetAsyncEnumerator(cancel);
        for (var number = 1; ; number++)
        {
            Fault? broken = null;
            try
            {
                if (!await elements.MoveNextAsync())
                    yield break;
            }
            catch (JsonException error)
            {
                var (line, position) = ReportBody.Place(error);
                broken = new Fault($"/{number - 1}", "malformed", new(
                    $"Từ đây trở đi không phải một mảng JSON hợp lệ (dòng {line}, byte {position}).",
                    $"From here on this is not a valid JSON array (line {line}, byte {position})."));
            }

            if (broken is not null)
            {
                yield return new SubmittedRow(number, null, [broken]);
                yield break;
            }

            yield return Row(elements.Current, number);
        }
    }

    /// <summary>The reports of NDJSON, one a line; a line that cannot be read is a row that says so, and the next is read all the
    /// same. Empty lines are passed over.</summary>
    /// <param name="stream">UTF-8 from its beginning, with or without a byte order mark.</param>
    /// <param name="cancel">Stops reading.</param>
    public static async IAsyncEnumerable<SubmittedRow> ReadLinesAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancel)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
        for (var number = 1; ;)
        {
            var read = await reader.ReadAsync(cancel);
            var buffer = read.Buffer;
            while (TakeLine(ref buffer, read.IsCompleted, out var line))
            {
                if (Line(line, number) is { } row)
                    yield return row;
                number++;
            }

            if (buffer.Length > ReportBody.Limit)
            {
                yield return new SubmittedRow(number, null, [new Fault($"/{number - 1}", "too-large", new(
                    $"Một báo cáo dài tối đa {ReportBody.Limit / 1024} KiB; NDJSON ghi mỗi báo cáo trên một dòng.",
                    $"One report has {ReportBody.Limit / 1024} KiB at most; NDJSON has a report a line."))]);
                yield break;
            }

            reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
                yield break;
        }
    }

    private static bool TakeLine(ref ReadOnlySequence<byte> buffer, bool isLast, out ReadOnlySequence<byte> line)
    {
        line = buffer;
        if (buffer.PositionOf((byte)'\n') is { } end)
            (line, buffer) = (buffer.Slice(0, end), buffer.Slice(buffer.GetPosition(1, end)));
        else if (isLast && buffer.Length is > 0 and <= ReportBody.Limit)
            buffer = buffer.Slice(buffer.End);
        else
            return false;
        return true;
    }

    private static SubmittedRow? Line(ReadOnlySequence<byte> line, int number)
    {
        var bytes = line.ToArray().AsMemory();
        if (number == 1 && bytes.Span.StartsWith(Utf8Mark))
            bytes = bytes[Utf8Mark.Length..];
        if (bytes.Span.IndexOfAnyExcept(" \t\r"u8) < 0)
            return null;
        try
        {
            using var document = JsonDocument.Parse(bytes, ReportJson.Options);
            return Row(document.RootElement, number);
        }
        catch (JsonException error)
        {
            var (_, position) = ReportBody.Place(error);
            return new SubmittedRow(number, null, [new Fault($"/{number - 1}", "malformed", new(
                $"Dòng {number} không phải JSON hợp lệ (byte {position}).", $"Line {number} is not valid JSON (byte {position})."))]);
        }
    }

    private static SubmittedRow Row(JsonElement element, int number)
    {
        var (pointer, faults) = ($"/{number - 1}", new List<Fault>());
        if (ReportBody.IsUnicode(element))
            return new SubmittedRow(number, ReportJson.Read(element, pointer, faults), faults);
        faults.Add(new Fault(pointer, "malformed", new("Có ký tự Unicode hỏng.", "This holds broken Unicode text.")));
        return new SubmittedRow(number, new SubmittedReport(null, null, [], null, null, false, pointer), faults);
    }
}
