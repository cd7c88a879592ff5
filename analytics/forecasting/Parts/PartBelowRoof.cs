namespace YouthFunctions.Forecasting.Parts;

/// <summary>What a part has of a parent of one label that may have leaves in other parts.</summary>
/// <param name="Label">The parent.</param>
/// <param name="Indicator">The indicator.</param>
/// <param name="Children">Its children that are in the part.</param>
/// <param name="OpenTotal">What is still to come of its leaves in the part.</param>
/// <param name="OpenSquares">The sum of the squares of it.</param>
public sealed record PartBelowRoof(
    string Label, string Indicator, IReadOnlyList<RoofChild> Children, double OpenTotal, double OpenSquares);
