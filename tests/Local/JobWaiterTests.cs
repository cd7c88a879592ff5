using System.Net;
using YouthFunctions.Local;

namespace YouthFunctions.Tests.Local;

/// <summary>Whoever waits for a job waits through a moment without storage, and not for ever.</summary>
public sealed class JobWaiterTests
{
    [Fact]
    public async Task A_job_is_waited_for_while_storage_is_away_for_a_moment()
    {
        using var client = new HttpClient(new Answers(Away, Away, State("running"), Away, State("succeeded")));
        Assert.Equal((true, """{"state":"succeeded"}"""), await WaitAsync(client));
    }

    [Fact]
    public async Task What_is_away_for_good_is_told()
    {
        using var client = new HttpClient(new Answers(Away));
        Assert.Equal((false, "away"), await WaitAsync(client));
    }

    [Fact]
    public async Task A_job_that_failed_is_told_at_once()
    {
        using var client = new HttpClient(new Answers(State("failed")));
        Assert.Equal((false, """{"state":"failed"}"""), await WaitAsync(client));
    }

    private static Task<(bool HasSucceeded, string Json)> WaitAsync(HttpClient client) =>
        JobWaiter.WaitAsync(client, new Uri("http://localhost/api/jobs/Forecast"), "key", default);

    private static HttpResponseMessage Away()
    {
        var answer = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Content = new StringContent("away") };
        answer.Headers.RetryAfter = new(TimeSpan.Zero);
        return answer;
    }

    private static Func<HttpResponseMessage> State(string state) =>
        () => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent($$"""{"state":"{{state}}"}""") };

    // One after the other; the last one again and again.
    private sealed class Answers(params Func<HttpResponseMessage>[] answers) : HttpMessageHandler
    {
        private int _asked;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answers[Math.Min(_asked++, answers.Length - 1)]());
    }
}
