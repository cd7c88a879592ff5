using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using YouthFunctions.Forecasting.Backtesting;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Training;

namespace YouthFunctions.Backtesting;

/// <summary>The command <c>backtest</c>: how would the forecast have done on someone's own data?</summary>
public static class BacktestCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        var data = TrialOptions.CreateData();
        var folder = new Option<string>("--out")
        {
            Description = "Folder for predictions.csv, scores.csv, coverage.csv and reliability.csv",
            Required = true,
        };
        var history = new Option<int?>("--history") { Description = "Use only so many years before each test year" };
        var ratio = new Option<double>("--target-ratio")
        {
            Description = "Target = last year's total times this",
            DefaultValueFactory = _ => 1.05,
        };
        var first = new Option<int?>("--first-test-year") { Description = "The first year to forecast" };
        var seed = TrialOptions.CreateSeed();
        var trainer = new Option<TreeTrainer>("--trainer")
        {
            Description = "Which library trains the trees",
            DefaultValueFactory = _ => TreeTrainer.FastTree,
        };
        var command = new Command("backtest", "Forecasts past years as if they were not known and scores the forecasts")
        {
            data,
            folder,
            history,
            ratio,
            first,
            seed,
            trainer,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(
            parsed.GetRequiredValue(data), parsed.GetRequiredValue(folder),
            new BacktestOptions(
                parsed.GetValue(history), parsed.GetValue(ratio), parsed.GetValue(first),
                new ForecastOptions(parsed.GetValue(seed), parsed.GetValue(trainer))),
            AnsiConsole.Console, cancellation)));
        return command;
    }

    /// <summary>Runs a back-test; 0 when it is done, 1 with a message when the data or options do not serve.</summary>
    public static int Run(string data, string folder, BacktestOptions options, IAnsiConsole console, CancellationToken cancellation)
    {
        try
        {
            if (options.History < 1)
                throw new ArgumentException("--history is 1 or more.");
            if (!(options.TargetRatio > 0) || !double.IsFinite(options.TargetRatio))
                throw new ArgumentException("--target-ratio is above 0.");
            var panel = PanelFile.Read(data);
            var years = Backtest.TestYears(panel, options);
            Directory.CreateDirectory(folder);
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"{panel.Series.Count} series, {panel.FirstYear}-{panel.LastYear}; test years {years[0]}-{years[^1]}");
            var scores = Replay(panel, folder, options, console, cancellation);
            var months = scores.Months();
            using (var file = ResultFiles.Create(folder, "scores.csv"))
                ResultFiles.WriteScores(file, months);
            using (var file = ResultFiles.Create(folder, "reliability.csv"))
                ResultFiles.WriteReliability(file, scores.Reliability());
            var coverage = scores.Coverage();
            using (var file = ResultFiles.Create(folder, "coverage.csv"))
                ResultFiles.WriteCoverage(file, coverage);
            ScoreTable.Write(console, months);
            CoverageTable.Write(console, coverage);
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

    private static Scores Replay(
        ForecastPanel panel, string folder, BacktestOptions options, IAnsiConsole console, CancellationToken cancellation)
    {
        var scores = new Scores();
        using var file = ResultFiles.Create(folder, "predictions.csv");
        ResultFiles.WritePredictionHeader(file);
        console.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask("back-test", maxValue: 1);
                foreach (var row in Backtest.Run(panel, options, new DirectProgress(task), cancellation))
                {
                    cancellation.ThrowIfCancellationRequested();
                    ResultFiles.WritePrediction(file, row);
                    scores.Add(row);
                }

                task.Value = 1;
            });
        return scores;
    }

    private sealed class DirectProgress(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.Value = value;
    }
}
