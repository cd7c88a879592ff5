using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using YouthFunctions.Forecasting.Backtesting;

namespace YouthFunctions.Backtesting;

/// <summary>The command <c>doubts</c>: which slips would intake have doubted in someone's own data, and how many right values?</summary>
public static class DoubtCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var data = TrialOptions.CreateData();
        var folder = new Option<string>("--out") { Description = "Folder for doubts.csv", Required = true };
        var first = new Option<int?>("--first-test-year")
        {
            Description = "The first year tried; three years after the data begin unless said",
        };
        var seed = TrialOptions.CreateSeed();
        var command = new Command(
            "doubts", "Injects slips into past values and counts which of them, and how many right values, are doubted")
        {
            data, folder, first, seed,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(
            parsed.GetRequiredValue(data), parsed.GetRequiredValue(folder), parsed.GetValue(first), parsed.GetValue(seed),
            AnsiConsole.Console, cancellation)));
        return command;
    }

    /// <summary>Runs the trial; 0 when it is done, 1 with a message when the data do not serve.</summary>
    public static int Run(string data, string folder, int? firstYear, int seed, IAnsiConsole console, CancellationToken cancellation)
    {
        try
        {
            var panel = PanelFile.Read(data);
            var scores = new DoubtTrial(panel, firstYear ?? (panel.FirstYear + 3), seed).Run(cancellation);
            if (scores.Count == 0)
                throw new ArgumentException(
                    $"no value from {(firstYear ?? (panel.FirstYear + 3)).ToString(CultureInfo.InvariantCulture)} on");
            Directory.CreateDirectory(folder);
            using (var file = ResultFiles.Create(folder, "doubts.csv"))
            {
                file.WriteLine("known,values_are,slip,values,doubted,share");
                foreach (var score in scores)
                    file.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{score.Known},{(score.IsRatio ? "ratios" : "flows")},{score.Kind},{score.Values},{score.Doubted},"
                            + $"{score.Share:0.0000}"));
            }

            Write(console, scores);
            return 0;
        }
        catch (Exception error) when (error is PanelFileException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            console.MarkupLineInterpolated($"[red]{data}: {error.Message}[/]");
            return 1;
        }
        catch (OperationCanceledException)
        {
            console.MarkupLine("[yellow]Stopped.[/]");
            return 130;
        }
    }

    private static void Write(IAnsiConsole console, IReadOnlyList<DoubtScore> scores)
    {
        var known = scores.Select(score => (score.IsRatio, score.Known)).Distinct().Order().ToArray();
        var table = new Table { Title = new TableTitle("Share of values doubted") };
        table.AddColumn("slip");
        foreach (var (isRatio, when) in known)
            table.AddColumn(new TableColumn($"{when}{(isRatio ? ", ratios" : "")}").RightAligned());
        foreach (var kind in scores.GroupBy(score => score.Kind).OrderBy(kind => kind.Key))
            table.AddRow([
                kind.Key == SlipKind.None ? "none: right" : kind.Key.ToString(),
                .. known.Select(item => kind.FirstOrDefault(score => (score.IsRatio, score.Known) == item) is { } score
                    ? score.Share.ToString(kind.Key == SlipKind.None ? "0.00 %" : "0 %", CultureInfo.InvariantCulture)
                    : "–")]);
        console.Write(table);
    }
}
