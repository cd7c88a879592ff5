using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Forecasting.Status;

/// <summary>Finds the largest reasons for being behind, and the pace needed.</summary>
public static class StatusReasons
{
    /// <summary>Up to three reasons, largest first, after k months of a year.</summary>
    public static IReadOnlyList<StatusReason> Explain(MonthlySeries series, int year, int k, double target, ReportingFacts facts)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(target);
        var reasons = new List<StatusReason>();
        var now = Months(series, year).Take(k).ToArray();
        var known = now.Sum(value => value ?? 0);
        var past = Enumerable.Range(1, 3).Select(back => Months(series, year - back)).Where(months => months.All(month => month.HasValue) && months.Sum() > 0)
            .Select(months => months.Select(month => month!.Value).ToArray()).ToArray();
        var missing = now.Count(value => value is null);
        if (missing > 0)
            reasons.Add(new(ReasonCode.MonthsMissing, ReasonKind.Reporting, missing, k, (double)missing / 12));
        if (facts is { UnitsSilent: > 0, Units: > 0 })
            reasons.Add(new(ReasonCode.UnitsSilent, ReasonKind.Reporting, facts.UnitsSilent, facts.Units, (double)facts.UnitsSilent / facts.Units * k / 12));
        if (facts.FormerTarget is { } former && target > former)
            reasons.Add(new(ReasonCode.TargetRaised, ReasonKind.Target, target, former, (target - former) / target));
        if (past.Length > 0)
        {
            var last = past[0].Take(k).Where((_, month) => now[month].HasValue).Sum();
            Behind(ReasonCode.BehindLastYear, known, last, target, reasons);
            var shares = Enumerable.Range(0, 12).Select(month => past.Sum(months => months[month]) / past.Sum(months => months.Sum())).ToArray();
            Behind(ReasonCode.BehindUsualShare, known, target * shares.Take(k).Where((_, month) => now[month].HasValue).Sum(), target, reasons);
            var campaign = Enumerable.Range(0, k).Where(month => now[month].HasValue && shares[month] > 1.5 / 12).ToArray();
            Behind(ReasonCode.CampaignBelowUsual, campaign.Sum(month => now[month]!.Value), target * campaign.Sum(month => shares[month]), target, reasons);
        }

        if (Pace(series, year, k, target) is { BestComparable: { } best } pace && pace.Required > best)
            reasons.Add(new(ReasonCode.PaceOutOfReach, ReasonKind.Performance, pace.Required, best, (pace.Required - best) * (12 - k) / target));
        return [.. reasons.OrderByDescending(reason => reason.Weight).ThenBy(reason => reason.Code).Take(3)];
    }

    /// <summary>The pace needed from month k + 1 on; null when the year is over or the target is met.</summary>
    public static RequiredPace? Pace(MonthlySeries series, int year, int k, double target)
    {
        var left = 12 - k;
        var known = Months(series, year).Take(k).Sum(value => value ?? 0);
        if (left <= 0 || known >= target)
            return null;
        var before = Enumerable.Range(1, 3).SelectMany(back => Months(series, year - 4 + back)).ToArray();
        double? best = null;
        for (var start = 0; start + left <= before.Length; start++)
        {
            var window = before.AsSpan(start, left).ToArray();
            if (window.All(value => value.HasValue))
                best = Math.Max(best ?? 0, window.Sum()!.Value / left);
        }

        return new RequiredPace((target - known) / left, best);
    }

    private static void Behind(ReasonCode code, double figure, double reference, double target, List<StatusReason> reasons)
    {
        if (figure < reference)
            reasons.Add(new(code, ReasonKind.Performance, figure, reference, (reference - figure) / target));
    }

    private static double?[] Months(MonthlySeries series, int year) => [.. Month.OfYear(year).Select(month => series[month])];
}
