namespace YouthFunctions.Forecasting.Trees;

/// <summary>How much a feature counts.</summary>
/// <param name="Feature">Its name.</param>
/// <param name="Share">Its share of the gain of all splits of all trees, 0 to 1.</param>
public sealed record FeatureImportance(string Feature, double Share);
