namespace YouthFunctions.Analytics.Forecasting;

/// <summary>Collects how out-of-sample points of leaves did, for the model card.</summary>
internal sealed class CalibrationLog
{
    private readonly Dictionary<int, List<(double Own, double Simple)>> _byMonth = [];

    public void Add(OriginRow row, double point)
    {
        if (!row.Node.IsLeaf || row.Total <= 0)
            return;
        if (!_byMonth.TryGetValue(row.K, out var list))
            _byMonth[row.K] = list = [];
        list.Add((Math.Abs(point - row.Total) / row.Total, Math.Abs(row.Candidates[(int)Candidate.SimpleMedian] - row.Total) / row.Total));
    }

    public CalibrationMonth[] Months() => [.. _byMonth.OrderBy(pair => pair.Key).Select(pair => new CalibrationMonth(
        pair.Key, pair.Value.Count,
        Quantiles.Median(pair.Value.Select(error => error.Own).ToArray()),
        Quantiles.Median(pair.Value.Select(error => error.Simple).ToArray())))];
}
