using System.Net;
using System.Text.Json;
using YouthFunctions.Access;

namespace YouthFunctions.Local;

/// <summary>Waits for the end of a job that the API has begun (202), by asking for its state where the answer says.</summary>
public static class JobWaiter
{
    private const int MaxRefusals = 12; // one after the other: a minute, as storage that is away says when to ask again

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

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
                await Task.Delay(answer.Headers.RetryAfter?.Delta ?? Pause, cancel);
                continue;
            }

            if (!answer.IsSuccessStatusCode)
                return (false, body);
            using var json = JsonDocument.Parse(body);
            refused = 0;
            var state = json.RootElement.GetProperty("state").GetString();
            if (state != "running")
                return (state == "succeeded", body);
            await Task.Delay(Pause, cancel);
        }
    }
}
