namespace YouthFunctions.Exports.Datasets;

/// <summary>A row that stands at a place.</summary>
public interface IPlacedRow
{
    /// <summary>Where and in which year.</summary>
    Place Place { get; }
}
