using System.Globalization;
using System.Text.Json;
using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Status;

namespace YouthFunctions.Forecasting.Backtesting;

/// <summary>The scores of one method at one level and month; shares and ratios, NaN where there is nothing to score.</summary>
/// <param name="Level">Level of the nodes.</param>
/// <param name="IsLeaf">Whether the nodes are the series as given.</param>
/// <param name="K">Months known.</param>
/// <param name="Method">The model, or a simple candidate.</param>
/// <param name="Count">Node-years with a complete year.</param>
/// <param name="MedianApe">Median of |point − total| / total where total &gt; 0.</param>
/// <param name="MeanApe">Mean of the same.</param>
/// <param name="Wmape">Sum of absolute errors / sum of totals.</param>
/// <param name="Crps">Sum of CRPS / sum of totals.</param>
/// <param name="Winkler80">Sum of interval scores of the 80 % interval / sum of totals.</param>
/// <param name="Winkler95">The same of the 95 % interval.</param>
/// <param name="Coverage80">Share of totals within the 80 % interval.</param>
/// <param name="Coverage95">Share of totals within the 95 % interval.</param>
/// <param name="Width80">Sum of widths of the 80 % interval / sum of totals.</param>
/// <param name="Width95">The same of the 95 % interval.</param>
/// <param name="Brier">Mean of (P(meet) − met)².</param>
/// <param name="Auc">AUC of P(meet).</param>
/// <param name="Warning">Share of to-be-missed targets flagged at 10 % false alarms; for a candidate by point / target.</param>
public sealed record MonthScore(
    int Level, bool IsLeaf, int K, string Method, int Count, double MedianApe, double MeanApe, double Wmape, double Crps,
    double Winkler80, double Winkler95, double Coverage80, double Coverage95, double Width80, double Width95,
    double Brier, double Auc, double Warning);

/// <summary>One bin of the reliability table.</summary>
/// <param name="Level">Level of the nodes.</param>
/// <param name="IsLeaf">Whether the nodes are the series as given.</param>
/// <param name="Bin">0 for P(meet) under 0.1, up to 9.</param>
/// <param name="Count">Forecasts in the bin.</param>
/// <param name="Forecast">Mean P(meet).</param>
/// <param name="Met">Share that met.</param>
public sealed record ReliabilityBin(int Level, bool IsLeaf, int Bin, int Count, double Forecast, double Met);

/// <summary>Collects rows and scores them by level, month and method.</summary>
public sealed class Scores
{
    /// <summary>The method name of the forecaster itself.</summary>
    public const string Model = "model";

    /// <summary>The group of forecasts that would be called lagging.</summary>
    public const string Flagged = "flagged";

    private const double FalseAlarms = 0.1;
    private readonly SortedDictionary<(int Level, bool IsLeaf, int K, int Method), List<(ScoreInput Input, double Rank)>> _rows = [];

    /// <summary>Takes a row; one whose year is not complete counts for nothing.</summary>
    public void Add(BacktestRow row)
    {
        if (!double.IsFinite(row.Total))
            return;
        Add(row, 0, ScoreInput.Create(row, row.Forecast), row.Forecast.ProbabilityOfMeeting ?? double.NaN);
        for (var i = 0; i < row.Simple.Count; i++)
            Add(row, i + 1, ScoreInput.Create(row, row.Simple[i]), row.Simple[i].Point / row.Target);
    }

    /// <summary>By level, month and method.</summary>
    public IReadOnlyList<MonthScore> Months() => [.. _rows.Select(pair => Score(pair.Key, pair.Value))];

    /// <summary>The reliability of the model's P(meet), by level.</summary>
    public IReadOnlyList<ReliabilityBin> Reliability() =>
        [.. _rows.Where(pair => pair.Key.Method == 0).GroupBy(pair => (pair.Key.Level, pair.Key.IsLeaf)).SelectMany(level => level
            .SelectMany(pair => pair.Value).Where(row => row.Input.HasTarget)
            .GroupBy(row => Math.Clamp((int)(row.Input.Meeting * 10), 0, 9)).OrderBy(bin => bin.Key)
            .Select(bin => new ReliabilityBin(
                level.Key.Level, level.Key.IsLeaf, bin.Key, bin.Count(),
                bin.Average(row => row.Input.Meeting), bin.Average(row => row.Input.Met ? 1.0 : 0))))];

    /// <summary>How often the model's intervals held, by level, in every year and in groups of forecasts that are hard.</summary>
    public IReadOnlyList<CoverageGroup> Coverage() =>
        [.. _rows.Where(pair => pair.Key.Method == 0).GroupBy(pair => (pair.Key.Level, pair.Key.IsLeaf)).SelectMany(level => level
            .SelectMany(pair => pair.Value).SelectMany(row => Groups(row.Input).Select(group => (group, row.Input)))
            .GroupBy(row => row.group, row => row.Input).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Cover(level.Key.Level, level.Key.IsLeaf, group.Key, [.. group])))];

    /// <summary>Months of warning, of 11, by level and method: the sum of <see cref="MonthScore.Warning"/> over k.</summary>
    public static double MonthsOfWarning(IEnumerable<MonthScore> scores, bool leaves, int level, string method) =>
        scores.Where(score => score.IsLeaf == leaves && score.Level == level && score.Method == method)
            .Sum(score => double.IsFinite(score.Warning) ? score.Warning : 0);

    private static IEnumerable<string> Groups(ScoreInput row) =>
    [
        row.Year.ToString(CultureInfo.InvariantCulture),
        .. row.HasTarget && row.Meeting < StatusThresholds.Default.Lagging ? [Flagged] : (string[])[],
        .. Enum.GetValues<SeriesTraits>().Where(trait => trait != SeriesTraits.None && row.Traits.HasFlag(trait))
            .Select(trait => JsonNamingPolicy.CamelCase.ConvertName(trait.ToString())),
    ];

    private static CoverageGroup Cover(int level, bool isLeaf, string group, ScoreInput[] rows)
    {
        double Share(Func<ScoreInput, bool> part) => rows.Count(part) / (double)rows.Length;
        return new CoverageGroup(
            level, isLeaf, group, rows.Length, Share(row => row.IsWithin80), Share(row => row.IsWithin95),
            Share(row => row.Total < row.Q10), Quantiles.Median(Apes(rows)));
    }

    private static double[] Apes(ScoreInput[] rows) =>
        [.. rows.Where(row => row.Total > 0).Select(row => Math.Abs(row.Point - row.Total) / row.Total)];

    private void Add(BacktestRow row, int method, ScoreInput input, double rank)
    {
        var key = (row.Level, row.IsLeaf, row.K, method);
        if (!_rows.TryGetValue(key, out var list))
            _rows[key] = list = [];
        list.Add((input, rank));
    }

    private static MonthScore Score((int Level, bool IsLeaf, int K, int Method) key, List<(ScoreInput Input, double Rank)> rows)
    {
        var all = rows.Select(row => row.Input).ToArray();
        var apes = Apes(all);
        var total = all.Sum(row => row.Total);
        var targets = rows.Where(row => row.Input.HasTarget).ToArray();
        double PerTotal(Func<ScoreInput, double> part) => total > 0 ? all.Sum(part) / total : double.NaN;
        double Share(Func<ScoreInput, bool> part) => all.Count(part) / (double)all.Length;
        return new MonthScore(
            key.Level, key.IsLeaf, key.K, key.Method == 0 ? Model : BacktestRow.CandidateNames[key.Method - 1], all.Length,
            Quantiles.Median(apes), apes.Length > 0 ? apes.Average() : double.NaN, PerTotal(row => Math.Abs(row.Point - row.Total)),
            PerTotal(row => Formulas.Crps([row.Q025, row.Q10, row.Q50, row.Q90, row.Q975], row.Total)),
            PerTotal(row => Formulas.Winkler(row.Q10, row.Q90, row.Total, 0.2)),
            PerTotal(row => Formulas.Winkler(row.Q025, row.Q975, row.Total, 0.05)),
            Share(row => row.IsWithin80), Share(row => row.IsWithin95),
            PerTotal(row => row.Q90 - row.Q10), PerTotal(row => row.Q975 - row.Q025),
            targets.Length > 0 ? targets.Average(row => Math.Pow(row.Input.Meeting - (row.Input.Met ? 1 : 0), 2)) : double.NaN,
            Formulas.Auc([.. targets.Select(row => (row.Input.Meeting, row.Input.Met))]),
            Formulas.FlaggedMisses([.. targets.Select(row => (row.Rank, row.Input.Met))], FalseAlarms));
    }
}
