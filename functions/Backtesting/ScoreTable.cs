using System.Globalization;
using Spectre.Console;
using YouthFunctions.Forecasting.Backtesting;

namespace YouthFunctions.Backtesting;

/// <summary>The readable table: the model beside the best simple candidate, by level and month.</summary>
internal static class ScoreTable
{
    public static void Write(IAnsiConsole console, IReadOnlyList<MonthScore> scores)
    {
        foreach (var level in scores.GroupBy(score => (score.Level, score.IsLeaf)).OrderBy(group => group.Key.Level)
            .ThenBy(group => group.Key.IsLeaf))
        {
            var table = new Table
            {
                Title = new TableTitle(
                    $"Level {level.Key.Level.ToString(CultureInfo.InvariantCulture)}{(level.Key.IsLeaf ? " (leaves)" : "")}"),
            };
            foreach (var head in (string[])["k", "n", "median APE", "best simple", "ratio", "wMAPE", "(simple)", "80 %", "95 %",
                "Winkler 80", "(simple)", "Brier", "(simple)", "AUC", "warned", "(simple)"])
                table.AddColumn(new TableColumn(head).RightAligned());
            foreach (var month in level.GroupBy(score => score.K))
                table.AddRow([.. Cells(month)]);
            console.Write(table);
            var methods = level.GroupBy(score => score.Method)
                .ToDictionary(group => group.Key, group => Scores.MonthsOfWarning(group, level.Key.IsLeaf, level.Key.Level, group.Key));
            var best = methods.Where(pair => pair.Key != Scores.Model).DefaultIfEmpty().MaxBy(pair => pair.Value);
            console.MarkupLineInterpolated(
                CultureInfo.InvariantCulture,
                $"Months of warning, of 11: {methods[Scores.Model]:0.00} (best simple: {best.Value:0.00}, {best.Key})");
        }
    }

    private static IEnumerable<string> Cells(IEnumerable<MonthScore> month)
    {
        var own = month.Single(score => score.Method == Scores.Model);
        var simple = month.Where(score => score.Method != Scores.Model).ToArray();
        double Least(Func<MonthScore, double> part) => simple.Min(part);
        return [
            own.K.ToString(CultureInfo.InvariantCulture), own.Count.ToString(CultureInfo.InvariantCulture),
            FormatShare(own.MedianApe), FormatShare(Least(score => score.MedianApe)),
            FormatShare(own.MedianApe / Least(score => score.MedianApe)),
            FormatShare(own.Wmape), FormatShare(Least(score => score.Wmape)), FormatShare(own.Coverage80),
            FormatShare(own.Coverage95),
            FormatShare(own.Winkler80), FormatShare(Least(score => score.Winkler80)), FormatShare(own.Brier),
            FormatShare(Least(score => score.Brier)),
            FormatShare(own.Auc), FormatShare(own.Warning), FormatShare(simple.Max(score => score.Warning))];
    }

    /// <summary>A share or ratio with three digits; "-" where there is none.</summary>
    internal static string FormatShare(double value) =>
        double.IsFinite(value) ? value.ToString("0.000", CultureInfo.InvariantCulture) : "-";
}
