using YouthFunctions.Analytics.Values;

namespace YouthFunctions.Analytics.Forecasting;

/// <summary>Why a status is as it is, for words in any language.</summary>
public enum ReasonCode
{
    /// <summary>Figure: reported so far. Reference: the same months of last year.</summary>
    BehindLastYear,

    /// <summary>Figure: reported so far. Reference: the share of the target that is usual by now, in the target's unit.</summary>
    BehindUsualShare,

    /// <summary>Figure: the strongest months so far (the campaign). Reference: what they usually bring of the target.</summary>
    CampaignBelowUsual,

    /// <summary>Figure: silent units. Reference: all units.</summary>
    UnitsSilent,

    /// <summary>Figure: months without a report. Reference: months elapsed.</summary>
    MonthsMissing,

    /// <summary>Figure: the target now. Reference: the target before.</summary>
    TargetRaised,

    /// <summary>Figure: the monthly pace needed. Reference: the best comparable months.</summary>
    PaceOutOfReach,
}

/// <summary>What moved a status.</summary>
public enum ReasonKind
{
    /// <summary>What was done.</summary>
    Performance,

    /// <summary>What was not reported.</summary>
    Reporting,

    /// <summary>What was asked for.</summary>
    Target,
}

/// <summary>One reason.</summary>
/// <param name="Code">Which.</param>
/// <param name="Kind">Performance, reporting or target.</param>
/// <param name="Figure">The figure now; see the code.</param>
/// <param name="Reference">What it is held against; see the code.</param>
/// <param name="Weight">The gap as a share of the target: larger reasons first.</param>
public sealed record StatusReason(ReasonCode Code, ReasonKind Kind, double Figure, double Reference, double Weight);

/// <summary>What it takes: the monthly pace to the target and the best comparable months.</summary>
/// <param name="Required">Needed a month for the rest of the year.</param>
/// <param name="BestComparable">The best average of as many months running as are left, in the years before; null without any.</param>
public sealed record RequiredPace(double Required, double? BestComparable);

/// <summary>Facts beyond the series itself.</summary>
/// <param name="UnitsSilent">Units below that have not reported the last month known.</param>
/// <param name="Units">Units below.</param>
/// <param name="FormerTarget">The target before the last change; null when never changed.</param>
public sealed record ReportingFacts(int UnitsSilent = 0, int Units = 0, double? FormerTarget = null);

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
