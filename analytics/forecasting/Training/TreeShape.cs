namespace YouthFunctions.Forecasting.Training;

/// <summary>How trees grow. The values are those that did best in the trials of docs/forecast-accuracy.md, "What was tried".</summary>
/// <param name="Stages">Rounds of reweighting; each adds trees on what the rounds before left over.</param>
/// <param name="Trees">Trees a stage.</param>
/// <param name="Leaves">Leaves a tree.</param>
/// <param name="LeastRows">Rows a leaf at least.</param>
/// <param name="Rate">Learning rate.</param>
/// <param name="FeatureShare">Share of the features that a tree sees.</param>
/// <param name="Width">
/// Errors of this size still count, much larger ones hardly (Welsch's loss): the score is a median, which does not care
/// how wrong the hopeless are. Infinite for the mean.
/// </param>
internal sealed record TreeShape(
    int Stages = 8, int Trees = 12, int Leaves = 15, int LeastRows = 40, double Rate = 0.1, double FeatureShare = 0.4, double Width = 0.3)
{
    // What the farthest row still weighs, so that no leaf is without weight.
    private const double LeastWeight = 0.02;

    // The width starts so many times wider: 1.2 for the width of 0.3.
    private const double FirstWidth = 4;

    /// <summary>
    /// The weight of a row by the error that the stages before left. The width narrows to its own over the first half of the
    /// stages (graduated non-convexity, Blake and Zisserman 1987), because the narrow loss alone has many local minima.
    /// </summary>
    public double Weight(double error, int stage)
    {
        var width = Width * (1 + ((FirstWidth - 1) * Math.Max(0, 1 - (2.0 * stage / Stages))));
        return Math.Exp(-error * error / (2 * width * width)) + LeastWeight;
    }
}
