using System.Globalization;
using Spectre.Console;
using YouthFunctions.Forecasting.Backtesting;

namespace YouthFunctions.Backtesting;

/// <summary>The readable table of how often intervals held, by year and in hard groups of series; leaves only.</summary>
internal static class CoverageTable
{
    public static void Write(IAnsiConsole console, IReadOnlyList<CoverageGroup> groups)
    {
        var table = new Table { Title = new TableTitle("Intervals by year and group (leaves, all months)") };
        foreach (var head in (string[])["group", "n", "80 %", "95 %", "below 80 %", "median APE"])
            table.AddColumn(new TableColumn(head).RightAligned());
        foreach (var group in groups.Where(group => group.IsLeaf))
        {
            table.AddRow(
                [group.Group, group.Count.ToString(CultureInfo.InvariantCulture),
                    .. new[] { group.Coverage80, group.Coverage95, group.Below80, group.MedianApe }.Select(ScoreTable.FormatShare)]);
        }

        console.Write(table);
    }
}
