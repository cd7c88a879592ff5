using System.CommandLine;
using System.CommandLine.Parsing;
using YouthFunctions.Local;

namespace YouthFunctions.Demo;

/// <summary>The command <c>demo</c>: plays a year of reports, or removes what it played.</summary>
public static class DemoCommand
{
    private static readonly DateOnly UsualUntil = new(2024, 9, 15);

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var remove = new Option<bool>("--remove") { Description = "Removes everything that was simulated, and nothing else." };
        var until = new Option<DateOnly?>("--until")
        {
            Description = "The last day that is played, 2024-02-06 to 2025-02-28; 2024-09-15 when left out.",
            CustomParser = ReadUntil,
        };
        var seed = new Option<int?>("--seed") { Description = "Another country: everything random derives from it." };
        var fast = new Option<bool>("--fast") { Description = "Makes the last forecast only, not those of the months before." };
        var port = new Option<int>("--port")
        {
            Description = "Where the run listens on this machine meanwhile; any free port when left out.",
            CustomParser = CommandOptions.ReadPort,
        };
        var command = new Command(
            "demo",
            "Plays a year of 63 provinces and 696 districts (simulated, marked as such) through the HTTP API, week by week: reports, "
                + "forecasts and briefs as they would have been; and tells which warnings came true.")
        {
            remove, until, seed, fast, port, CommandOptions.AsOf, CommandOptions.Folder,
        };
        command.SetAction((parsed, cancel) => OrganisationFolder.IsOther
            ? throw new LocalRunException("The demo plays a year of the shipped organisation: leave --organisation out.")
            : parsed.GetValue(remove)
            ? DemoRun.RemoveAsync(cancel, parsed.GetValue(CommandOptions.Folder)?.FullName)
            : DemoRun.RunAsync(
                new DemoOptions(
                    parsed.GetValue(until) ?? parsed.GetValue(CommandOptions.AsOf) ?? UsualUntil,
                    parsed.GetValue(CommandOptions.Folder)?.FullName, parsed.GetValue(port), parsed.GetValue(seed), parsed.GetValue(fast)),
                cancel));
        return command;
    }

    private static DateOnly? ReadUntil(ArgumentResult result)
    {
        var day = CommandOptions.ReadDay(result);
        if (day < DemoRun.FirstDay || day > DemoRun.LastDay)
            result.AddError(DemoRun.Range);
        return day;
    }
}
