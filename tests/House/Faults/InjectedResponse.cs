using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Azure.Core;
using YouthFunctions.Storage;
using YouthFunctions.Storage.Pipeline;

namespace YouthFunctions.Tests.House.Faults;

/// <summary>An answer that storage did not give.</summary>
/// <param name="status">Its HTTP status.</param>
/// <param name="clientRequestId">The id of the call that it answers.</param>
/// <param name="body">Its body; null for none.</param>
/// <param name="headers">Its headers, by name.</param>
internal sealed class InjectedResponse(int status, string clientRequestId, byte[]? body, params (string Name, string Value)[] headers)
    : Azure.Response
{
    private readonly Dictionary<string, string> _headers = headers
        .ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase);

    public override int Status => status;

    public override string ReasonPhrase => status.ToString(CultureInfo.InvariantCulture);

    public override Stream? ContentStream { get; set; } = body is null ? null : new MemoryStream(body);

    public override string ClientRequestId { get; set; } = clientRequestId;

    public override void Dispose() => ContentStream?.Dispose();

    protected override bool ContainsHeader(string name) => _headers.ContainsKey(name);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => _headers.Select(header => new HttpHeader(header.Key, header.Value));

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) => _headers.TryGetValue(name, out value);

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = _headers.TryGetValue(name, out var value) ? [value] : null;
        return values is not null;
    }
}

/// <summary>A body that breaks off: some bytes of it, then the line is gone.</summary>
internal sealed class CutStream(Stream whole, long left) : ReadOnlyStream
{
    private long _left = left;

    public override int Read(byte[] buffer, int offset, int count) => Passed(whole.Read(buffer, offset, Within(count)));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Passed(await whole.ReadAsync(buffer[..Within(buffer.Length)], cancellationToken));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            whole.Dispose();
        base.Dispose(disposing);
    }

    private int Within(int count) => (int)Math.Min(count, _left);

    private int Passed(int read)
    {
        if (read == 0)
            throw new IOException("Injected: the body broke off.");
        _left -= read;
        return read;
    }
}
