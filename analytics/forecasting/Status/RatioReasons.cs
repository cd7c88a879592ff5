using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Forecasting.Status;

/// <summary>Finds the largest reasons for a ratio's being behind: whether its numerator or its denominator moved it.</summary>
public static class RatioReasons
{
    /// <summary>Up to three reasons, largest first, after k months of a year.</summary>
    /// <param name="series">Shares by month.</param>
    /// <param name="year">The year.</param>
    /// <param name="k">Months known, 1 to 12.</param>
    /// <param name="target">A share above 0.</param>
    /// <param name="now">The latest numerator and denominator.</param>
    /// <param name="lastYear">Those of the same month of last year; unknown without any.</param>
    /// <param name="facts">What else is known.</param>
    public static IReadOnlyList<StatusReason> Explain(
        MonthlySeries series, int year, int k, double target, Measure now, Measure lastYear, ReportingFacts facts)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(target);
        var reasons = StatusReasons.OfReporting([.. StatusReasons.Months(series, year).Take(k)], facts);
        if (facts is { IsCeiling: false, FormerTarget: { } former } && target > former)
            reasons.Add(new(ReasonCode.TargetRaised, ReasonKind.Target, target, former, (target - former) / target));
        reasons.AddRange(Moves(now, lastYear, target, facts.IsCeiling));
        if (now.Denominator is > 0 and var whole)
        {
            // Whole people: one more than a ceiling allows is over it, one fewer than a floor asks is below it.
            var needed = facts.IsCeiling ? Math.Floor((decimal)target * whole) : Math.Ceiling((decimal)target * whole);
            var gap = (double)((facts.IsCeiling ? now.Numerator - needed : needed - now.Numerator) / whole) / target;
            if (gap > 0)
                reasons.Add(new(ReasonCode.NumeratorOffTarget, ReasonKind.Performance, (double)now.Numerator, (double)needed, gap));
        }

        return StatusReasons.Largest(reasons);
    }

    // n/d - n0/d0 = (n - n0)(1/d + 1/d0)/2 + (1/d - 1/d0)(n + n0)/2: two parts that add up to the whole move, whichever is taken first
    // (the decomposition of Bennet, 1920). A part that helped is no reason.
    private static IEnumerable<StatusReason> Moves(Measure now, Measure lastYear, double target, bool isCeiling)
    {
        if (now.Denominator is not > 0 || lastYear.Denominator is not > 0)
            yield break;
        if (isCeiling ? now.Value <= lastYear.Value : now.Value >= lastYear.Value)
            yield break;
        var (n, d) = ((double)now.Numerator, (double)now.Denominator);
        var (n0, d0) = ((double)lastYear.Numerator, (double)lastYear.Denominator);
        var harm = isCeiling ? 1 : -1;
        var byNumerator = harm * (n - n0) * ((1 / d) + (1 / d0)) / 2;
        var byDenominator = harm * ((1 / d) - (1 / d0)) * (n + n0) / 2;
        if (byNumerator > 0)
            yield return new(ReasonCode.NumeratorMoved, ReasonKind.Performance, n, n0, byNumerator / target);
        if (byDenominator > 0)
            yield return new(ReasonCode.DenominatorMoved, ReasonKind.Performance, d, d0, byDenominator / target);
    }
}
