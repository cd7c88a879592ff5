using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Panel;

namespace YouthFunctions.Forecasting;

/// <summary>A node's forecast.</summary>
/// <param name="Name">The series' id, or a parent's labels joined by <c>/</c>.</param>
/// <param name="Indicator">The indicator.</param>
/// <param name="Level">0 at the top; a leaf has the deepest.</param>
/// <param name="IsLeaf">Whether it is a series as given.</param>
/// <param name="Forecast">The distribution of the year-end value.</param>
public sealed record NodeForecast(string Name, string Indicator, int Level, bool IsLeaf, YearForecast Forecast);

/// <summary>The forecasts of a whole panel at one origin.</summary>
public sealed class PanelForecasts
{
    private readonly Dictionary<(string, string), YearForecast> _leaves, _parents;

    internal PanelForecasts(IReadOnlyList<NodeForecast> all)
    {
        All = all;
        _leaves = all.Where(node => node.IsLeaf).ToDictionary(node => (node.Name, node.Indicator), node => node.Forecast);
        _parents = [];
        foreach (var node in all.Where(node => !node.IsLeaf))
            _parents.TryAdd((node.Name, node.Indicator), node.Forecast);
    }

    /// <summary>The forecasts of nodes.</summary>
    internal static PanelForecasts Create(IEnumerable<PanelNode> nodes, IReadOnlyDictionary<int, YearForecast> forecasts) =>
        new([.. nodes.Select(node => new NodeForecast(node.Name, node.Indicator, node.Level, node.IsLeaf, forecasts[node.Index]))]);

    /// <summary>These forecasts and those of other nodes.</summary>
    public PanelForecasts With(PanelForecasts others) => new([.. All, .. others.All]);

    /// <summary>Leaves ordered by id and indicator, then parents, top first.</summary>
    public IReadOnlyList<NodeForecast> All { get; }

    /// <summary>The forecast of a series; null when the panel has none.</summary>
    public YearForecast? Leaf(string seriesId, string indicator) => _leaves.GetValueOrDefault((seriesId, indicator));

    /// <summary>The forecast of a parent by its labels joined by <c>/</c>; null when the panel has none.</summary>
    public YearForecast? Parent(string name, string indicator) => _parents.GetValueOrDefault((name, indicator));
}
