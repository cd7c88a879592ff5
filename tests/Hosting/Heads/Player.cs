using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using YouthFunctions.Access;
using YouthFunctions.Jobs.Runs;
using YouthFunctions.Storage;

namespace YouthFunctions.Tests.Hosting.Heads;

/// <summary>Plays the record on one head.</summary>
internal sealed partial class Player : IDisposable
{
    private readonly IHead _head;
    private readonly HttpClient _client;
    private readonly Dictionary<string, string> _keys;
    private readonly Dictionary<string, byte[]> _kept = [];

    private Player(IHead head, Dictionary<string, string> keys)
    {
        (_head, _keys) = (head, keys);
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
        })
        {
            BaseAddress = head.Address,
        };
    }

    /// <summary>Makes the callers' keys on the head.</summary>
    public static async Task<Player> CreateAsync(IHead head) => new(head, await Callers.CreateAsync(head.Store));

    /// <summary>Plays all steps, one after the other; their answers in order.</summary>
    public async Task<IReadOnlyList<RecordedAnswer>> PlayAsync(IEnumerable<RecordedStep> steps)
    {
        var answers = new List<RecordedAnswer>();
        foreach (var step in steps)
            answers.Add(await PlayAsync(step));
        return answers;
    }

    private async Task<RecordedAnswer> PlayAsync(RecordedStep step)
    {
        if (step.Fire is { } timer)
        {
            var failure = await _head.FireAsync(timer, step.Late);
            await PartsEndAsync(timer);
            return new RecordedAnswer(failure is null ? 200 : 500, [], "");
        }

        if (step.Deliver is { } function)
            return new RecordedAnswer(await _head.DeliverAsync(function, step.Body!) is null ? 200 : 500, [], "");
        if (step.Storage is { } change)
        {
            await ChangeStorageAsync(change);
            return new RecordedAnswer(0, [], "");
        }

        using var request = Request(step);
        using var answer = await _client.SendAsync(request);
        var body = await answer.Content.ReadAsByteArrayAsync();
        foreach (var (name, what) in step.Keep)
            Keep(step, name, what, answer, body);
        if (answer is { StatusCode: System.Net.HttpStatusCode.Accepted, Headers.Location: { } state })
            await EndAsync(step, state);
        return RecordedAnswer.Of(answer, body);
    }

    // A job that was begun goes on by itself; what comes next is asked when it is over.
    private async Task EndAsync(RecordedStep step, Uri state)
    {
        var look = new RecordedStep { Name = step.Name, As = step.As, Send = $"GET {state}" };
        while (true)
        {
            using var request = Request(look);
            using var answer = await _client.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            if (!text.Contains("\"state\":\"running\"", StringComparison.Ordinal))
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    // The parts of a job are on a queue when its timer is done.
    private async Task PartsEndAsync(string timer)
    {
        var runs = new RunStore(_head.Store);
        while (await runs.FindAsync(timer, CancellationToken.None) is { IsActive: true })
            await Task.Delay(TimeSpan.FromMilliseconds(20));
    }

    private Task ChangeStorageAsync(string change) => change switch
    {
        "remove-locks" => _head.Store.Container(ContainerName.Locks).DeleteAsync(),
        "lose-messages" => _head.Store.Queue(QueueName.Rollups).ClearMessagesAsync(),
        "create-missing" => _head.Store.CreateMissingAsync(CancellationToken.None),
        _ => throw new InvalidOperationException($"The record knows no {change}."),
    };

    private HttpRequestMessage Request(RecordedStep step)
    {
        var (method, path) = (step.Send!.Split(' ', 2)[0], Fill(step.Send.Split(' ', 2)[1]));
        // An address is sent as it is written, but what is not ASCII must be escaped.
        var asWritten = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = path.All(char.IsAscii) };
        var request = new HttpRequestMessage(
            new HttpMethod(method), new Uri($"{_head.Address.GetLeftPart(UriPartial.Authority)}{path}", asWritten));
        if (step.As is { } who)
            request.Headers.Add(Authenticator.KeyHeader, _keys[who]);
        if (step.In is { } language)
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
        if (Body(step) is { } body)
        {
            request.Content = step.Gzip ? new ByteArrayContent(Pack(body)) : new ByteArrayContent(body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(step.Type ?? "application/json");
            if (step.Gzip)
                request.Content.Headers.ContentEncoding.Add("gzip");
            request.Headers.TransferEncodingChunked = step.Chunked ? true : null;
        }

        foreach (var (name, value) in step.Headers)
            if (!request.Headers.TryAddWithoutValidation(name, Fill(value)))
                request.Content!.Headers.TryAddWithoutValidation(name, Fill(value));
        return request;
    }

    private byte[]? Body(RecordedStep step) => step switch
    {
        { Upload: { } kept } => _kept[kept],
        { Json: { } json } => Encoding.UTF8.GetBytes(Fill(json.GetRawText())),
        { Body: { } text } => Encoding.UTF8.GetBytes(Fill(text)),
        _ => null,
    };

    private static byte[] Pack(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            gzip.Write(body);
        return packed.ToArray();
    }

    private void Keep(RecordedStep step, string name, string what, HttpResponseMessage answer, byte[] body)
    {
        if (what == "body")
            _kept[name] = body;
        else if (what.StartsWith('/'))
            _kept[name] = Encoding.UTF8.GetBytes(
                JsonDocument.Parse(body).RootElement.TryGetProperty(what[1..], out var value) ? value.ToString() : $"no {what}");
        else if (answer.Headers.TryGetValues(what, out var values))
            _kept[name] = Encoding.UTF8.GetBytes(what == "Set-Cookie" ? values.First().Split(';')[0] : values.First());
        else
            _kept[name] = Encoding.UTF8.GetBytes($"no {what}"); // the step that sends it will be answered otherwise than recorded
    }

    private string Fill(string text) => Placeholder().Replace(text, match => match.Groups[1].Value is var name
        && _kept.TryGetValue(name, out var kept) ? Encoding.UTF8.GetString(kept) : _keys[match.Groups[1].Value]);

    [GeneratedRegex(@"\$\((\w+)\)")]
    private static partial Regex Placeholder();

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();
}
