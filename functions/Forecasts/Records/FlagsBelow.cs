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

    /// <summary>The forecasts of whole sub-trees, each with what is flagged and what changed below it.</summary>
    public static IReadOnlyList<UnitForecast> Add(YearPlan plan, UnitTree tree, IReadOnlyList<UnitForecast> forecasts)
    {
        var made = forecasts.ToDictionary(forecast => forecast.Unit);
        var upTo = new Dictionary<UnitCode, List<UnitForecast>>(); // the nearest ones below each unit
        foreach (var unit in tree.TopDown.Reverse())
        {
            var below = upTo.GetValueOrDefault(unit.Code) ?? [];
            if (made.TryGetValue(unit.Code, out var forecast))
                below = [made[unit.Code] = Add(plan, forecast, below)];
            if (unit.Parent is not { } parent)
                continue;
            if (!upTo.TryGetValue(parent, out var all))
                upTo[parent] = all = [];
            all.AddRange(below);
        }

        return [.. forecasts.Select(forecast => made[forecast.Unit])];
    }

    /// <summary>A unit's forecast with what is flagged and what changed below it, from the nearest forecasts below, which have theirs.
    /// Parts of an indicator count with their whole.</summary>
    public static UnitForecast Add(YearPlan plan, UnitForecast unit, IReadOnlyList<UnitForecast> below)
    {
        if (below.Count == 0)
            return unit with { Below = null, ChangesBelow = [] };
        var wholes = plan.Indicators.Where(indicator => indicator.PartOf is null).Select(indicator => indicator.Code).ToHashSet();
        var (sum, changes) = (new FlagsBelow(0, 0, 0), new List<StatusChange>());
        foreach (var child in below)
        {
            var counted = child.Indicators.Where(forecast => wholes.Contains(forecast.Indicator)).ToArray();
            var lagging = counted.Count(forecast => forecast.Status is TargetStatus.Lagging or TargetStatus.Missed);
            var atRisk = counted.Count(forecast => forecast.Status == TargetStatus.AtRisk);
            sum = new FlagsBelow(
                sum.Lagging + lagging + (child.Below?.Lagging ?? 0),
                sum.LaggingUnits + (lagging > 0 ? 1 : 0) + (child.Below?.LaggingUnits ?? 0),
                sum.AtRisk + atRisk + (child.Below?.AtRisk ?? 0));
            changes.AddRange(child.ChangesBelow);
            changes.AddRange(counted.Where(forecast => forecast.IsNoteworthy).Select(forecast => StatusChange.From(child.Unit, forecast)));
        }

        return unit with { Below = sum, ChangesBelow = [.. StatusChange.LatestFirst(changes).Take(MaxChanges)] };
    }
}
