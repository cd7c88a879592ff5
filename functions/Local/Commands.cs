using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace YouthFunctions.Local;

/// <summary>The command line: serve (the default) and the commands beside it.</summary>
public static class Commands
{
    /// <summary>The day that the run takes for today.</summary>
    public static Option<DateOnly?> AsOf { get; } = new("--as-of")
    {
        Description = "The day to take for today, yyyy-MM-dd.",
        CustomParser = ReadDay,
    };

    private static readonly Option<int> Port = new("--port") { Description = "Where to listen on this machine.", DefaultValueFactory = _ => 7071 };

    private static readonly Option<DirectoryInfo?> Folder = new("--folder") { Description = "Where data and keys are kept; .local of this working copy when left out." };

    /// <summary>The whole command line.</summary>
    public static RootCommand Root()
    {
        var root = new RootCommand("Reporting and early warning for a nationwide youth organisation. Without a command: serves everything on this machine.") { AsOf, Port, Folder };
        root.Subcommands.Add(Demo.DemoCommand.Create());
        root.Subcommands.Add(Backups.RestoreCommand.Create(Folder));
        root.Subcommands.Add(CreateKeyCommand.Create());
        root.Subcommands.Add(WriteFunctions());
        root.Subcommands.Add(WriteIsolated());
        root.Subcommands.Add(Backtesting.BacktestCommand.Create());
        root.Subcommands.Add(Backtesting.DoubtCommand.Create());
        root.SetAction((parsed, cancel) => Guarded(() => Serve.RunAsync(parsed.GetValue(Port), parsed.GetValue(AsOf), parsed.GetValue(Folder)?.FullName, cancel)));
        return root;
    }

    /// <summary>Runs a command; what a person can mend is told in one sentence and not as a stack trace.</summary>
    internal static async Task<int> Guarded(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception error) when (error is Emulator.LocalStorageException or LocalRunException or Azure.Identity.AuthenticationFailedException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }
    }

    private static Command WriteFunctions()
    {
        var directory = new Option<DirectoryInfo>("--out") { Description = "The app root.", Required = true };
        var command = new Command("write-functions", "Writes a function.json for each function, for the Azure Functions host; publishing does it.") { directory };
        command.SetAction(parsed => Hosting.FunctionFiles.Write(parsed.GetRequiredValue(directory).FullName));
        return command;
    }

    private static Command WriteIsolated()
    {
        var command = new Command("write-isolated", "Writes the functions of functions/isolated from the table of functions.");
        command.SetAction(_ => Hosting.IsolatedSource.Write(
            Path.Combine(Path.GetDirectoryName(Emulator.LocalStorageOptions.LocalFolder(AppContext.BaseDirectory))!, "functions", "isolated")));
        return command;
    }

    private static DateOnly? ReadDay(ArgumentResult result)
    {
        if (DateOnly.TryParseExact(result.Tokens.Single().Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        result.AddError($"'{result.Tokens.Single().Value}' is not a day; write it as 2024-09-15.");
        return null;
    }
}

/// <summary>A local run cannot go on; the message says in one sentence what to do.</summary>
public sealed class LocalRunException(string message) : Exception(message);
