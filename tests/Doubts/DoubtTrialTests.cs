using Spectre.Console;
using YouthFunctions.Backtesting;
using YouthFunctions.Forecasting.Backtesting;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Tests.Forecasting;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Doubts;

public sealed class DoubtTrialTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("doubts").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    [Trait("Category", "siege")]
    public void On_a_made_up_panel_right_values_are_hardly_doubted_and_gross_slips_nearly_always()
    {
        var scores = new DoubtTrial(new ForecastPanel(SyntheticPanel.Make(4, 12, 2010, 6, seed: 5)), 2013, seed: 1)
            .Run(CancellationToken.None);
        AssertEach.All(scores.Where(score => score.Kind == SlipKind.None), score => Assert.True(score.Share <= 0.005, $"{score}"));
        AssertEach.All(scores.Where(score => score is { Kind: SlipKind.Times1000 }), score => Assert.True(score.Share >= 0.85, $"{score}"));
        AssertEach.All(
            scores.Where(score => score is { Kind: SlipKind.Times100, Known: >= KnownBefore.SecondYear }),
            score => Assert.True(score.Share >= 0.9, $"{score}"));
        AssertEach.All(
            scores.Where(score => score is { Kind: SlipKind.PartsExchanged }), score => Assert.Equal(score.Values, score.Doubted));
        Assert.Equal(
            scores,
            new DoubtTrial(new ForecastPanel(SyntheticPanel.Make(4, 12, 2010, 6, seed: 5)), 2013, seed: 1).Run(CancellationToken.None));
    }

    [Fact]
    public void The_command_writes_a_line_for_each_slip_and_names_a_file_that_is_no_panel()
    {
        var data = Path.Combine(_folder, "panel.csv");
        File.WriteAllLines(data, SyntheticPanel.Make(1, 3, 2010, 5, seed: 2)
            .SelectMany(series =>
                Analytics.Values.Month.OfYear(2010).SelectMany(month => Enumerable.Range(0, 5).Select(year => month.Plus(12 * year)))
                    .Select(month =>
                        FormattableString.Invariant($"{series.Id},all,r0,trees,{month.Year},{month.Number},{series.Values[month]}")))
            .Prepend("series_id,h1,h2,indicator,year,month,value"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(TextWriter.Null) });

        Assert.Equal(0, DoubtCommand.Run(data, _folder, null, 1, console, CancellationToken.None));
        var lines = File.ReadAllLines(Path.Combine(_folder, "doubts.csv"));
        Assert.Equal("known,values_are,slip,values,doubted,share", lines[0]);
        Assert.Contains(lines, line => line.StartsWith("SecondYear,flows,Times1000,", StringComparison.Ordinal));
        Assert.Equal(1, DoubtCommand.Run(Path.Combine(_folder, "none.csv"), _folder, null, 1, console, CancellationToken.None));
    }
}
