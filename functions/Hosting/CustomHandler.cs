using System.Text.Json;
using YouthFunctions.Calls;
using YouthFunctions.Jobs;

namespace YouthFunctions.Hosting;

/// <summary>
/// Speaks the Azure Functions host's protocol: HTTP functions are forwarded as they came; a timer is a
/// <c>POST /NAME</c> that must be answered by a JSON object, since an empty answer hangs the invocation.
/// </summary>
public sealed class CustomHandler(Dispatcher dispatcher, TimerRunner runner, FunctionList functions, IHostApplicationLifetime lifetime)
{
    private static readonly JsonSerializerOptions AsTheHostWrites = new();

    // The host puts these on whatever comes from outside, where anyone may write any other header: a request with one is no timer.
    private static readonly string[] HeadersOfClients =
        ["X-Forwarded-Host", "X-Forwarded-For", "X-Forwarded-Proto", "X-Original-For", "X-Original-Proto"];

    /// <summary>Answers a request of the host.</summary>
    public async Task AnswerAsync(HttpContext http)
    {
        var name = http.Request.Path.Value?.TrimStart('/') ?? "";
        var headers = http.Request.Headers;
        var timer = HttpMethods.IsPost(http.Request.Method) && headers.ContainsKey("X-Azure-Functions-InvocationId")
            && !HeadersOfClients.Any(headers.ContainsKey)
            ? functions.Timers.FirstOrDefault(timer => timer.Name == name)
            : null;
        if (timer is null)
            await dispatcher.DispatchAsync(http);
        else
            await AnswerTimerAsync(http, timer);
    }

    private async Task AnswerTimerAsync(HttpContext http, TimerFunction timer)
    {
        // The run goes on when the host gives up on the connection, but not when the process is asked to end.
        var result = await runner.RunAsync(timer, onDemand: false, lifetime.ApplicationStopping);
        http.Response.StatusCode = result.State switch
        {
            RunState.Failed => StatusCodes.Status500InternalServerError,
            RunState.Stopped => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status200OK,
        };
        await http.Response.WriteAsJsonAsync(
            new
            {
                Outputs = new { },
                Logs = new[] { $"{timer.Name}: {result.State}. {result.Outcome?.Summary ?? result.Error}" },
                ReturnValue = (string?)null,
            },
            AsTheHostWrites);
    }
}
