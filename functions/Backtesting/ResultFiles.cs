using System.Globalization;
using System.Text;
using YouthFunctions.Forecasting.Backtesting;

namespace YouthFunctions.Backtesting;

/// <summary>Writes the files of a back-test: UTF-8, comma, line feed, numbers that read back exactly.</summary>
internal static class ResultFiles
{
    public static StreamWriter Create(string folder, string name) =>
        new(Path.Combine(folder, name), append: false, new UTF8Encoding(false)) { NewLine = "\n" };

    public static void WritePredictionHeader(TextWriter file) => file.WriteLine(
        "node,indicator,level,year,k,point,q025,q10,q50,q90,q975,p_meet," + string.Join(',', BacktestRow.CandidateNames));

    public static void WritePrediction(TextWriter file, BacktestRow row)
    {
        var forecast = row.Forecast;
        file.Write(Quote(row.Node));
        file.Write(',');
        file.Write(Quote(row.Indicator));
        file.Write(string.Create(CultureInfo.InvariantCulture, $",{row.Level},{row.Year},{row.K}"));
        foreach (var value in (double[])[forecast.Point, forecast.Q025, forecast.Q10, forecast.Median, forecast.Q90, forecast.Q975,
            forecast.ProbabilityOfMeeting ?? double.NaN, .. row.Candidates])
        {
            file.Write(',');
            file.Write(FormatNumber(value));
        }

        file.WriteLine();
    }

    public static void WriteScores(TextWriter file, IReadOnlyList<MonthScore> scores)
    {
        file.WriteLine("level,leaf,k,method,count,median_ape,mean_ape,wmape,crps,winkler80,winkler95,coverage80,coverage95,width80,width95,"
            + "brier,auc,warning");
        foreach (var monthScore in scores)
        {
            file.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{monthScore.Level},{(monthScore.IsLeaf ? 1 : 0)},{monthScore.K},{monthScore.Method},{monthScore.Count}"));
            foreach (var value in (double[])[monthScore.MedianApe, monthScore.MeanApe, monthScore.Wmape, monthScore.Crps,
                monthScore.Winkler80, monthScore.Winkler95, monthScore.Coverage80, monthScore.Coverage95, monthScore.Width80,
                monthScore.Width95, monthScore.Brier, monthScore.Auc, monthScore.Warning])
            {
                file.Write(',');
                file.Write(FormatNumber(value));
            }

            file.WriteLine();
        }

        foreach (var level in scores.GroupBy(score => (score.Level, score.IsLeaf, score.Method)))
        {
            var months = Forecasting.Backtesting.Scores.MonthsOfWarning(level, level.Key.IsLeaf, level.Key.Level, level.Key.Method);
            file.WriteLine($"{level.Key.Level.ToString(CultureInfo.InvariantCulture)},{(level.Key.IsLeaf ? 1 : 0)},all,"
                + $"{level.Key.Method},,,,,,,,,,,,,,{FormatNumber(months)}");
        }
    }

    public static void WriteReliability(TextWriter file, IEnumerable<ReliabilityBin> bins)
    {
        file.WriteLine("level,leaf,from,count,mean_p_meet,share_met");
        foreach (var bin in bins)
            file.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{bin.Level},{(bin.IsLeaf ? 1 : 0)},0.{bin.Bin},{bin.Count},{bin.Forecast:R},{bin.Met:R}"));
    }

    public static void WriteCoverage(TextWriter file, IEnumerable<CoverageGroup> groups)
    {
        file.WriteLine("level,leaf,group,count,coverage80,coverage95,below80,median_ape");
        foreach (var group in groups)
        {
            file.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{group.Level},{(group.IsLeaf ? 1 : 0)},{group.Group},{group.Count},{group.Coverage80:R},{group.Coverage95:R},"
                + $"{group.Below80:R},{FormatNumber(group.MedianApe)}"));
        }
    }

    private static string FormatNumber(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Quote(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
