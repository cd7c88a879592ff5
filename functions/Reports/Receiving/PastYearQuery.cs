using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Reports.Receiving;

/// <summary>Reads what every unit below a province (or below the centre, its provinces) brought itself in a year. Rollups come after
/// reports, so the step that keeps them hands it in.</summary>
public delegate IAsyncEnumerable<(UnitCode Unit, Rollup Own)> PastYearQuery(
    UnitTree tree, UnitCode top, int year, CancellationToken cancel);
