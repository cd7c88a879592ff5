using YouthFunctions.Forecasting.Panel;

namespace YouthFunctions.Forecasting.Training;

/// <summary>Everything known of one node, year and k, and (for a past year) how it ended.</summary>
internal sealed record TrainingRow
{
    // Logs divided by the open share are kept within what trees can learn from: e to the 6 is four hundredfold.
    private const double LargestScaledLog = 6;

    // A line through the 80 % ranges of first-year errors by share of zero months (none, 10, 35 and 75 %) on both panels of
    // docs/forecast-accuracy.md; errors are told in multiples of it, so only its shape counts.
    private const double SteadyError = 0.45;
    private const double ErrorOfZeroMonths = 2.4;
    private const int FewYears = 3;

    public required PanelNode Node { get; init; }

    /// <summary>Calendar year.</summary>
    public required int Year { get; init; }

    /// <summary>Months known, 0 to 12.</summary>
    public required int K { get; init; }

    public required double[] Candidates { get; init; }

    /// <summary>What methods make of it that know this series only; NaN without a year before.</summary>
    public required double Local { get; init; }

    /// <summary>The largest month of the six years before and of the known months; 0 where nothing ever came.</summary>
    public double LargestMonth { get; init; }

    /// <summary>How far it has left its level, see <see cref="LevelShift"/>.</summary>
    public double Shift { get; init; }

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
    public bool LastYearKnown => LastYear is not null;

    /// <summary>The twelve months of the year before, few gaps filled; null when too little is known of it.</summary>
    public required double[]? LastYear { get; init; }

    /// <summary>The share of each month in a year, the series' own drawn towards those of its group.</summary>
    public required double[] Shares { get; init; }

    /// <summary>The share of months without anything in the years at hand, 0 to 1.</summary>
    public required double ZeroShare { get; init; }

    /// <summary>
    /// The most that an error can usually be by what the series itself was like: twice the worst by which its base missed after the same
    /// months of up to three years before, and a margin that narrows with those years; infinite where no such year is known, and for a
    /// series that has left its level.
    /// </summary>
    public double LargestUsualError { get; init; } = double.PositiveInfinity;

    /// <summary>What the trees see, in the order of <see cref="Training.Features.All"/>.</summary>
    public required float[] Features { get; init; }

    /// <summary>The year's total where it is complete, else NaN.</summary>
    public required double Total { get; init; }

    /// <summary>
    /// How large an error usually is where no model has learned it; above 0. Deviations need years: with few of them the share of zero
    /// months tells most.
    /// </summary>
    public double UsualError => Years is > 0 and <= FewYears ? SteadyError + (ErrorOfZeroMonths * ZeroShare) : Volatility + 0.1;

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
