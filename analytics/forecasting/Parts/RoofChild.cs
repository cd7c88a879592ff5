namespace YouthFunctions.Forecasting.Parts;

/// <summary>A node of a part right below a parent that may have children in other parts.</summary>
/// <param name="Row">Which row of the part.</param>
/// <param name="Point">Its point so far.</param>
/// <param name="Weight">How much of a difference it takes.</param>
/// <param name="Floor">What it cannot fall below.</param>
public sealed record RoofChild(int Row, double Point, double Weight, double Floor);
