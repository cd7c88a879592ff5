using YouthFunctions.Calls.Texts;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Records;
using YouthFunctions.Reports.Rules;
using YouthFunctions.Rollups.Years;
using YouthFunctions.Units;

namespace YouthFunctions.Summaries.Standings;

/// <summary>A doubted value, as the leader of a unit at or above it sees it.</summary>
/// <param name="Value">The value.</param>
/// <param name="Name">The name of the unit that reported it.</param>
/// <param name="Confirms">The name of the unit directly above that can confirm it beside the sender; null for none.</param>
/// <param name="Indicator">The indicator.</param>
/// <param name="Effect">Its part of the shown unit's target, or without one of what is reported; 1 is all of it.</param>
public sealed record AwaitedStanding(AwaitedValue Value, string Name, string? Confirms, Indicator Indicator, double Effect)
{
    /// <summary>How many a page shows.</summary>
    public const int MaxShown = 20;

    /// <summary>Why it is doubted and what is usual.</summary>
    public Text Why => DoubtTexts.Explain(new ValueDoubt(Value.Indicator, Value.Why));

    /// <summary>The values in the order of their effect on a unit, bounded.</summary>
    public static IReadOnlyList<AwaitedStanding> ByEffect(
        AwaitedValues awaited, Summary summary, ReportingYear reportingYear, UnitRegister register) =>
    [
        .. awaited.Largest.Select(value => From(value, summary, reportingYear, register)).OfType<AwaitedStanding>()
            .OrderByDescending(standing => standing.Effect).ThenBy(standing => standing.Value.Unit)
            .ThenBy(standing => standing.Value.Period)
            .ThenBy(standing => standing.Value.Indicator).Take(MaxShown),
    ];

    private static AwaitedStanding? From(AwaitedValue value, Summary summary, ReportingYear reportingYear, UnitRegister register)
    {
        // In the year of a reorganisation the unit may be one of the months before.
        var tree = register.TreeOf(value.Period);
        if (reportingYear.Plan.Find(value.Indicator) is not { } indicator || !tree.TryGet(value.Unit, out var unit))
            return null;
        var target = value.Denominator is null ? reportingYear.Targets.Find(summary.Unit.Code, value.Indicator) : null;
        var effect = (double)(target is > 0 and var goal ? value.Amount / goal : value.Share);
        return new AwaitedStanding(value, unit.Name, unit.Parent is { } parent ? tree[parent].Name : null, indicator, effect);
    }
}
