using YouthFunctions.Forecasting.Calibration;
using YouthFunctions.Forecasting.Candidates;
using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Trees;

namespace YouthFunctions.Forecasting;

/// <summary>How a forecaster did out of sample after k months, on the years kept for calibration.</summary>
/// <param name="K">Months known.</param>
/// <param name="Count">Leaf-years that ended with more than zero.</param>
/// <param name="MedianApe">Median of |point − total| / total.</param>
/// <param name="MedianApeOfSimple">The same for the median of the three simple candidates.</param>
public sealed record CalibrationMonth(int K, int Count, double MedianApe, double MedianApeOfSimple)
{
    internal static CalibrationMonth[] Score(IEnumerable<CalibrationYear> years) =>
        [.. years.SelectMany(year => year.Rows).Where(past => past.Row.Node.IsLeaf && past.Row.Total > 0)
            .GroupBy(past => past.Row.K).OrderBy(month => month.Key)
            .Select(month => new CalibrationMonth(
                month.Key, month.Count(),
                Quantiles.Median([.. month.Select(past => Ape(past.Point, past.Row.Total))]),
                Quantiles.Median([.. month.Select(past => Ape(past.Row.Candidates[(int)Candidate.SimpleMedian], past.Row.Total))])))];

    private static double Ape(double point, double total) => Math.Abs(point - total) / total;
}

/// <summary>What was trained on what, and how well it did: kept beside every model.</summary>
/// <param name="Trainer">The library that trained, or the candidates where none could.</param>
/// <param name="FirstYear">First year of the training window.</param>
/// <param name="LastYear">Last year of it.</param>
/// <param name="Rows">Training rows (series × years × months).</param>
/// <param name="Seed">The seed.</param>
/// <param name="DataHash">SHA-256 of the data of the window.</param>
/// <param name="CalibrationYears">The years whose out-of-sample errors make the intervals.</param>
/// <param name="Calibration">Accuracy by month on those years.</param>
public sealed record ModelCard(
    string Trainer, int FirstYear, int LastYear, int Rows, int Seed, string DataHash,
    IReadOnlyList<int> CalibrationYears, IReadOnlyList<CalibrationMonth> Calibration)
{
    /// <summary>The features by importance, the largest first; empty without trees, and in cards of before there was such a list.</summary>
    public IReadOnlyList<FeatureImportance> Features { get; init; } = [];
}
