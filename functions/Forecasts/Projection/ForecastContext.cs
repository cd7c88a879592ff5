using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Plan;

namespace YouthFunctions.Forecasts.Projection;

/// <summary>What is the same for every unit of a run.</summary>
/// <param name="AsOf">The day of the run.</param>
/// <param name="MonthsKnown">How many months count as known, 0 to 12.</param>
/// <param name="ModelHash">Which model and input.</param>
/// <param name="Thresholds">Where the statuses part.</param>
/// <param name="Shares">By indicator, the usual share of the year that is reached by the end of each month.</param>
public sealed record ForecastContext(
    DateOnly AsOf, int MonthsKnown, string ModelHash, StatusThresholds Thresholds, IReadOnlyDictionary<IndicatorCode, double[]> Shares)
{
    /// <summary>The usual share of the year's result after <paramref name="months"/> months, 0..1; even months without history.</summary>
    public double UsualShare(IndicatorCode indicator, int months) =>
        months == 0 ? 0 : Shares.TryGetValue(indicator, out var shares) ? shares[months - 1] : months / 12.0;

    /// <summary>The usual shares of the country over the three years before, activities moved to where the year has them.</summary>
    public static IReadOnlyDictionary<IndicatorCode, double[]> UsualShares(YearPlan plan, ForecastHistory history, MovedActivities moved)
    {
        var shares = new Dictionary<IndicatorCode, double[]>();
        foreach (var indicator in plan.Indicators)
        {
            var series = history.AdjustedTotal(indicator.Code, UnitCode.Country, moved) ?? history.Total(indicator, UnitCode.Country);
            var years = Enumerable.Range(1, 3)
                .Select(back => Month.OfYear(plan.Year - back).Select(month => series[month] ?? double.NaN).ToArray())
                .Where(months => months.All(double.IsFinite)).ToArray();
            if (indicator.Kind == IndicatorKind.Ratio)
                years = [.. years.Where(months => months[11] > 0).Select(months => months.Select(month => month / months[11]).ToArray())];
            else
                years = [.. years.Where(months => months.Sum() > 0).Select(months => Cumulative(months))];
            if (years.Length > 0)
                shares[indicator.Code] = [.. Enumerable.Range(0, 12).Select(month => years.Average(year => year[month]))];
        }

        return shares;
    }

    private static double[] Cumulative(double[] months)
    {
        var (total, sum) = (months.Sum(), 0.0);
        return [.. months.Select(month => (sum += month) / total)];
    }
}
