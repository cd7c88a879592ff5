using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using YouthFunctions.Calls;
using YouthFunctions.Hosting;
using YouthFunctions.Jobs;
using YouthFunctions.Queues;

namespace YouthFunctions.Isolated;

/// <summary>Leads each function of the worker to the one of the same name in the table, on the ways that all heads share.</summary>
public sealed class IsolatedHost(Dispatcher dispatcher, TimerRunner runner, QueueRunner queueRunner, FunctionList functions)
{
    /// <summary>The answer to a request, written by the pipeline once the worker asks for it.</summary>
    public IActionResult Invoke(string name, HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new PipelineResult(
            dispatcher, functions.Http.Append(Dispatcher.Unrouted).Single(function => function.Name == name));
    }

    /// <summary>Runs a timer; an exception is how the worker tells the host that an invocation failed.</summary>
    /// <param name="name">The timer.</param>
    /// <param name="isLate">Whether its time has passed (the app was down): the run is the same, since all work is by state.</param>
    /// <param name="cancel">Cancelled when the host drains the instance; the next run goes on.</param>
    /// <exception cref="InvalidOperationException">The run failed or was stopped.</exception>
    public async Task RunAsync(string name, bool isLate, CancellationToken cancel)
    {
        var result = await runner.RunAsync(functions.Timer(name), onDemand: false, cancel);
        if (result.State is RunState.Failed or RunState.Stopped)
            throw new InvalidOperationException($"{name}{(isLate ? ", late" : "")}: {result.State}. {result.Error}");
    }

    /// <summary>Works off a message of a queue; an exception is how the worker tells the host to deliver it again.</summary>
    /// <param name="name">The function.</param>
    /// <param name="message">The message's text.</param>
    /// <param name="cancel">Cancelled when the host drains the instance.</param>
    /// <exception cref="InvalidOperationException">It failed or was stopped.</exception>
    public async Task ReceiveAsync(string name, string message, CancellationToken cancel)
    {
        var result = await queueRunner.RunAsync(functions.Queue(name), message, cancel);
        if (result.State != RunState.Succeeded)
            throw new InvalidOperationException($"{name}: {result.State}. {result.Error}");
    }

    private sealed class PipelineResult(Dispatcher dispatcher, HttpFunction function) : IActionResult
    {
        public Task ExecuteResultAsync(ActionContext context) => dispatcher.RunAsync(function, context.HttpContext);
    }
}
