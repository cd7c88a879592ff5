namespace YouthFunctions.Forecasting.Backtesting;

/// <summary>The scores, each for one forecast or for a set of pairs.</summary>
public static class Formulas
{
    private static readonly (double Level, double Weight)[] QuantileWeights =
        [(0.025, 0.0625), (0.1, 0.2375), (0.5, 0.4), (0.9, 0.2375), (0.975, 0.0625)];

    /// <summary>Pinball loss of a quantile forecast (Koenker and Bassett 1978).</summary>
    public static double Pinball(double level, double quantile, double actual) =>
        actual >= quantile ? level * (actual - quantile) : (1 - level) * (quantile - actual);

    /// <summary>
    /// The continuous ranked probability score as twice the integral of the pinball loss over the level (Gneiting and
    /// Ranjan 2011), each of the five quantiles standing for the levels nearest to it.
    /// </summary>
    public static double Crps(ReadOnlySpan<double> fiveQuantiles, double actual)
    {
        var sum = 0.0;
        for (var i = 0; i < QuantileWeights.Length; i++)
            sum += 2 * QuantileWeights[i].Weight * Pinball(QuantileWeights[i].Level, fiveQuantiles[i], actual);
        return sum;
    }

    /// <summary>Interval score (Winkler 1972; Gneiting and Raftery 2007) of a central 1 − <paramref name="alpha"/> interval.</summary>
    public static double Winkler(double low, double high, double actual, double alpha) =>
        high - low + (2 / alpha * (Math.Max(0, low - actual) + Math.Max(0, actual - high)));

    /// <summary>
    /// Area under the ROC curve: the chance that one that met has the higher score than one that missed, ties half (the
    /// Mann-Whitney statistic, Hanley and McNeil 1982); NaN without both, and where a score is none.
    /// </summary>
    public static double Auc(IReadOnlyList<(double Score, bool Met)> pairs)
    {
        if (pairs.Any(pair => double.IsNaN(pair.Score)))
            return double.NaN; // it ties with nothing, itself included
        var sorted = pairs.OrderBy(pair => pair.Score).ToArray();
        double ranks = 0, met = 0;
        for (var start = 0; start < sorted.Length;)
        {
            var end = start;
            while (end < sorted.Length && sorted[end].Score == sorted[start].Score)
                end++;
            var count = sorted.AsSpan(start, end - start).ToArray().Count(pair => pair.Met);
            ranks += count * (start + end + 1) / 2.0;
            met += count;
            start = end;
        }

        var missed = sorted.Length - met;
        return met == 0 || missed == 0 ? double.NaN : (ranks - (met * (met + 1) / 2)) / (met * missed);
    }

    /// <summary>
    /// The share of those that miss which a threshold flags (score below it) while it flags the given share of those
    /// that meet; ties are split evenly. NaN without both.
    /// </summary>
    public static double FlaggedMisses(IReadOnlyList<(double Score, bool Met)> pairs, double falseAlarms)
    {
        double met = pairs.Count(pair => pair.Met), missed = pairs.Count - met;
        if (met == 0 || missed == 0)
            return double.NaN;
        double allowed = falseAlarms * met, flagged = 0;
        foreach (var tie in pairs.GroupBy(pair => pair.Score).OrderBy(group => group.Key))
        {
            double inMet = tie.Count(pair => pair.Met), inMissed = tie.Count() - inMet;
            if (inMet > allowed)
                return (flagged + (inMissed * allowed / inMet)) / missed;
            allowed -= inMet;
            flagged += inMissed;
        }

        return flagged / missed;
    }
}
