namespace YouthFunctions.Forecasting.Parts;

/// <summary>What the leaves in a part come to, of a parent of one label.</summary>
/// <param name="Label">The parent.</param>
/// <param name="Indicator">The indicator.</param>
/// <param name="Sum">The sum of their points.</param>
/// <param name="OnlyLeaf">Where the parent has this one leaf in all parts: the leaf.</param>
public sealed record LeafSum(string Label, string Indicator, double Sum, OnlyLeaf? OnlyLeaf);

/// <summary>The forecasts of a part.</summary>
/// <param name="Forecasts">Of its leaves and parents.</param>
/// <param name="LeafSums">What parents of one label need of it.</param>
public sealed record PartResult(PanelForecasts Forecasts, IReadOnlyList<LeafSum> LeafSums);
