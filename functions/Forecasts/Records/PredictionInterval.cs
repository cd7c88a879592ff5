namespace YouthFunctions.Forecasts.Records;

/// <summary>Between what a year-end lies with a stated probability.</summary>
public sealed record PredictionInterval(double Low, double High)
{
    /// <summary>Whether a value lies in it, its ends included.</summary>
    public bool Contains(double value) => value >= Low && value <= High;
}
