using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Spectre.Console;
using YouthFunctions.Backtesting;
using YouthFunctions.Forecasting.Backtesting;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Training;
using YouthFunctions.Tests.House;

namespace YouthFunctions.Tests.Backtesting;

public sealed class BacktestCommandTests : IDisposable
{
    private const string Head = "series_id,h1,h2,h3,h4,indicator,year,month,value";
    private readonly string _folder = Directory.CreateTempSubdirectory("backtest").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("a,all,,,,trees,2010,1,ten", 2, "value 'ten'")]
    [InlineData("a,all,,,,trees,2010,1,-1", 2, "value '-1'")]
    [InlineData("a,all,,,,trees,2010,13,1", 2, "month '13'")]
    [InlineData("a,all,,,,trees,x,1,1", 2, "year 'x'")]
    [InlineData("a,all,,,,trees,2010,1,1\na,all,,,,trees,2010,1,2", 3, "stands twice")]
    [InlineData("a,all,,,,trees,2010,1,1\na,other,,,,trees,2010,2,2", 3, "differ")]
    [InlineData("a,all,,,,trees,2010,1,1\nb,all", 3, "fields")]
    [InlineData(",all,,,,trees,2010,1,1", 2, "series_id")]
    [InlineData("", 2, "no data")]
    public void A_bad_file_names_the_line(string lines, long line, string what)
    {
        var error = Assert.Throws<PanelFileException>(() => Read($"{Head}\n{lines}\n"));
        Assert.Equal(line, error.Line);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_column_is_named() =>
        Assert.Contains(
            "'value'", Assert.Throws<PanelFileException>(() => Read("series_id,indicator,year,month\na,b,2010,1\n")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Quotes_a_byte_order_mark_gaps_and_uneven_labels_are_read()
    {
        var panel = Read("\uFEFF\"series_id\",\"h1\",\"h2\",\"h3\",\"h4\",\"indicator\",\"year\",\"month\",\"value\"\r\n\"a, "
            + "\"\"b\"\"\",\"all\",\"\",\"\",\"\",\"x\",2010,1,1.5\r\nc,all,north,far,,x,2010,3,\r\nc,all,north,far,,x,2010,4,2e3\r\n");
        Assert.Equal(["a, \"b\"", "c"], panel.Series.Select(series => series.Id));
        Assert.Equal(["all", "north", "far"], panel.Series[1].Labels);
        Assert.Null(panel.Series[1].Values[new(2010, 3)]);
        Assert.Equal(2000, panel.Series[1].Values[new(2010, 4)]);
    }

    [Fact]
    public async Task Tables_in_a_file_are_as_wide_as_their_figures()
    {
        var (code, said) = await LocalApp.RunAsync(
            new Dictionary<string, string>(), "backtest", "--data", Gzip(Panel()), "--out", Path.Combine(_folder, "out"), "--trainer",
            nameof(TreeTrainer.None));
        Assert.Equal(0, code);
        var row = said.Split('\n').First(line => Regex.IsMatch(line, @"^│\s+7 │"));
        Assert.Matches(@"^│\s+7 │\s+\d+ (│\s+(\d+\.\d{3}|-) ){14}", row);
    }

    [Fact]
    public void The_command_writes_predictions_that_add_up_and_scores()
    {
        var (code, text) = Run(Gzip(Panel()), new BacktestOptions(Training: new ForecastOptions(1, TreeTrainer.None)));
        Assert.Equal(0, code);
        Assert.Contains("Months of warning", text, StringComparison.Ordinal);
        var lines = File.ReadAllLines(Path.Combine(_folder, "out", "predictions.csv"));
        Assert.StartsWith(
            "node,indicator,level,year,k,point,q025,q10,q50,q90,q975,p_meet,run_rate,same_rest,chain_ladder,simple_median,", lines[0],
            StringComparison.Ordinal);
        var rows = lines.Skip(1).Select(line => line.Split(',')).ToArray();
        Assert.Equal(3 * 11 * 3, rows.Length);
        foreach (var origin in rows.GroupBy(row => (row[3], row[4])))
        {
            var level = origin.ToLookup(row => row[2], row => double.Parse(row[5], CultureInfo.InvariantCulture));
            Assert.Equal(level["0"].Sum(), level["1"].Sum(), 1e-6);
        }

        Assert.True(File.ReadAllLines(Path.Combine(_folder, "out", "scores.csv")).Length > 100);
        Assert.True(File.Exists(Path.Combine(_folder, "out", "reliability.csv")));
    }

    [Fact]
    public void What_cannot_be_done_is_said_and_the_exit_code_is_not_zero()
    {
        Assert.Equal(1, Run(Path.Combine(_folder, "missing.csv"), new BacktestOptions()).Code);
        Assert.Contains("1 or more", Run(Gzip(Panel()), new BacktestOptions(History: 0)).Text, StringComparison.Ordinal);
        Assert.Contains(
            "first test year is 2040", Run(Gzip(Panel()), new BacktestOptions(FirstTestYear: 2040)).Text, StringComparison.Ordinal);
        Assert.NotEmpty(BacktestCommand.Create().Parse(["--data", "x"]).Errors);
    }

    private static ForecastPanel Read(string text) => PanelFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static string Panel()
    {
        var text = new StringBuilder(Head).Append('\n');
        foreach (var id in (string[])["a", "b"])
        {
            for (var month = 0; month < 60; month++)
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{id},all,,,,trees,{2010 + (month / 12)},{1 + (month % 12)},{(month * 7 % 11) + id[0] - 'a'}\n");
        }

        return text.ToString();
    }

    private string Gzip(string text)
    {
        var path = Path.Combine(_folder, "panel.csv.gz");
        using var file = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        file.Write(Encoding.UTF8.GetBytes(text));
        return path;
    }

    private (int Code, string Text) Run(string data, BacktestOptions options)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings { Ansi = AnsiSupport.No, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(text) });
        var code = BacktestCommand.Run(data, Path.Combine(_folder, "out"), options, console, CancellationToken.None);
        return (code, text.ToString().ReplaceLineEndings(" "));
    }
}
