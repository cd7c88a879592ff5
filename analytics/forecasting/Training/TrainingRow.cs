using YouthFunctions.Forecasting.Distributions;
using YouthFunctions.Forecasting.Panel;

namespace YouthFunctions.Forecasting.Training;

/// <summary>Everything known of one node, year and k, and (for a past year) how it ended.</summary>
internal sealed record TrainingRow
{
    // Logs divided by the open share are kept within what trees can learn from: e to the 6 is four hundredfold.
    private const double LargestScaledLog = 6;

    public required PanelNode Node { get; init; }

    /// <summary>Calendar year.</summary>
    public required int Year { get; init; }

    /// <summary>Months known, 0 to 12.</summary>
    public required int K { get; init; }

    public required double[] Candidates { get; init; }

    /// <summary>The mean of candidates that corrections start from, at least <see cref="Known"/>.</summary>
    public required double Base { get; init; }

    /// <summary>What is reported so far: the floor.</summary>
    public required double Known { get; init; }

    /// <summary>The share of the year that is unknown (open months and gaps), 0.03 to 1.</summary>
    public required double Open { get; init; }

    /// <summary>Added to both sides of a ratio so that zeros have logs: a small part of the usual total.</summary>
    public required double Offset { get; init; }

    /// <summary>How uncertain such a row usually is; orders rows into strata.</summary>
    public required double Volatility { get; init; }

    /// <summary>Past years at hand.</summary>
    public required int Years { get; init; }

    /// <summary>Months up to k without a value.</summary>
    public required int Gaps { get; init; }

    /// <summary>Whether enough is known of the year before.</summary>
    public required bool LastYearKnown { get; init; }

    /// <summary>What the trees see, in the order of <see cref="Training.Features.All"/>.</summary>
    public required float[] Features { get; init; }

    /// <summary>The year's total where it is complete, else NaN.</summary>
    public required double Total { get; init; }

    /// <summary>What serves such a row when there are no trees for it.</summary>
    public string Basis => Years > 0 ? ForecastBasis.Candidates : Gaps < K ? ForecastBasis.PooledShare : ForecastBasis.PooledLevel;

    /// <summary>How large an error usually is where no model has learned it; above 0.</summary>
    public double UsualError => Volatility + 0.1;

    /// <summary>How far a value is from the base, in logs, divided by the open share, within ±6.</summary>
    public double ScaledLog(double value) => ScaledLog(value, Base);

    /// <summary>The same from another base.</summary>
    public double ScaledLog(double value, double from) =>
        Math.Clamp(Math.Log((value + Offset) / (from + Offset)) / Open, -LargestScaledLog, LargestScaledLog);

    /// <summary>The log of a value raised by the offset.</summary>
    public double LogOf(double value) => Math.Log(value + Offset);

    /// <summary>The value of such a log; never below what is known.</summary>
    public double ValueOf(double log) => Math.Max(Known, Math.Exp(log) - Offset);
}
