using System.CommandLine;
using YouthFunctions.Local;

namespace YouthFunctions.Demo;

/// <summary>The command <c>demo</c>: plays a year of reports, or removes what it played.</summary>
public static class DemoCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var remove = new Option<bool>("--remove") { Description = "Removes everything that was simulated, and nothing else." };
        var command = new Command(
            "demo",
            "Plays a year's reports of 63 provinces and 696 districts (simulated, marked as such) through the HTTP API, forecasts and "
                + "exports.")
        {
            remove, CommandOptions.AsOf, CommandOptions.Folder,
        };
        command.SetAction((parsed, cancel) => parsed.GetValue(remove)
            ? DemoRun.RemoveAsync(cancel, parsed.GetValue(CommandOptions.Folder)?.FullName)
            : DemoRun.RunAsync(
                parsed.GetValue(CommandOptions.AsOf) ?? new DateOnly(2024, 9, 15), cancel,
                parsed.GetValue(CommandOptions.Folder)?.FullName));
        return command;
    }
}
