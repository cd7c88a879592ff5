using YouthFunctions.Forecasting.Candidates;
using YouthFunctions.Forecasting.Intervals;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Training;

namespace YouthFunctions.Forecasting.Backtesting;

/// <summary>One test year: a trained forecaster, and each simple candidate with conformal intervals of its own.</summary>
internal sealed class BacktestYear
{
    private readonly TrainingRun _run;
    private readonly int _year;
    private readonly double _ratio;
    private readonly CancellationToken _cancellation;
    private readonly YearEndForecaster _forecaster;
    private readonly ConformalIntervals[] _simple;

    public BacktestYear(TrainingRun run, int year, double ratio, CancellationToken cancellation)
    {
        _run = run;
        _year = year;
        _ratio = ratio;
        _cancellation = cancellation;
        _forecaster = YearEndForecaster.Train(run, year, cancellation);
        var past = run.CalibrationYears(year).Select(before => run.Calibration(before, cancellation)).ToArray();
        _simple = [.. Enumerable.Range(0, BacktestRow.SimpleCount)
            .Select(i => new ConformalIntervals([.. past.SelectMany(before => before.ErrorsOfCandidate(i))]))];
    }

    /// <summary>The rows after k months: nodes of which the year before is complete.</summary>
    public IEnumerable<BacktestRow> Month(int k)
    {
        var panel = _run.Source.Panel;
        var rows = _run.Source.At(_year, k, _cancellation);
        var requested = panel.Leaves.Where(leaf => leaf.Kind == SeriesKind.Flow && leaf.IsComplete(_year - 1))
            .Select(leaf => leaf.Index).ToHashSet();
        var questions = panel.Nodes.Where(node => node.IsComplete(_year - 1)).DistinctBy(node => (node.Name, node.Indicator))
            .ToDictionary(
                node => (node.Name, node.Indicator),
                node => new TargetQuestion(node.Name, node.Indicator, node.Total(_year - 1) * _ratio));
        var forecasts = _forecaster.Predict(rows, panel, questions, requested);
        rows = [.. rows.Where(row => !row.Node.IsLeaf || requested.Contains(row.Node.Index))];
        var candidates = Sums(rows, panel);
        var rowOf = rows.ToDictionary(row => row.Node.Index);
        foreach (var node in panel.Nodes)
        {
            if (!forecasts.TryGetValue(node.Index, out var forecast) || !node.IsComplete(_year - 1))
                continue;
            var row = rowOf[node.Leaves.Length == 1 ? node.Leaves[0] : node.Index];
            var target = node.Total(_year - 1) * _ratio;
            yield return new BacktestRow(
                node.Name, node.Indicator, node.Level, node.IsLeaf, _year, k, forecast, candidates[node.Index],
                [.. Enumerable.Range(0, BacktestRow.SimpleCount).Select(i => ForecastOrigin.Create(row).Forecast(
                    candidates[node.Index][i], row.UsualError, _simple[i], new(node.Name, node.Indicator, target), "simple"))],
                node.Total(_year - 1), target, node.Total(_year), SeriesTraitRules.Describe(node, _year, k));
        }
    }

    /// <summary>Candidates of leaves, summed for the parents.</summary>
    private static Dictionary<int, double[]> Sums(TrainingRow[] rows, ForecastPanel panel)
    {
        var sums = rows.Where(row => row.Node.IsLeaf).ToDictionary(row => row.Node.Index, row => row.Candidates);
        foreach (var parent in panel.Parents)
        {
            var sum = new double[CandidateForecasts.Count];
            foreach (var leaf in parent.Leaves)
            {
                for (var i = 0; i < sum.Length && sums.ContainsKey(leaf); i++)
                    sum[i] += sums[leaf][i];
            }

            sums[parent.Index] = sum;
        }

        return sums;
    }
}
