using System.Text.Json;
using YouthFunctions.Calls;
using YouthFunctions.Jobs;
using YouthFunctions.Queues;

namespace YouthFunctions.Hosting;

/// <summary>
/// Speaks the Azure Functions host's protocol: HTTP functions are forwarded as they came; a timer or a
/// message of a queue is a <c>POST /NAME</c> that must be answered by a JSON object, since an empty answer hangs the invocation.
/// </summary>
public sealed class CustomHandler(
    Dispatcher dispatcher, TimerRunner runner, QueueRunner queueRunner, FunctionList functions, IHostApplicationLifetime lifetime)
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
        var isInvocation = HttpMethods.IsPost(http.Request.Method) && headers.ContainsKey("X-Azure-Functions-InvocationId")
            && !HeadersOfClients.Any(headers.ContainsKey);
        if (isInvocation && functions.Timers.FirstOrDefault(timer => timer.Name == name) is { } timer)
            await AnswerTimerAsync(http, timer);
        else if (isInvocation && functions.Queues.FirstOrDefault(queue => queue.Name == name) is { } queue)
            await AnswerMessageAsync(http, queue);
        else
            await dispatcher.DispatchAsync(http);
    }

    private async Task AnswerTimerAsync(HttpContext http, TimerFunction timer)
    {
        // The run goes on when the host gives up on the connection, but not when the process is asked to end.
        var result = await runner.RunAsync(timer, onDemand: false, lifetime.ApplicationStopping);
        await AnswerAsync(http, result.State, $"{timer.Name}: {result.State}. {result.Outcome?.Summary ?? result.Error}");
    }

    private async Task AnswerMessageAsync(HttpContext http, QueueFunction function)
    {
        string message;
        try
        {
            message = HostMessage.Read(await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body));
        }
        catch (JsonException error)
        {
            await AnswerAsync(http, RunState.Failed, $"{function.Name}: {error.Message}");
            return;
        }

        var result = await queueRunner.RunAsync(function, message, lifetime.ApplicationStopping);
        await AnswerAsync(http, result.State, $"{function.Name}: {result.State}. {result.Error}");
    }

    private static Task AnswerAsync(HttpContext http, RunState state, string log)
    {
        http.Response.StatusCode = state switch
        {
            RunState.Failed => StatusCodes.Status500InternalServerError,
            RunState.Stopped => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status200OK,
        };
        return http.Response.WriteAsJsonAsync(
            new { Outputs = new { }, Logs = new[] { log }, ReturnValue = (string?)null }, AsTheHostWrites);
    }
}
