using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using Spectre.Console;
using YouthFunctions.Backtesting;
using YouthFunctions.Calls.Organisations;
using YouthFunctions.Catalog;
using YouthFunctions.Demo;
using YouthFunctions.Emulator;
using YouthFunctions.Hosting;
using YouthFunctions.Local;

namespace YouthFunctions.CommandLine;

/// <summary>The command line: serve (the default) and the commands beside it.</summary>
public static class Commands
{
    // Saving a large store takes longer than the two seconds that are usual.
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromMinutes(1);

    // A file has no width, and would be given that of the narrowest screen: tables of sixteen columns broke their figures apart.
    private const int WidthOfFile = 200;

    /// <summary>Does what the arguments say; the exit code.</summary>
    public static Task<int> RunAsync(string[] args)
    {
        var parsed = Root().Parse(args);
        if (parsed.Action is ParseErrorAction refusal)
            refusal.ShowHelp = false; // a screen of help hides the sentence; --help has it
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = WidthOfFile;
        var manner = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeToEnd };
        return CommandErrors.GuardAsync(() =>
        {
            // Before any command reads a code: what is one depends on it.
            if (parsed.GetValue(CommandOptions.Organisation) is { } folder)
                OrganisationFolder.Use(folder.FullName);
            return parsed.InvokeAsync(manner);
        });
    }

    /// <summary>The whole command line.</summary>
    public static RootCommand Root()
    {
        var root = new RootCommand(
            "Reporting and early warning for a nationwide youth organisation. Without a command: serves everything on this machine.")
        {
            CommandOptions.AsOf, CommandOptions.Port, CommandOptions.Folder, CommandOptions.Organisation,
        };
        root.Subcommands.Add(DemoCommand.Create());
        root.Subcommands.Add(RestoreCommand.Create());
        root.Subcommands.Add(CallCommand.Create());
        root.Subcommands.Add(CallCommand.CreateKey());
        root.Subcommands.Add(CreateKeyCommand.Create());
        root.Subcommands.Add(CreatePushKeysCommand.Create());
        root.Subcommands.Add(OpenYearCommand.Create());
        root.Subcommands.Add(WriteFunctions());
        root.Subcommands.Add(WriteIsolated());
        root.Subcommands.Add(BacktestCommand.Create());
        root.Subcommands.Add(DoubtCommand.Create());
        root.SetAction((parsed, cancel) => Serve.RunAsync(
            parsed.GetValue(CommandOptions.Port), parsed.GetValue(CommandOptions.AsOf), parsed.GetValue(CommandOptions.Folder)?.FullName,
            cancel));
        foreach (var command in root.Subcommands)
            command.Validators.Add(result => RejectUnknownArguments(root, command, result));
        return root;
    }

    // The parser takes options of the root before a command that knows nothing of them, and nobody would notice that they do nothing.
    private static void RejectUnknownArguments(RootCommand root, Command command, CommandResult result)
    {
        foreach (var option in root.Options.Where(option => !option.Recursive && !command.Options.Contains(option)))
            if (result.GetResult(option) is { Implicit: false })
                result.AddError($"'{option.Name}' is no option of '{command.Name}'.");
    }

    private static Command WriteFunctions()
    {
        var directory = new Option<DirectoryInfo>("--out") { Description = "The app root.", Required = true };
        var command = new Command(
            "write-functions", "Writes a function.json for each function, for the Azure Functions host; publishing does it.") { directory };
        command.SetAction(parsed => FunctionFiles.Write(FunctionTable.All, parsed.GetRequiredValue(directory).FullName));
        return command;
    }

    private static Command WriteIsolated()
    {
        var command = new Command("write-isolated", "Writes the functions of functions/isolated from the table of functions.");
        command.SetAction(_ => IsolatedSource.Write(
            FunctionTable.All,
            Path.Combine(Path.GetDirectoryName(LocalStorageOptions.LocalFolder(AppContext.BaseDirectory))!, "functions", "isolated")));
        return command;
    }
}
