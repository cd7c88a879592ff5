namespace YouthFunctions.Forecasting.Training;

/// <summary>One thing that the trees see of a row.</summary>
/// <param name="Name">Unique; stands in the model card.</param>
/// <param name="Value">Its formula; what is not finite counts as 0.</param>
internal sealed record Feature(string Name, Func<FeatureInputs, double> Value)
{
    private const double LargestLogRatio = 4;

    /// <summary>The log of a ratio of two amounts, both raised by an offset so that zeros have logs; within ±4.</summary>
    public static double LogRatio(double above, double below, double offset) =>
        Math.Clamp(Math.Log((above + offset) / (below + offset)), -LargestLogRatio, LargestLogRatio);

    /// <summary>The log of a growth; within ±4, and 0 where either amount is 0.</summary>
    public static double LogGrowth(double now, double before) =>
        before > 0 && now > 0 ? Math.Clamp(Math.Log(now / before), -LargestLogRatio, LargestLogRatio) : 0;
}
