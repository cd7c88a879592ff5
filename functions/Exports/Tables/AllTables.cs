using YouthFunctions.Exports.Datasets;

namespace YouthFunctions.Exports.Tables;

/// <summary>Every table of the export.</summary>
public static class AllTables
{
    /// <summary>In the order in which an analyst will want to read about them.</summary>
    public static IReadOnlyList<Dataset> All { get; } =
    [
        ReportTables.Reports, ReportTables.Revisions, RollupTables.Rollups, RollupTables.Completeness, PlanTables.Targets,
        ForecastTables.Current, ForecastTables.History, PlanTables.Indicators, PlanTables.Units, PlanTables.Succession,
    ];

    /// <summary>The table of a name; null for files that hold none.</summary>
    public static Dataset? Find(string name) => All.FirstOrDefault(dataset => dataset.Name == name);
}
