namespace YouthFunctions.Forecasting.Trees;

/// <summary>What trees learn from rows of features.</summary>
/// <param name="Labels">One a row.</param>
/// <param name="Seed">What is random in the training of these trees derives from it.</param>
internal sealed record SeededLabels(double[] Labels, int Seed);
