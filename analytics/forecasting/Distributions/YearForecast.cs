namespace YouthFunctions.Forecasting.Distributions;

/// <summary>The distribution of a year-end value as seen after k months.</summary>
/// <param name="Point">The forecast that adds up over the hierarchy.</param>
/// <param name="Q025">2.5 % quantile, never below what is already reported (flows).</param>
/// <param name="Q10">10 % quantile.</param>
/// <param name="Median">50 % quantile.</param>
/// <param name="Q90">90 % quantile.</param>
/// <param name="Q975">97.5 % quantile.</param>
/// <param name="ProbabilityOfMeeting">P(year-end value ≥ target), 0 to 1; null without a target.</param>
/// <param name="Basis">What served, see <see cref="ForecastBasis"/>.</param>
/// <param name="Quantiles">
/// The distribution as a whole, for other targets and for ceilings: ask <see cref="Distribution.ProbabilityOfAtLeast"/> and
/// <see cref="Distribution.ProbabilityOfAtMost"/>.
/// </param>
public sealed record YearForecast(
    double Point, double Q025, double Q10, double Median, double Q90, double Q975,
    double? ProbabilityOfMeeting, string Basis, Distribution Quantiles)
{
    /// <summary>Whether the year is over and its value known.</summary>
    public bool IsCertain => Basis == ForecastBasis.Reported;

    /// <summary>The value of a year that is over.</summary>
    /// <param name="value">The value.</param>
    /// <param name="target">The target; null for none.</param>
    public static YearForecast Certain(double value, double? target)
    {
        var distribution = Distribution.Certain(value);
        double? meeting = target is { } goal ? distribution.ProbabilityOfAtLeast(goal) : null;
        return new(value, value, value, value, value, value, meeting, ForecastBasis.Reported, distribution);
    }

    /// <summary>The same forecast of a series that has only ever brought nothing: it expects nothing, and something may come yet.</summary>
    public YearForecast OfNothing => this with { Point = 0, Q025 = 0, Q10 = 0, Median = 0 };

    /// <summary>The same forecast where the year-end cannot be below a value any more; itself where it hardly was and that meets no
    /// target.</summary>
    /// <param name="floor">What is reached.</param>
    /// <param name="target">The target; null for none.</param>
    public YearForecast AtLeast(double floor, double? target)
    {
        if (Q025 >= floor && Point >= floor && !(target <= floor))
            return this;
        return this with
        {
            Point = Math.Max(Point, floor),
            Q025 = Math.Max(Q025, floor),
            Q10 = Math.Max(Q10, floor),
            Median = Math.Max(Median, floor),
            Q90 = Math.Max(Q90, floor),
            Q975 = Math.Max(Q975, floor),
            ProbabilityOfMeeting = target <= floor ? 1 : ProbabilityOfMeeting,
            Quantiles = Quantiles.AtLeast(floor),
        };
    }
}
