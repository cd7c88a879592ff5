using System.Diagnostics;
using System.Net;
using System.Text.Json;
using YouthFunctions.Access;

namespace YouthFunctions.Local;

/// <summary>Waits for the end of a job that the API has begun (202), by asking for its state where the answer says.</summary>
public static class JobWaiter
{
    private const int MaxRefusals = 12; // one after the other: a minute, as storage that is away says when to ask again

    // Jobs take from a tenth of a second to minutes: asking again after a tenth of what was waited so far finds each end in time.
    private const double ShareWaited = 0.1;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>Whether the same request may be taken in a moment.</summary>
    public static bool IsWorthRepeating(HttpStatusCode status) =>
        status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests;

    /// <summary>The job's state once it no longer runs, as JSON, and whether it did its work; or what was answered instead, after a minute
    /// of 503 or 429. The job may still run then.</summary>
    /// <param name="client">Reaches the product.</param>
    /// <param name="place">Where the state is read: the answer's <c>Location</c>, in full.</param>
    /// <param name="key">An administrator's key.</param>
    /// <param name="cancel">Gives up waiting; the job goes on.</param>
    public static async Task<(bool HasSucceeded, string Json)> WaitAsync(
        HttpClient client, Uri place, string key, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        for (var refused = 0; ;)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, place);
            request.Headers.Add(Authenticator.KeyHeader, key);
            request.Headers.AcceptLanguage.ParseAdd("en");
            using var answer = await client.SendAsync(request, cancel);
            var body = await answer.Content.ReadAsStringAsync(cancel);
            if (IsWorthRepeating(answer.StatusCode) && ++refused < MaxRefusals)
            {
                // Storage that is away for a moment says nothing of the job.
                await Task.Delay(answer.Headers.RetryAfter?.Delta ?? LongestPause, cancel);
                continue;
            }

            if (!answer.IsSuccessStatusCode)
                return (false, body);
            using var json = JsonDocument.Parse(body);
            refused = 0;
            var state = json.RootElement.GetProperty("state").GetString();
            if (state != "running")
                return (state == "succeeded", body);
            var pause = watch.Elapsed * ShareWaited;
            await Task.Delay(pause < ShortestPause ? ShortestPause : pause > LongestPause ? LongestPause : pause, cancel);
        }
    }
}
