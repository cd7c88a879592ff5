namespace YouthFunctions.Forecasting.Reconciliation;

/// <summary>What is still to come of some leaves, and how it is spread over them. Adds up over leaves.</summary>
/// <param name="Total">The sum of what is to come.</param>
/// <param name="Squares">The sum of its squares.</param>
internal readonly record struct OpenRests(double Total, double Squares)
{
    /// <summary>Sums leaves.</summary>
    public static OpenRests Sum(IEnumerable<double> rests)
    {
        double sum = 0, squares = 0;
        foreach (var rest in rests)
            (sum, squares) = (sum + rest, squares + (rest * rest));
        return new OpenRests(sum, squares);
    }

    /// <summary>These leaves and others together.</summary>
    public OpenRests Plus(OpenRests other) => new(Total + other.Total, Squares + other.Squares);

    /// <summary>Whether what is to come is spread as if over so many leaves of one size (the inverse of the sum of squared shares).
    /// </summary>
    public bool AreOfAtLeast(double leaves) => Squares > 0 && Total * Total >= leaves * Squares;
}
