using System.Diagnostics;
using System.Text;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Form;

/// <summary>Runs a script of the report page under Node, a line of input to a line of output.</summary>
internal static class NodeScript
{
    /// <summary>Where the page's scripts lie.</summary>
    public static string Scripts { get; } = Path.Combine(TestMachine.RepositoryRoot, "functions", "Pages", "Scripts");

    /// <summary>The lines that a script writes for the lines that it reads.</summary>
    /// <param name="arguments">Of node: options, a script and its arguments.</param>
    /// <param name="lines">What it reads.</param>
    public static async Task<string[]> RunAsync(string[] arguments, IEnumerable<string> lines)
    {
        var start = new ProcessStartInfo("node", ["--experimental-default-type=module", "--no-warnings", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var node = Process.Start(start) ?? throw new InvalidOperationException("Node does not start.");
        var (output, errors) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        foreach (var line in lines)
            await node.StandardInput.WriteLineAsync(line);
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await errors);
        return (await output).Split('\n', StringSplitOptions.None)[..^1];
    }
}
