using System.Globalization;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Plan;

namespace YouthFunctions.Summaries.Standings;

/// <summary>What the year-end would be if the coming months brought another amount than the forecast expects.</summary>
/// <param name="Pace">Per cent of what the forecast expects of the coming months, 0 to 500.</param>
/// <param name="YearEnd">The year-end at that pace, in the indicator's unit.</param>
/// <param name="Low80">With <paramref name="High80"/> the 80 % interval at that pace.</param>
/// <param name="High80">See <paramref name="Low80"/>.</param>
/// <param name="Probability">Of meeting the target at that pace; null without a target.</param>
/// <param name="PaceToMeet">Per cent at which the year-end is the target; null without a target, and where so little is expected that no
/// pace is worth a number.</param>
public sealed record WhatIf(int Pace, double YearEnd, double Low80, double High80, double? Probability, int? PaceToMeet)
{
    /// <summary>The largest pace that can be asked for.</summary>
    public const int MaxPace = 500;

    // A thousand times what is expected.
    private const double MostToMeet = 100_000;

    // What binary fractions lack of a whole per cent is none.
    private const double Rounding = 1e-9;

    /// <summary>
    /// Reads a pace that was asked for: digits only, 0 to <see cref="MaxPace"/>; 100 where none was. False for anything else.
    /// </summary>
    public static bool TryReadPace(string? requested, out int pace)
    {
        pace = 100;
        return requested is null or ""
            || (int.TryParse(requested, NumberStyles.None, CultureInfo.InvariantCulture, out pace) && pace <= MaxPace);
    }

    /// <summary>
    /// What is reached stands; what is still expected, and its uncertainty, grow or shrink with the pace. So the target
    /// is met at pace p exactly where the forecast would reach "reached + (target − reached) / p". Of a ratio what is reached is its
    /// share now, and what is expected is the rise of it, to all at most.
    /// </summary>
    /// <param name="standing">An indicator with a forecast that expects more to come; null for anything else.</param>
    /// <param name="pace">Per cent, 0 to <see cref="MaxPace"/>.</param>
    public static WhatIf? Create(IndicatorStanding standing, int pace)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pace);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pace, MaxPace);
        if (standing.Forecast is not
            {
                Projection: { Point: var projected, Interval80: { } interval80, Interval95: { } interval95 },
            } forecast)
            return null;
        var isRatio = standing.Indicator.Kind == IndicatorKind.Ratio;
        if (isRatio && forecast.YearToDate is null)
            return null;
        var (low80, high80, low95, high95) = (interval80.Low, interval80.High, interval95.Low, interval95.High);
        // What is doubted of a flow is not in the forecast.
        var known = (double)((forecast.YearToDate ?? 0) - (isRatio ? 0 : forecast.Doubted ?? 0));
        if (projected <= known)
            return null;
        double At(double yearEnd) => Math.Clamp(known + ((yearEnd - known) * pace / 100), 0, isRatio ? 1 : double.MaxValue);
        var target = (double?)forecast.Target;
        (double, double)[] quantiles = [(low95, .025), (low80, .1), (projected, .5), (high80, .9), (high95, .975)];
        // A ratio that stands at its target can fall again; a flow that has reached its own cannot.
        double Reaching(double goal) => goal <= known && !isRatio ? 1
            : pace == 0 ? goal <= known ? 1 : 0
            : ProbabilityAbove(known + ((goal - known) * 100 / pace), quantiles);
        double Keeping(double ceiling) => pace == 0 ? ceiling >= known ? 1 : 0 : 1 - Reaching(ceiling);
        double? probability = target is not { } goal ? null
            : pace == 100 && forecast.Projection.Probability is { } stated ? stated
            : standing.Indicator.Direction == Direction.HigherIsBetter ? Reaching(goal)
            : Keeping(goal);
        return new WhatIf(
            pace, At(projected), At(low80), At(high80), probability,
            target is { } needed ? ToMeet(Math.Max(0, needed - known) / (projected - known) * 100) : null);
    }

    private static int? ToMeet(double pace) => pace > MostToMeet ? null : (int)Math.Ceiling(pace - Rounding);

    // P(year-end >= value) by straight lines between the quantiles that are kept; beyond the outermost ones their tail.
    private static double ProbabilityAbove(double value, (double Value, double Share)[] quantiles)
    {
        if (value <= quantiles[0].Value)
            return 1 - (quantiles[0].Share / 2);
        for (var i = 1; i < quantiles.Length; i++)
        {
            var (from, to) = (quantiles[i - 1], quantiles[i]);
            if (value <= to.Value)
                return 1 - (to.Value <= from.Value
                    ? to.Share
                    : from.Share + ((value - from.Value) / (to.Value - from.Value) * (to.Share - from.Share)));
        }

        return (1 - quantiles[^1].Share) / 2;
    }
}
