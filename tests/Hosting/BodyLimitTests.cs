using System.Net;
using System.Net.Http.Headers;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Hosting;

/// <summary>Bodies between what is taken and what a Functions host passes on: a problem, whoever sends them and however.</summary>
public sealed class BodyLimitTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task A_body_over_the_limit_is_413_as_a_problem(bool hasKey, bool isChunked)
    {
        await using var app = await TestApp.StartAsync(storage);
        using var client = hasKey
            ? await app.SignInAsync(Role.Administrator, "VN")
            : new HttpClient { BaseAddress = app.Address };
        foreach (var path in new[] { "/api/reports/batch", "/api/keys", "/api/history" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new StreamContent(new ZeroStream(HostKind.BodyLimit + 1)),
            };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(path == "/api/keys" ? "application/json" : "text/csv");
            request.Headers.TransferEncodingChunked = isChunked;
            if (!isChunked)
                request.Content.Headers.ContentLength = HostKind.BodyLimit + 1;
            using var answer = await client.SendAsync(request);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }
    }

    [Theory]
    [InlineData("/api/reports/batch", HttpStatusCode.Unauthorized)]
    [InlineData("/no/such/path", HttpStatusCode.NotFound)]
    public async Task What_is_refused_unread_is_read_to_its_end_before_the_answer(string path, HttpStatusCode status)
    {
        await using var app = await TestApp.StartAsync(storage);
        using var client = new HttpClient { BaseAddress = app.Address };
        var body = new ZeroStream(HostKind.BodyLimit);
        using var answer = await client.PostAsync(path, new StreamContent(body));
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(HostKind.BodyLimit, body.Position);
    }

    /// <summary>Zeros, of which none is kept.</summary>
    private sealed class ZeroStream(long length) : Stream
    {
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, length - _position);
            Array.Clear(buffer, offset, read);
            _position += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
