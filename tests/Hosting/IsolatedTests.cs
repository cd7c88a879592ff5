using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using YouthFunctions.Calls;
using YouthFunctions.Catalog;
using YouthFunctions.Hosting;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Hosting;

/// <summary>The isolated worker's source, compiled here against the worker's public API as written down in the tests, since the
/// default build has none of its packages; and, where they are in the cache, against the packages themselves.</summary>
public sealed class IsolatedTests
{
    private const string Worker = "Microsoft.Azure.Functions.Worker";

    private static readonly string Folder = Path.Combine(TestMachine.RepositoryRoot, "functions", "isolated");

    [Fact]
    public void It_compiles_against_the_public_API()
    {
        var faults = Compile(WrittenDown()).GetDiagnostics().Where(fault => fault.Severity == DiagnosticSeverity.Error);
        Assert.Equal([], faults.Select(fault => fault.ToString()));
    }

    [SkippableFact]
    public void It_compiles_against_the_packages_so_the_API_is_written_down_rightly()
    {
        var packages = Packages();
        Skip.If(packages.Count == 0, "The worker's packages are not in the NuGet cache: restore functions/isolated.");
        var faults = Compile(packages).GetDiagnostics().Where(fault => fault.Severity == DiagnosticSeverity.Error);
        Assert.Equal([], faults.Select(fault => fault.ToString()));
    }

    [Fact]
    public void Each_HTTP_function_stands_in_it_with_the_tables_name_route_and_method()
    {
        var declared = Declared("HttpTriggerAttribute").ToDictionary(item => item.Name);
        var functions = FunctionTable.Http.Append(Dispatcher.Unrouted).ToArray();
        Assert.Equal(
            functions.Select(function => function.Name).Order(StringComparer.Ordinal), declared.Keys.Order(StringComparer.Ordinal));
        foreach (var function in functions)
        {
            var (method, trigger) = (declared[function.Name].Method, declared[function.Name].Trigger);
            Assert.Equal(0, trigger.ConstructorArguments[0].Value); // Anonymous: the pipeline asks for our keys
            Assert.Equal(FunctionFiles.HostMethods(function), trigger.ConstructorArguments[1].Values.Select(value => value.Value));
            Assert.Equal(FunctionFiles.HostRoute(function), trigger.NamedArguments.Single(argument => argument.Key == "Route").Value.Value);
            Assert.Equal(function.Name, Called(method, "Invoke"));
        }
    }

    [Fact]
    public void Each_timer_stands_in_it_with_the_tables_name_and_schedule()
    {
        var declared = Declared("TimerTriggerAttribute").ToDictionary(item => item.Name);
        Assert.Equal(
            FunctionTable.Timers.Select(timer => timer.Name).Order(StringComparer.Ordinal), declared.Keys.Order(StringComparer.Ordinal));
        foreach (var timer in FunctionTable.Timers)
        {
            var (method, trigger) = (declared[timer.Name].Method, declared[timer.Name].Trigger);
            Assert.Equal(FunctionFiles.HostSchedule(timer), trigger.ConstructorArguments[0].Value);
            var retry = method.GetAttributes().SingleOrDefault(attribute => attribute.AttributeClass?.Name == "FixedDelayRetryAttribute");
            Assert.Equal(timer.Retries, retry?.ConstructorArguments[0].Value ?? 0);
            Assert.Equal(true, trigger.NamedArguments.Single(argument => argument.Key == "UseMonitor").Value.Value);
            Assert.DoesNotContain(trigger.NamedArguments, argument => argument.Key == "RunOnStartup");
            Assert.Equal(timer.Name, Called(method, "RunAsync"));
            Assert.Contains(method.Parameters, parameter => parameter.Type.Name == "CancellationToken"); // the platform's word to end
        }
    }

    [Fact]
    public void Each_function_behind_a_queue_stands_in_it_with_the_settings_that_name_its_queue()
    {
        var declared = Declared("QueueTriggerAttribute").ToDictionary(item => item.Name);
        Assert.Equal(
            FunctionTable.Queues.Select(queue => queue.Name).Order(StringComparer.Ordinal), declared.Keys.Order(StringComparer.Ordinal));
        foreach (var queue in FunctionTable.Queues)
        {
            var (method, trigger) = (declared[queue.Name].Method, declared[queue.Name].Trigger);
            Assert.Equal($"%{queue.NameSetting}%", trigger.ConstructorArguments[0].Value);
            Assert.Equal(
                FunctionFiles.QueueConnection, trigger.NamedArguments.Single(argument => argument.Key == "Connection").Value.Value);
            Assert.Equal(queue.Name, Called(method, "ReceiveAsync"));
            Assert.Contains(method.Parameters, parameter => parameter.Type.Name == "CancellationToken");
        }
    }

    [Fact]
    public void The_host_files_try_messages_as_the_poller_does()
    {
        foreach (var folder in new[] { TestMachine.RepositoryRoot, Folder })
        {
            var file = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "host.json")))!;
            var queues = file["extensions"]!["queues"]!;
            Assert.Equal(QueueFunction.MaxTries, (int)queues["maxDequeueCount"]!);
            Assert.Equal(QueueFunction.MaxAtOnce, (int)queues["batchSize"]!);
            Assert.Equal(0, (int)queues["newBatchThreshold"]!);
            Assert.Equal(QueueFunction.RetryDelay.ToString("c"), (string?)queues["visibilityTimeout"]);
            Assert.Equal("base64", (string?)queues["messageEncoding"]);
        }
    }

    [Fact]
    public void The_files_are_as_the_command_writes_them()
    {
        foreach (var (name, text) in IsolatedSource.Files(FunctionTable.All))
            Assert.True(File.ReadAllText(Path.Combine(Folder, name)).ReplaceLineEndings("\n") == text.ReplaceLineEndings("\n"),
                $"{name} is not what the table makes of it: dotnet run --project functions -- write-isolated");
    }

    [Fact]
    public void Its_host_file_differs_from_the_custom_handlers_in_that_alone()
    {
        var custom = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(Path.Combine(TestMachine.RepositoryRoot, "host.json")))!
            .AsObject();
        var isolated = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "host.json")))!.AsObject();
        Assert.True(custom.Remove("customHandler"));
        Assert.True(custom.Remove("extensionBundle")); // the worker's build brings the extension of queues along
        Assert.Equal(custom.ToJsonString(), isolated.ToJsonString());
    }

    private static IEnumerable<(string Name, IMethodSymbol Method, AttributeData Trigger)> Declared(string trigger)
    {
        var compilation = Compile(WrittenDown());
        foreach (var type in compilation.Assembly.GlobalNamespace.GetNamespaceMembers().Single(space => space.Name == "YouthFunctions")
            .GetNamespaceMembers().Single(space => space.Name == "Isolated").GetTypeMembers())
            foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
                if (method.GetAttributes()
                    .FirstOrDefault(
                        attribute => attribute.AttributeClass?.ToDisplayString() == $"{Worker}.FunctionAttribute") is { } function
                    && method.Parameters.SelectMany(parameter => parameter.GetAttributes())
                        .FirstOrDefault(attribute => attribute.AttributeClass?.Name == trigger) is { } found)
                    yield return ((string)function.ConstructorArguments[0].Value!, method, found);
    }

    // The name with which a method's one line calls the host.
    private static string? Called(IMethodSymbol function, string method)
    {
        var syntax = (MethodDeclarationSyntax)function.DeclaringSyntaxReferences.Single().GetSyntax();
        var call = Assert.IsType<InvocationExpressionSyntax>(syntax.ExpressionBody?.Expression);
        Assert.Equal($"host.{method}", call.Expression.ToString());
        return (call.ArgumentList.Arguments[0].Expression as LiteralExpressionSyntax)?.Token.ValueText;
    }

    private static CSharpCompilation Compile(IEnumerable<MetadataReference> worker)
    {
        const string usings = "global using System; global using System.IO; global using System.Linq; global using System.Threading; "
            + "global using System.Threading.Tasks;";
        var sources = Directory.GetFiles(Folder, "*.cs").Select(path => (path, File.ReadAllText(path))).Append(("usings", usings));
        return CSharpCompilation.Create(
            "YouthFunctions.Isolated", sources.Select(source => CSharpSyntaxTree.ParseText(source.Item2, path: source.Item1)),
            [.. Platform, MetadataReference.CreateFromFile(typeof(FunctionTable).Assembly.Location), .. worker],
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static MetadataReference[] WrittenDown()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Hosting", "Data", "WorkerApi.txt"));
        var signatures = CSharpCompilation.Create(
            Worker, [CSharpSyntaxTree.ParseText(text)], Platform,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Equal(
            [], signatures.GetDiagnostics().Where(fault => fault.Severity == DiagnosticSeverity.Error).Select(fault => fault.ToString()));
        return [signatures.ToMetadataReference()];
    }

    private static List<MetadataReference> Packages()
    {
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string[] names = [Worker, $"{Worker}.Core", $"{Worker}.Extensions.Abstractions", $"{Worker}.Extensions.Http",
            $"{Worker}.Extensions.Http.AspNetCore", $"{Worker}.Extensions.Timer", $"{Worker}.Extensions.Storage.Queues",
            $"{Worker}.OpenTelemetry"];
        var files = names.Select(name => Path.Combine(cache, name.ToLowerInvariant())).Where(Directory.Exists)
            .Select(folder => Directory.GetFiles(
                folder, Path.GetFileName(folder) + ".dll",
                new EnumerationOptions { RecurseSubdirectories = true, MatchCasing = MatchCasing.CaseInsensitive })
                .Where(path => path.Contains($"{Path.DirectorySeparatorChar}lib{Path.DirectorySeparatorChar}net", StringComparison.Ordinal))
                .OrderDescending(StringComparer.Ordinal)
                .FirstOrDefault(
                    path => path.Contains("net8.0", StringComparison.Ordinal) || path.Contains("netstandard", StringComparison.Ordinal)))
            .OfType<string>().ToList();
        return files.Count == names.Length ? [.. files.Select(file => MetadataReference.CreateFromFile(file))] : [];
    }

    private static MetadataReference[] Platform { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var file
                && (file.StartsWith("System.", StringComparison.Ordinal)
                    || file.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal)
                    || file.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
                    || file.StartsWith("OpenTelemetry", StringComparison.Ordinal) || file is "netstandard.dll" or "mscorlib.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];
}
