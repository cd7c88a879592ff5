namespace YouthFunctions.Tests.Hosting.Heads;

/// <summary>The two heads behind a host as they are deployed: published once a run from what was built, and removed at its
/// end.</summary>
internal static class PublishedHeads
{
    private static readonly Lazy<Task<string>> Custom = new(() => PublishAsync("functions"));
    private static readonly Lazy<Task<string>> Worker = new(() => PublishAsync("functions/isolated"));

    /// <summary>The custom handler's app root.</summary>
    public static Task<string> CustomHandlerAsync() => Custom.Value;

    /// <summary>The isolated worker's app root.</summary>
    public static Task<string> IsolatedAsync() => Worker.Value;

    private static async Task<string> PublishAsync(string project)
    {
        var appRoot = Directory.CreateTempSubdirectory("youthfunctions-head").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(appRoot, recursive: true);
        var configuration = AppContext.BaseDirectory.Contains("Release", StringComparison.Ordinal) ? "Release" : "Debug";
        await HandlerProcess.PublishProjectAsync(project, appRoot, "--no-build", "-c", configuration);
        return appRoot;
    }
}
