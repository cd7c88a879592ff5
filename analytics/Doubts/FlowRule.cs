namespace YouthFunctions.Analytics.Doubts;

/// <summary>
/// Whether a month's amount is out of proportion: to the unit's own months; without any, to its target, its population or
/// its siblings. The thresholds were set on two panels of real monthly series with injected errors (docs/doubt.md), so
/// that fewer than 1 in 200 right values is doubted on each of them.
/// </summary>
public static class FlowRule
{
    /// <summary>Amounts up to so many steps are never doubted for being large: small counts vary by chance.</summary>
    internal const int SmallCount = 30;

    /// <summary>So many steps are added to what an amount is held against, for the same reason.</summary>
    internal const int Cushion = 20;

    /// <summary>So many months known make a history; with fewer the target speaks.</summary>
    internal const int HistoryMonths = 2;

    /// <summary>The least factor above the largest month known, for a unit that hardly varies.</summary>
    internal const double LeastFactor = 2.5;

    /// <summary>The largest factor, for a unit that varies wildly.</summary>
    internal const double MostFactor = 12;

    /// <summary>The least factor while no earlier year is known: seasons cannot be told yet.</summary>
    internal const double FirstYearFactor = 5;

    /// <summary>The same with no more than <see cref="HistoryMonths"/> months.</summary>
    internal const double FewMonthsFactor = 8;

    /// <summary>The factor is e to so many times the spread of the months' logarithms (a robust standard deviation).</summary>
    internal const double SpreadWeight = 1.5;

    /// <summary>Beside the months just before and the same season of earlier years so much more is allowed.</summary>
    internal const double SeasonSlack = 1.5;

    /// <summary>In a first year, up to this share of the year's target may come in one month: a campaign. It only speaks for
    /// units of the target's size: see <see cref="SizeShare"/>.</summary>
    internal const double CampaignShare = 0.6;

    /// <summary>A unit's largest month reaches this share of its target, or the target says nothing of its size.</summary>
    internal const double SizeShare = 0.02;

    /// <summary>Without history, so many times the year's target in one month are doubted: targets are divided evenly and
    /// fit roughly.</summary>
    internal const double TargetFactor = 5;

    /// <summary>Without history and target, so many for each person who lives there are doubted.</summary>
    internal const double PopulationFactor = 2;

    /// <summary>Without history and target, so many times the siblings' largest month are doubted.</summary>
    internal const double SiblingFactor = 8;

    /// <summary>An amount that looks like the year to date is doubted from this factor above the comparable months on.</summary>
    internal const double YearToDateFactor = 1.5;

    /// <summary>The same while no earlier year is known: a season may rise as steeply.</summary>
    internal const double FirstYearToDateFactor = 2;

    /// <summary>How near to the year to date it must come, as a share of it.</summary>
    internal const double YearToDateNearness = 0.12;

    /// <summary>An amount above zero is too small below the smallest of at least twelve months divided by this: thousands
    /// for units.</summary>
    internal const double LowFactor = 30;

    /// <summary>So many months before make a year to date; one more while no earlier year is known.</summary>
    internal const int YearToDateMonths = 2;

    private const int YearMonths = 10;
    private const int SeasonYears = 3;
    private const int RecentMonths = 3;

    // What makes a median absolute deviation comparable to a standard deviation (Rousseeuw and Croux 1993).
    private const double Consistency = 1.4826;

    /// <summary>The doubt about an amount; null for none.</summary>
    /// <param name="amount">What the month brought, zero or more.</param>
    /// <param name="evidence">What is known beside it.</param>
    public static Doubt? Find(decimal amount, FlowEvidence evidence)
    {
        var (small, cushion) = (SmallCount * (double)evidence.Step, Cushion * (double)evidence.Step);
        var value = (double)amount / evidence.MonthsCovered;
        double?[] thisYear = [.. evidence.ThisYear.Select((month, index) => index == evidence.Month - 1 ? null : (double?)month)];
        double?[][] earlier = [.. evidence.Earlier.Select(year => year.Select(month => (double?)month).ToArray())];
        double[] months = [.. thisYear.Concat(earlier.SelectMany(year => year)).OfType<double>()];
        if (months.Length < HistoryMonths || months.Max() <= 0)
            return (double)amount < small ? null : WithoutHistory((double)amount, cushion, evidence);

        var comparable = Comparable(evidence.Month, thisYear, earlier);
        var high = Highest(months, comparable, cushion, evidence.Target);
        var low = comparable is not null && months.Length >= 12 && months.Min() > small ? (months.Min() / LowFactor) - cushion : 0;
        var range = new Doubt(
            DoubtReason.History, Math.Ceiling((decimal)Math.Max(0, low) * evidence.MonthsCovered), Whole(Math.Max(high, small), evidence));
        var isLikeYearToDate = LooksLikeYearToDate(value, evidence.Month, thisYear, earlier);
        if (value >= small && value > high)
            return isLikeYearToDate ? range with { Reason = DoubtReason.YearToDateAsMonth } : range;
        if (value > 0 && value < low)
            return range;
        var usual = (comparable is null ? FirstYearToDateFactor : YearToDateFactor) * ((comparable ?? months.Max()) + cushion);
        return value >= small && value > usual && isLikeYearToDate
            ? new Doubt(DoubtReason.YearToDateAsMonth, range.Low, Whole(usual, evidence))
            : null;
    }

    private static Doubt? WithoutHistory(double value, double cushion, FlowEvidence evidence)
    {
        var bounds = new List<(DoubtReason Reason, double High)>();
        if (evidence.Target is { } target)
            bounds.Add((DoubtReason.Target, TargetFactor * ((double)target + cushion)));
        if (evidence.Population is { } people)
            bounds.Add((DoubtReason.Population, PopulationFactor * ((double)people + cushion)));
        if (evidence is { Target: null, SiblingMonth: { } largest })
            bounds.Add((DoubtReason.Siblings, SiblingFactor * ((double)largest + cushion)));
        var exceeded = bounds.Where(bound => value > bound.High).ToArray();
        return exceeded.Length == 0 ? null : new Doubt(exceeded[0].Reason, 0, Math.Floor((decimal)bounds.Min(bound => bound.High)));
    }

    /// <summary>The largest of the same season of earlier years and of the months around; null while no earlier year is known.</summary>
    private static double? Comparable(int month, double?[] thisYear, double?[][] earlier)
    {
        if (!earlier.Any(year => year.Count(value => value is not null) >= YearMonths))
            return null;
        var season = earlier.Take(SeasonYears).SelectMany(year => new[] { -1, 0, 1 }.Select(step => year[(month + 11 + step) % 12]));
        var around = Enumerable.Range(month - 1 - RecentMonths, (2 * RecentMonths) + 1)
            .Where(index => index is >= 0 and < 12).Select(index => thisYear[index]);
        var before = month > RecentMonths ? [] : earlier[0].Skip(12 - (RecentMonths + 1 - month));
        return season.Concat(around).Concat(before).Max() ?? 0;
    }

    private static double Highest(double[] months, double? comparable, double cushion, decimal? target)
    {
        var logs = Array.ConvertAll(months, month => Math.Log(month + cushion));
        var middle = Median(logs);
        var spread = Consistency * Median(Array.ConvertAll(logs, log => Math.Abs(log - middle)));
        var least = comparable is not null ? LeastFactor : months.Length > HistoryMonths ? FirstYearFactor : FewMonthsFactor;
        var factor = Math.Clamp(Math.Exp(SpreadWeight * spread), least, MostFactor);
        var high = factor * (months.Max() + cushion);
        return comparable is { } season
            ? Math.Min(high, SeasonSlack * factor * (season + cushion))
            : target is { } goal && months.Max() >= SizeShare * (double)goal ? Math.Max(high, CampaignShare * (double)goal) : high;
    }

    private static bool LooksLikeYearToDate(double value, int month, double?[] thisYear, double?[][] earlier)
    {
        double[] before = [.. thisYear.Take(month - 1).OfType<double>()];
        var reached = before.Sum();
        if (before.Length < YearToDateMonths + (earlier.Length == 0 ? 1 : 0) || reached <= 0)
            return false;
        double[] like = [.. before.TakeLast(RecentMonths), .. earlier.Take(1).Select(year => year[month - 1]).OfType<double>()];
        return Math.Abs((value / (reached + Median(like))) - 1) < YearToDateNearness;
    }

    private static decimal Whole(double value, FlowEvidence evidence) =>
        Math.Floor((decimal)Math.Min(value * evidence.MonthsCovered, 1e20));

    private static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }
}
