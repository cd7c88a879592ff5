using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Forecasting.Status;

/// <summary>Finds the largest reasons for being behind, and the pace needed.</summary>
public static class StatusReasons
{
    private const int MostReasons = 3;
    private const int PastYears = 3;

    // A month is one of the campaign when it usually brings half as much again as an even month.
    private const double CampaignShare = 1.5 / 12;

    // Of the target: what sums of doubles miss is no gap.
    private const double Negligible = 1e-9;

    /// <summary>Up to three reasons, largest first, after k months of a year.</summary>
    /// <param name="series">Monthly amounts; a ceiling's too.</param>
    /// <param name="year">The year.</param>
    /// <param name="k">Months known, 1 to 12.</param>
    /// <param name="target">Above 0.</param>
    /// <param name="facts">What else is known.</param>
    /// <param name="adjusted">Where this year holds activities in other months than the years before: the series as those years would then
    /// have been. It tells what is usual; the same months of last year tell nothing where it differs from them.</param>
    public static IReadOnlyList<StatusReason> Explain(
        MonthlySeries series, int year, int k, double target, ReportingFacts facts, MonthlySeries? adjusted = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(target);
        double?[] known = [.. Months(series, year).Take(k)];
        var reasons = OfReporting(known, facts);
        if (facts.IsCeiling)
            return Largest(reasons);
        if (facts.FormerTarget is { } former && target > former)
            reasons.Add(new(ReasonCode.TargetRaised, ReasonKind.Target, target, former, (target - former) / target));
        var hasMoved = adjusted is not null && !Months(adjusted, year - 1).SequenceEqual(Months(series, year - 1));
        AddPerformance(
            reasons, known, hasMoved ? null : CompleteYear(series, year - 1), CompleteYears(adjusted ?? series, year), target);
        if (Pace(series, year, k, target) is { BestComparable: { } best } pace && pace.Required > best)
        {
            reasons.Add(new(
                ReasonCode.PaceOutOfReach, ReasonKind.Performance, pace.Required, best, (pace.Required - best) * (12 - k) / target));
        }

        return Largest(SaidOnce(reasons));
    }

    /// <summary>The pace needed from month k + 1 on; null when the year is over or the target is met.</summary>
    public static RequiredPace? Pace(MonthlySeries series, int year, int k, double target)
    {
        var left = 12 - k;
        var known = Months(series, year).Take(k).Sum(value => value ?? 0);
        if (left <= 0 || known >= target)
            return null;
        var before = Enumerable.Range(1, PastYears).SelectMany(i => Months(series, year - PastYears - 1 + i)).ToArray();
        double? best = null;
        for (var start = 0; start + left <= before.Length; start++)
        {
            var window = before.AsSpan(start, left).ToArray();
            if (window.All(value => value.HasValue))
                best = Math.Max(best ?? 0, window.Sum()!.Value / left);
        }

        return new RequiredPace((target - known) / left, best);
    }

    // Behind last year and behind the usual share are one fact seen twice: the larger of the two is told.
    private static List<StatusReason> SaidOnce(List<StatusReason> reasons)
    {
        var behind = reasons.Where(reason => reason.Code is ReasonCode.BehindLastYear or ReasonCode.BehindUsualShare)
            .OrderByDescending(reason => reason.Weight).Skip(1).ToArray();
        return [.. reasons.Except(behind)];
    }

    internal static StatusReason[] Largest(IEnumerable<StatusReason> reasons) =>
    [
        .. reasons.Where(reason => reason.Weight > Negligible)
            .OrderByDescending(reason => reason.Weight).ThenBy(reason => reason.Code).Take(MostReasons),
    ];

    internal static List<StatusReason> OfReporting(double?[] known, ReportingFacts facts)
    {
        var reasons = new List<StatusReason>();
        var (k, missing) = (known.Length, known.Count(value => value is null));
        if (missing > 0)
            reasons.Add(new(ReasonCode.MonthsMissing, ReasonKind.Reporting, missing, k, (double)missing / 12));
        if (facts is { UnitsSilent: > 0, Units: > 0 })
        {
            var weight = (double)facts.UnitsSilent / facts.Units * k / 12;
            reasons.Add(new(ReasonCode.UnitsSilent, ReasonKind.Reporting, facts.UnitsSilent, facts.Units, weight));
        }

        return reasons;
    }

    private static void AddPerformance(List<StatusReason> reasons, double?[] known, double[]? lastYear, double[][] past, double target)
    {
        if (past.Length == 0)
            return;
        void AddIfBehind(ReasonCode code, double figure, double reference)
        {
            if (figure < reference)
                reasons.Add(new(code, ReasonKind.Performance, figure, reference, (reference - figure) / target));
        }

        bool IsKnown(int month) => known[month].HasValue;
        var reached = known.Sum(value => value ?? 0);
        if (lastYear is not null)
            AddIfBehind(ReasonCode.BehindLastYear, reached, lastYear.Take(known.Length).Where((_, month) => IsKnown(month)).Sum());
        double[] shares = [.. Enumerable.Range(0, 12).Select(month => past.Sum(year => year[month]) / past.Sum(year => year.Sum()))];
        AddIfBehind(
            ReasonCode.BehindUsualShare, reached, target * shares.Take(known.Length).Where((_, month) => IsKnown(month)).Sum());
        int[] campaign = [.. Enumerable.Range(0, known.Length).Where(month => IsKnown(month) && shares[month] > CampaignShare)];
        AddIfBehind(
            ReasonCode.CampaignBelowUsual, campaign.Sum(month => known[month]!.Value), target * campaign.Sum(month => shares[month]));
    }

    /// <summary>Of the three years before those that are complete and not all zero, the newest first.</summary>
    private static double[][] CompleteYears(MonthlySeries series, int year) =>
    [
        .. Enumerable.Range(1, PastYears).Select(back => CompleteYear(series, year - back)).OfType<double[]>(),
    ];

    private static double[]? CompleteYear(MonthlySeries series, int year) =>
        Months(series, year) is var months && months.All(month => month.HasValue) && months.Sum() > 0
            ? [.. months.Select(month => month!.Value)] : null;

    internal static double?[] Months(MonthlySeries series, int year) => [.. Month.OfYear(year).Select(month => series[month])];
}
