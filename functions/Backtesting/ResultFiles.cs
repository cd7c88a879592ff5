using System.Globalization;
using System.Text;
using YouthFunctions.Forecasting.Backtesting;

namespace YouthFunctions.Backtesting;

/// <summary>Writes the files of a back-test: UTF-8, comma, line feed, numbers that read back exactly.</summary>
internal static class ResultFiles
{
    public static StreamWriter Create(string folder, string name) =>
        new(Path.Combine(folder, name), append: false, new UTF8Encoding(false)) { NewLine = "\n" };

    public static void PredictionHead(TextWriter file) => file.WriteLine(
        "node,indicator,level,year,k,point,q025,q10,q50,q90,q975,p_meet," + string.Join(',', BacktestRow.CandidateNames));

    public static void Prediction(TextWriter file, BacktestRow row)
    {
        var f = row.Forecast;
        file.Write(Quoted(row.Node));
        file.Write(',');
        file.Write(Quoted(row.Indicator));
        file.Write(string.Create(CultureInfo.InvariantCulture, $",{row.Level},{row.Year},{row.K}"));
        foreach (var value in (double[])[f.Point, f.Q025, f.Q10, f.Median, f.Q90, f.Q975, f.ProbabilityOfMeeting ?? double.NaN, .. row.Candidates])
        {
            file.Write(',');
            file.Write(Number(value));
        }

        file.WriteLine();
    }

    public static void Scores(TextWriter file, IReadOnlyList<MonthScore> scores)
    {
        file.WriteLine("level,leaf,k,method,count,median_ape,mean_ape,wmape,crps,winkler80,winkler95,coverage80,coverage95,width80,width95,brier,auc,warning");
        foreach (var s in scores)
        {
            file.Write(string.Create(CultureInfo.InvariantCulture, $"{s.Level},{(s.IsLeaf ? 1 : 0)},{s.K},{s.Method},{s.Count}"));
            foreach (var value in (double[])[s.MedianApe, s.MeanApe, s.Wmape, s.Crps, s.Winkler80, s.Winkler95, s.Coverage80, s.Coverage95, s.Width80, s.Width95, s.Brier, s.Auc, s.Warning])
            {
                file.Write(',');
                file.Write(Number(value));
            }

            file.WriteLine();
        }

        foreach (var level in scores.GroupBy(score => (score.Level, score.IsLeaf, score.Method)))
        {
            var months = Forecasting.Backtesting.Scores.MonthsOfWarning(level, level.Key.IsLeaf, level.Key.Level, level.Key.Method);
            file.WriteLine($"{level.Key.Level.ToString(CultureInfo.InvariantCulture)},{(level.Key.IsLeaf ? 1 : 0)},all,{level.Key.Method},,,,,,,,,,,,,,{Number(months)}");
        }
    }

    public static void Reliability(TextWriter file, IEnumerable<ReliabilityBin> bins)
    {
        file.WriteLine("level,leaf,from,count,mean_p_meet,share_met");
        foreach (var bin in bins)
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{bin.Level},{(bin.IsLeaf ? 1 : 0)},0.{bin.Bin},{bin.Count},{bin.Forecast:R},{bin.Met:R}"));
    }

    private static string Number(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
