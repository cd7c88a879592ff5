using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Plan;

namespace YouthFunctions.Forecasts.Records;

/// <summary>What is flagged anywhere below a unit, so that a unit that lags is seen at the top too.</summary>
/// <param name="Lagging">How many targets will probably be missed, or were.</param>
/// <param name="LaggingUnits">Of how many units.</param>
/// <param name="AtRisk">How many targets are at risk.</param>
public sealed record FlagsBelow(int Lagging, int LaggingUnits, int AtRisk)
{
    /// <summary>How many changes are kept of a unit: they fit one property of its row.</summary>
    public const int MaxChanges = 120;

    /// <summary>The forecasts, each with what is flagged and what changed below it. Parts of an indicator count with their whole.</summary>
    public static IReadOnlyList<UnitForecast> Add(YearPlan plan, UnitTree tree, IReadOnlyList<UnitForecast> forecasts)
    {
        var wholes = plan.Indicators.Where(indicator => indicator.PartOf is null).Select(indicator => indicator.Code).ToHashSet();
        var flags = new Dictionary<UnitCode, FlagsBelow>();
        var changes = new Dictionary<UnitCode, List<StatusChange>>();
        foreach (var unit in forecasts)
        {
            var looked = unit.Indicators.Where(forecast => wholes.Contains(forecast.Indicator)).ToArray();
            var lagging = looked.Count(forecast => forecast.Status is TargetStatus.Lagging or TargetStatus.Missed);
            var atRisk = looked.Count(forecast => forecast.Status == TargetStatus.AtRisk);
            var changed = looked.Where(forecast => forecast.IsNoteworthy).Select(forecast => StatusChange.From(unit.Unit, forecast))
                .ToArray();
            foreach (var above in tree.PathToRoot(unit.Unit).Skip(1).Select(above => above.Code))
            {
                var sum = flags.GetValueOrDefault(above) ?? new FlagsBelow(0, 0, 0);
                flags[above] = new FlagsBelow(sum.Lagging + lagging, sum.LaggingUnits + (lagging > 0 ? 1 : 0), sum.AtRisk + atRisk);
                if (!changes.TryGetValue(above, out var list))
                    changes[above] = list = [];
                list.AddRange(changed);
            }
        }

        return
        [
            .. forecasts.Select(unit => unit with
            {
                Below = flags.GetValueOrDefault(unit.Unit),
                ChangesBelow = [.. StatusChange.LatestFirst(changes.GetValueOrDefault(unit.Unit) ?? []).Take(MaxChanges)],
            }),
        ];
    }
}
