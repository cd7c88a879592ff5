using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace YouthFunctions.Emulator;

/// <summary>Node.js and its package manager, as found on the search path.</summary>
internal sealed class NodeTools
{
    /// <summary>The oldest major version of Node.js that runs the emulator.</summary>
    public const int OldestNode = 20;

    private readonly string _node;
    private readonly string _searchPath;

    private NodeTools(string node, string searchPath) => (_node, _searchPath) = (node, searchPath);

    /// <exception cref="LocalStorageException">There is no Node.js, or it is too old.</exception>
    public static async Task<NodeTools> FindAsync(string searchPath, CancellationToken cancellationToken)
    {
        var node = Find("node", searchPath) ?? throw new LocalStorageException(
            $"Node.js was not found on the PATH: install Node.js {OldestNode} or later from https://nodejs.org and start again.");
        var tools = new NodeTools(node, searchPath);
        var (_, output) = await RunAsync(tools.Node("--version"), cancellationToken);
        var version = output.Trim();
        if (!int.TryParse(version.TrimStart('v').Split('.')[0], CultureInfo.InvariantCulture, out var major) || major < OldestNode)
            throw new LocalStorageException(
                $"Node.js {OldestNode} or later is needed and {node} answers '{version}': install a newer one from https://nodejs.org and "
                    + "start again.");
        return tools;
    }

    /// <summary>How to run <c>node</c>, with all three streams in the caller's hands.</summary>
    public ProcessStartInfo Node(params IEnumerable<string> arguments) => Start(_node, arguments);

    /// <summary>How to run <c>npm</c>.</summary>
    /// <exception cref="LocalStorageException">There is none.</exception>
    public ProcessStartInfo Npm(params IEnumerable<string> arguments) =>
        Start(
            Find("npm", _searchPath) ?? throw new LocalStorageException(
                "npm was not found on the PATH: install it (it comes with Node.js from https://nodejs.org) and start again."),
            arguments);

    /// <summary>Runs to the end and gives the exit code and everything printed; cancelled, it is ended.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        using var process = Open(start);
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>Starts a program that was found.</summary>
    /// <exception cref="LocalStorageException">The system refuses to run it.</exception>
    public static Process Open(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new LocalStorageException(
                $"{start.FileName} cannot be run ({error.Message}): install Node.js {OldestNode} or later from https://nodejs.org and "
                    + "start again.", error);
        }
    }

    private static string? Find(string name, string searchPath)
    {
        string[] names = OperatingSystem.IsWindows() ? [name + ".exe", name + ".cmd"] : [name];
        return searchPath.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(file => Path.Combine(folder, file)))
            .FirstOrDefault(File.Exists);
    }

    private ProcessStartInfo Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        // npm is itself a script that looks for node.
        start.Environment["PATH"] = _searchPath;
        return start;
    }
}
