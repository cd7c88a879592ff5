using System.Text.Json;
using YouthFunctions.Calls;
using YouthFunctions.Queues;

namespace YouthFunctions.Hosting;

/// <summary>The <c>function.json</c> files that the Azure Functions host reads, made from the table of functions.</summary>
public static class FunctionFiles
{
    /// <summary>The prefix of the settings that tell the host which account the queues are in. Not <c>Storage</c>, under which the host
    /// would find <c>AzureWebJobsStorage</c>, its own account.</summary>
    public const string QueueConnection = "Queues";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    /// <summary>Writes one folder a function into the app root.</summary>
    public static void Write(FunctionList functions, string appRoot)
    {
        foreach (var function in functions.Http)
            Write(appRoot, function.Name, new object[] { HttpTrigger(function), new { type = "http", direction = "out", name = "res" } });
        foreach (var function in functions.Timers)
            Write(appRoot, function.Name,
                [new { type = "timerTrigger", direction = "in", name = "timer", schedule = function.Schedule, useMonitor = true }]);
        foreach (var function in functions.Queues)
            Write(appRoot, function.Name,
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

    /// <summary>The methods as the host writes them; what answers GET answers HEAD.</summary>
    public static string[] HostMethods(HttpFunction function) =>
        function.Method == "GET" ? ["get", "head"] : [function.Method.ToLowerInvariant()];

    // Keys, roles and sub-trees are checked by the product's own pipeline, so the host lets every request through to it.
    private static object HttpTrigger(HttpFunction function) => new
    {
        type = "httpTrigger",
        direction = "in",
        name = "req",
        authLevel = "anonymous",
        methods = HostMethods(function),
        route = HostRoute(function),
    };

    private static void Write(string appRoot, string name, object[] bindings)
    {
        var folder = Directory.CreateDirectory(Path.Combine(appRoot, name));
        File.WriteAllText(Path.Combine(folder.FullName, "function.json"), JsonSerializer.Serialize(new { bindings }, Json));
    }
}
