namespace YouthFunctions.Tests.Forecasting;

/// <summary>Two numbers that are each the same but for rounding.</summary>
internal sealed class NearPair : IEqualityComparer<(double, double)>
{
    public bool Equals((double, double) x, (double, double) y) =>
        Math.Abs(x.Item1 - y.Item1) < 1e-9 && Math.Abs(x.Item2 - y.Item2) < 1e-9;

    public int GetHashCode((double, double) obj) => 0;
}
