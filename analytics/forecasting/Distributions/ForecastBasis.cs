namespace YouthFunctions.Forecasting.Distributions;

/// <summary>The names a forecast's basis can take.</summary>
public static class ForecastBasis
{
    /// <summary>Gradient-boosted trees on the series' own history and its group.</summary>
    public const string Trees = "trees";

    /// <summary>The middle of the simple candidates: no trees could be trained.</summary>
    public const string Candidates = "simple-candidates";

    /// <summary>No history of its own: the seasonal share of the indicator elsewhere.</summary>
    public const string PooledShare = "pooled-seasonal-share";

    /// <summary>Nothing known at all: the usual size of the group's series.</summary>
    public const string PooledLevel = "pooled-level";

    /// <summary>A level (ratio): the latest value and the usual change until December.</summary>
    public const string LevelChange = "level-change";

    /// <summary>No forecast: the year is over, this is what was reported.</summary>
    public const string Reported = "reported";

    /// <summary>The sum of the children's forecasts.</summary>
    public const string Sum = "sum-of-children";
}
