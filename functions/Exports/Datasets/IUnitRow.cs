namespace YouthFunctions.Exports.Datasets;

/// <summary>A row that stands at a place.</summary>
public interface IUnitRow
{
    /// <summary>Where and in which year.</summary>
    RowUnit RowUnit { get; }
}
