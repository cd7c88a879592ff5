using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Rollups.Summing;

namespace YouthFunctions.Collecting;

/// <summary>A unit of the grid and its months.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Cells">Its months, in the order of the grid.</param>
public sealed record CollectingGridRow(Unit Unit, IReadOnlyList<CollectingCell> Cells)
{
    /// <summary>The cell of a month.</summary>
    public CollectingCell Of(Month month) => Cells.Single(cell => cell.Month == month);
}

/// <summary>The units directly below one, and how their reports of a year stand.</summary>
/// <param name="Months">The months of the grid: those that have begun and whose tree is the year's, the newest first.</param>
/// <param name="Looked">The month that is looked at.</param>
/// <param name="Rows">The units, by code.</param>
/// <param name="Silent">Every unit below, at any level, whose report of the month that is looked at was due and has not come; by the unit
/// directly below that it belongs to.</param>
/// <param name="Freshness">How fresh the sums are that the grid is made of.</param>
/// <param name="IsSimulated">Whether simulated reports are in it.</param>
public sealed record CollectingGrid(
    IReadOnlyList<Month> Months, Month Looked, IReadOnlyList<CollectingGridRow> Rows,
    IReadOnlyList<(Unit Child, IReadOnlyList<Unit> Units)> Silent, Freshness Freshness, bool IsSimulated)
{
    /// <summary>The units directly below whose report of the month was due and has not come.</summary>
    public IEnumerable<Unit> Missing => Rows.Where(row => row.Of(Looked).IsMissing).Select(row => row.Unit);

    /// <summary>How many units at any level are silent.</summary>
    public int SilentCount => Silent.Sum(item => item.Units.Count);
}
