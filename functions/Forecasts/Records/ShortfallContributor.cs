using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Plan;

namespace YouthFunctions.Forecasts.Records;

/// <summary>A unit directly below one that is flagged, which will lack much of its own target.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Name">Its name in the tree of the year.</param>
/// <param name="Gap">What its projected year-end lacks of its target, in the indicator's unit of measure.</param>
/// <param name="Share">Its part of what all units directly below lack, 0..1.</param>
public sealed record ShortfallContributor(UnitCode Unit, string Name, double Gap, double Share)
{
    /// <summary>How many are named.</summary>
    public const int MaxCount = 3;

    /// <summary>
    /// The forecasts, with the carriers named where a target lags or is at risk and units below lack theirs; not for ratios,
    /// whose gaps do not add up.
    /// </summary>
    /// <param name="plan">The plan of the year.</param>
    /// <param name="tree">The tree of the year.</param>
    /// <param name="forecasts">The forecasts.</param>
    /// <param name="below">Forecasts of units below them that are not among them.</param>
    public static IReadOnlyList<UnitForecast> AddContributors(
        YearPlan plan, UnitTree tree, IReadOnlyList<UnitForecast> forecasts, IReadOnlyList<UnitForecast>? below = null)
    {
        var flows = plan.Indicators.Where(indicator => indicator.Kind == IndicatorKind.Flow).ToDictionary(indicator => indicator.Code);
        var made = forecasts.Concat(below ?? []).ToDictionary(forecast => forecast.Unit);
        return [.. forecasts.Select(forecast => forecast with
        {
            Indicators = [.. forecast.Indicators.Select(behind =>
                behind.Status is (TargetStatus.Lagging or TargetStatus.AtRisk or TargetStatus.Missed)
                && flows.TryGetValue(behind.Indicator, out var flow)
                    ? behind with { Carriers = Largest(tree.Children(forecast.Unit), made, flow) }
                    : behind)],
        })];
    }

    private static ShortfallContributor[]? Largest(
        IReadOnlyList<Unit> children, Dictionary<UnitCode, UnitForecast> forecasts, Indicator indicator)
    {
        var gaps = children
            .Select(child => (Unit: child, Forecast: forecasts.GetValueOrDefault(child.Code)?.Indicators
                .FirstOrDefault(forecast => forecast.Indicator == indicator.Code)))
            .Select(child => (child.Unit, Gap: child.Forecast?.Shortfall(indicator.Direction) ?? 0))
            .Where(child => child.Gap > 0).ToArray();
        var all = gaps.Sum(child => child.Gap);
        return gaps.Length == 0 ? null : [.. gaps.OrderByDescending(child => child.Gap).ThenBy(child => child.Unit.Code).Take(MaxCount)
            .Select(child => new ShortfallContributor(child.Unit.Code, child.Unit.Name, child.Gap, child.Gap / all))];
    }
}
