using System.Globalization;
using System.Net;
using System.Text;
using YouthFunctions.Catalog;

namespace YouthFunctions.Hosting;

/// <summary>The source of the isolated worker's functions, made from the table of functions: the worker's SDK reads attributes at
/// build time, so each function must stand in source with its own.</summary>
public static class IsolatedSource
{
    private const string Head =
        """
        // Written from FunctionTable.cs by: dotnet run --project functions -- write-isolated
        // A test holds it to the table; change the table, and write it again.

        """;

    /// <summary>The files by name.</summary>
    public static IReadOnlyDictionary<string, string> Files() => new Dictionary<string, string>
    {
        ["HttpFunctions.cs"] = Http(),
        ["TimerFunctions.cs"] = Timers(),
    };

    /// <summary>Writes the files into a folder.</summary>
    public static void Write(string folder)
    {
        foreach (var (name, text) in Files())
            File.WriteAllText(Path.Combine(folder, name), text);
    }

    private static string Http()
    {
        var text = new StringBuilder(Head).Append(
            """
            using Microsoft.AspNetCore.Http;
            using Microsoft.AspNetCore.Mvc;
            using Microsoft.Azure.Functions.Worker;

            namespace YouthFunctions.Isolated;

            /// <summary>The functions behind routes. The worker's host asks for no key: the pipeline does, as on every head.</summary>
            public sealed class HttpFunctions(IsolatedHead head)
            {

            """);
        foreach (var function in FunctionTable.Http)
        {
            var methods = FunctionFiles.HostMethods(function).Select(method => $"\"{method}\"");
            text.Append(CultureInfo.InvariantCulture,
                $$"""
                    /// <summary><c>{{function.Method}} /{{WebUtility.HtmlEncode(function.Route)}}</c></summary>
                    [Function("{{function.Name}}")]
                    public IActionResult {{function.Name}}([HttpTrigger(AuthorizationLevel.Anonymous, {{string.Join(", ", methods)}}, Route = "{{FunctionFiles.HostRoute(function)}}")] HttpRequest request) =>
                        head.Answer("{{function.Name}}", request);


                """);
        }

        return Closed(text);
    }

    private static string Timers()
    {
        var text = new StringBuilder(Head).Append(
            """
            using Microsoft.Azure.Functions.Worker;

            namespace YouthFunctions.Isolated;

            /// <summary>The functions behind schedules (UTC).</summary>
            public sealed class TimerFunctions(IsolatedHead head)
            {

            """);
        foreach (var function in FunctionTable.Timers)
        {
            text.Append(CultureInfo.InvariantCulture,
                $$"""
                    /// <summary><c>{{function.Schedule}}</c></summary>
                    [Function("{{function.Name}}")]
                    public Task {{function.Name}}([TimerTrigger("{{function.Schedule}}", UseMonitor = true)] TimerInfo timer, CancellationToken cancel) =>
                        head.RunAsync("{{function.Name}}", timer.IsPastDue, cancel);


                """);
        }

        return Closed(text);
    }

    private static string Closed(StringBuilder text) => text.ToString().TrimEnd() + "\n}\n";
}
