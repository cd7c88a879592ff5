using System.Diagnostics;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using YouthFunctions.Storage;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Hosting;

/// <summary>The program published for Linux, in a root that holds it and the libraries that tests/Hosting/bare-root.sh copies, and
/// nothing else: no .NET, no libgomp, no shell.</summary>
public sealed class BareRootTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [SkippableFact]
    [Trait("Category", "siege")]
    public async Task It_is_compiled_ahead_and_answers_where_there_is_neither_dotnet_nor_libgomp()
    {
        Skip.IfNot(
            OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.X64,
            "It is published for linux-x64.");
        Skip.IfNot(await RunAsync("unshare", "--mount", "--map-root-user", "true") == 0, "unshare(1) may not make a root of its own here.");
        var folder = Directory.CreateTempSubdirectory("youthfunctions-bare");
        try
        {
            var root = folder.CreateSubdirectory("root").FullName;
            var appRoot = Path.Combine(root, "app");
            await HandlerProcess.PublishAsync(appRoot, "-c", "Release", "-r", "linux-x64");
            var script = Path.Combine(TestMachine.RepositoryRoot, "tests", "Hosting", "bare-root.sh");
            Assert.Equal(0, await RunAsync("bash", script, "make", root));
            Assert.DoesNotContain(Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories), file =>
                Path.GetFileName(file) is "dotnet" or "sh" or "bash"
                    || Path.GetFileName(file).StartsWith("libgomp", StringComparison.Ordinal));

            var prefix = StorageFixture.NewPrefix();
            await Store.FromConnectionString(storage.ConnectionString, prefix).CreateMissingAsync(CancellationToken.None);
            var settings = new Dictionary<string, string>
            {
                ["Storage__ConnectionString"] = storage.ConnectionString,
                ["Storage__Prefix"] = prefix,
                ["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin",
            };
            using (var program = File.OpenRead(Path.Combine(appRoot, "YouthFunctions.dll")))
                Assert.True(new PEHeaders(program).CorHeader!.ManagedNativeHeaderDirectory.Size > 0, "It would be compiled at each start.");
            using var handler = await HandlerProcess.StartAsync(
                ["bash", script, "run", root, "/app/YouthFunctions"], appRoot, settings, isBare: true);
            using var health = await handler.Host.GetAsync(new Uri("/api/health", UriKind.Relative));
            Assert.True(health.IsSuccessStatusCode, health.StatusCode.ToString());
            using var timer = await handler.Host.SendAsync(HandlerProcess.TimerCall("RollUp", "{}"));
            Assert.True(timer.IsSuccessStatusCode, timer.StatusCode.ToString());
            Assert.Contains("RollUp: Succeeded", await timer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }
}
