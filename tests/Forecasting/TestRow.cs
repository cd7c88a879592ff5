using YouthFunctions.Forecasting.Candidates;
using YouthFunctions.Forecasting.Panel;
using YouthFunctions.Forecasting.Training;

namespace YouthFunctions.Tests.Forecasting;

/// <summary>A row of plain numbers, of which a test changes what it is about.</summary>
internal static class TestRow
{
    public static TrainingRow Create(PanelNode node) => new()
    {
        Node = node,
        Year = node.FirstYear,
        K = 6,
        Candidates = new double[CandidateForecasts.Count],
        Local = double.NaN,
        Base = 100,
        Known = 0,
        Open = 1,
        Offset = 0,
        Volatility = 0.1,
        Years = 5,
        Gaps = 0,
        LastYear = null,
        Shares = [.. Enumerable.Repeat(1 / 12.0, 12)],
        ZeroShare = 0,
        Features = [],
        Total = double.NaN,
    };
}
