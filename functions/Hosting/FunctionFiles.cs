using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using YouthFunctions.Calls;
using YouthFunctions.Queues;

namespace YouthFunctions.Hosting;

/// <summary>The <c>function.json</c> files that the Azure Functions host reads, made from the table of functions.</summary>
public static class FunctionFiles
{
    /// <summary>The prefix of the settings that tell the host which account the queues are in. Not <c>Storage</c>, under which the host
    /// would find <c>AzureWebJobsStorage</c>, its own account.</summary>
    public const string QueueConnection = "Queues";

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Writes one folder a function into the app root.</summary>
    public static void Write(FunctionList functions, string appRoot)
    {
        foreach (var function in functions.Http.Append(Dispatcher.Unrouted))
            Write(appRoot, function.Name, new object[] { HttpTrigger(function), new { type = "http", direction = "out", name = "res" } });
        foreach (var function in functions.Timers)
            Write(
                appRoot, function.Name,
                [new { type = "timerTrigger", direction = "in", name = "timer", schedule = HostSchedule(function), useMonitor = true }],
                function.Retries == 0 ? null : new
                {
                    strategy = "fixedDelay",
                    maxRetryCount = function.Retries,
                    delayInterval = TimerFunction.RetryDelay.ToString("c", CultureInfo.InvariantCulture),
                });
        foreach (var function in functions.Queues)
            Write(
                appRoot, function.Name,
                [new
                {
                    type = "queueTrigger",
                    direction = "in",
                    name = HostMessage.Binding,
                    queueName = $"%{function.NameSetting}%",
                    connection = QueueConnection,
                }]);
    }

    /// <summary>A route as the host writes it. An empty route would become the function's name there: an optional
    /// parameter that can only be empty stands for the root.</summary>
    public static string HostRoute(HttpFunction function) => function.Route.Length == 0 ? "{home:maxlength(0)?}" : function.Route;

    /// <summary>A schedule as the host writes it: the app setting that holds it, which the Bicep sets.</summary>
    public static string HostSchedule(TimerFunction function) => $"%{function.ScheduleSetting}%";

    /// <summary>The methods as the host writes them; what answers GET answers HEAD. None at all are all of them to the host.</summary>
    public static string[] HostMethods(HttpFunction function) => function.Method switch
    {
        "" => [],
        "GET" => ["get", "head"],
        _ => [function.Method.ToLowerInvariant()],
    };

    // Keys, roles and sub-trees are checked by the product's own pipeline, so the host lets every request through to it.
    private static object HttpTrigger(HttpFunction function) => new
    {
        type = "httpTrigger",
        direction = "in",
        name = "req",
        authLevel = "anonymous",
        methods = HostMethods(function) is { Length: > 0 } methods ? methods : null,
        route = HostRoute(function),
    };

    private static void Write(string appRoot, string name, object[] bindings, object? retry = null)
    {
        var folder = Directory.CreateDirectory(Path.Combine(appRoot, name));
        File.WriteAllText(Path.Combine(folder.FullName, "function.json"), JsonSerializer.Serialize(new { bindings, retry }, Json));
    }
}
