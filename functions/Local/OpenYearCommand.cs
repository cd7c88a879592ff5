using System.CommandLine;
using System.Globalization;
using System.Net.Http.Json;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Plan.Editing;

namespace YouthFunctions.Local;

/// <summary>The command <c>open-year</c>: a year without a plan takes no reports; this makes its plan of the last one.</summary>
public static class OpenYearCommand
{
    /// <summary>The line that opens a year, as the local run offers it.</summary>
    public static string Line(int year) => string.Create(
        CultureInfo.InvariantCulture, $"dotnet run --project functions -- open-year {year}{LocalFolders.Arguments}");

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var year = new Argument<int>("year") { Description = "The year, such as 2026" };
        var vietnamese = new Option<string?>("--theme") { Description = "The year's theme in Vietnamese; asked for when left out" };
        var english = new Option<string?>("--theme-english") { Description = "The theme in English; asked for when left out" };
        var source = new Option<string?>("--source") { Description = "Document and date of the plan; asked for when left out" };
        var targets = new Option<string?>("--targets")
        {
            Description = "carried: targets of units as the year before (default); divided: the national ones divided anew",
        };
        var from = new Option<int?>("--from") { Description = "The year whose plan it is made of; the latest one when left out" };
        var publish = new Option<bool>("--publish") { Description = "Publish it; else it is kept as a draft. Alone: publish the draft" };
        var command = new Command(
            "open-year", "Opens a year: makes its plan of the last one, as a draft, and publishes it with --publish")
        {
            year, vietnamese, english, source, targets, from, publish, ApiTarget.Url, ApiTarget.KeyOption, CommandOptions.Port,
            CommandOptions.Folder,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var target = await ApiTarget.ReadAsync(parsed, "administrator", cancel);
            var wanted = new OpenYearRequest(
                Theme(parsed.GetValue(vietnamese), parsed.GetValue(english)), parsed.GetValue(source), parsed.GetValue(targets),
                parsed.GetValue(from), parsed.GetValue(publish));
            if (wanted.DescribesDraft || !wanted.Publish)
                wanted = wanted with
                {
                    Theme = new Text(
                        Ask(wanted.Theme?.Vietnamese, "Theme of the year, in Vietnamese"),
                        Ask(wanted.Theme?.English, "Theme of the year, in English")),
                    Source = Ask(wanted.Source, "Source: document and its date"),
                };
            return await target.SendAsync(
                HttpMethod.Post, string.Create(CultureInfo.InvariantCulture, $"api/plans/{parsed.GetValue(year)}/open"),
                JsonContent.Create(wanted, options: WireJson.Options), null, cancel);
        });
        return command;
    }

    private static Text? Theme(string? vietnamese, string? english) =>
        vietnamese is null && english is null ? null : new Text(vietnamese ?? "", english ?? "");

    // A script is not asked: what is missing is a fault of the answer.
    private static string Ask(string? given, string question)
    {
        if (given is { Length: > 0 } || Console.IsInputRedirected)
            return given ?? "";
        Console.Write($"{question}: ");
        return Console.ReadLine()?.Trim() ?? "";
    }
}
