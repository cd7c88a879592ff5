using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using YouthFunctions.Calls;
using YouthFunctions.Hosting;
using YouthFunctions.Jobs;

namespace YouthFunctions.Isolated;

/// <summary>Leads each function of the worker to the one of the same name in the table, on the ways that all heads share.</summary>
public sealed class IsolatedHost(Dispatcher dispatcher, TimerRunner runner, FunctionList functions)
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

    private sealed class PipelineResult(Dispatcher dispatcher, HttpFunction function) : IActionResult
    {
        public Task ExecuteResultAsync(ActionContext context) => dispatcher.RunAsync(function, context.HttpContext);
    }
}
