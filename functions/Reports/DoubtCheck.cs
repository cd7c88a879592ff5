using YouthFunctions.Analytics.Doubts;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;

namespace YouthFunctions.Reports;

/// <summary>What is known of a unit beside its reports of the year; everything may be missing.</summary>
/// <param name="LastYear">Its own part of the year before; null where unknown.</param>
/// <param name="Siblings">The own parts of the units beside it, of the year before.</param>
/// <param name="People">Young people where it is; null where unknown.</param>
public sealed record UnitFacts(Rollup? LastYear, IReadOnlyList<Rollup> Siblings, Population? People)
{
    /// <summary>Nothing known.</summary>
    public static UnitFacts None { get; } = new(null, [], null);
}

/// <summary>
/// Which values of a report are out of proportion: the one rule for single reports, files, bridges and the form. Values
/// that are doubted themselves are no evidence until they are confirmed.
/// </summary>
public static class DoubtCheck
{
    private const decimal MoneyStep = 1_000_000;

    /// <summary>The doubts, in the order of the plan.</summary>
    /// <param name="draft">The new report.</param>
    /// <param name="plan">The plan and targets of its year.</param>
    /// <param name="reported">What the unit's current reports say of an indicator in a month, marked where doubted; null for nothing.</param>
    /// <param name="facts">What is known beside.</param>
    /// <param name="former">The revision that the report replaces: what it said undoubted, or was confirmed, is not asked again; null for none.</param>
    public static IReadOnlyList<ValueDoubt> Find(
        ReportDraft draft, PlanYear plan, Func<Month, IndicatorCode, ReportedValue?> reported, UnitFacts facts, Report? former = null)
    {
        var doubts = new List<ValueDoubt>();
        foreach (var indicator in plan.Plan.Indicators)
        {
            if (!draft.Values.TryGetValue(indicator.Code, out var value)
                || (former?.MarkedValues.TryGetValue(indicator.Code, out var before) == true && before == value))
                continue;
            var doubt = indicator.Kind == IndicatorKind.Flow
                ? OfFlow(draft, indicator, plan, reported, facts)
                : RatioRule.Find(Parts(value.Measure), Ratio(draft, indicator, reported, facts));
            if (doubt is not null)
                doubts.Add(new ValueDoubt(indicator.Code, doubt));
        }

        return doubts;
    }

    private static Doubt? OfFlow(
        ReportDraft draft, Indicator indicator, PlanYear plan, Func<Month, IndicatorCode, ReportedValue?> reported, UnitFacts facts)
    {
        var months = new decimal?[12];
        var (reached, silent, own, covered) = (0m, 0, 0m, 1);
        foreach (var month in Month.OfYear(draft.Period.Year))
        {
            if ((month == draft.Period ? draft.Values[indicator.Code] : reported(month, indicator.Code)) is not { } value)
            {
                silent++;
                continue;
            }

            // As the rollup derives it: a year-to-date figure after silent months stands for those too.
            var amount = value.IsYearToDate ? Math.Max(0, value.Measure.Numerator - reached) : value.Measure.Numerator;
            var standsFor = value.IsYearToDate ? silent + 1 : 1;
            (reached, silent) = (reached + amount, 0);
            if (month == draft.Period)
                (own, covered) = (amount, standsFor);
            else if (!value.IsDoubted)
                months[month.Number - 1] = amount / standsFor;
        }

        return FlowRule.Find(own, new FlowEvidence(draft.Period.Number, months, Known(facts.LastYear, indicator) is { } last ? [last] : [])
        {
            Target = plan.Targets.Of(draft.Unit, indicator.Code),
            Population = indicator.IsMoney ? null : facts.People?.Weight(indicator.Weights),
            SiblingMonth = facts.Siblings.SelectMany(sibling => Known(sibling, indicator) ?? []).Max(),
            Step = indicator.IsMoney ? MoneyStep : 1,
            MonthsCovered = covered,
        });
    }

    private static RatioEvidence Ratio(ReportDraft draft, Indicator indicator, Func<Month, IndicatorCode, ReportedValue?> reported, UnitFacts facts)
    {
        var months = Month.OfYear(draft.Period.Year).Select(month => month != draft.Period && reported(month, indicator.Code) is { IsDoubted: false } value
            ? Parts(value.Measure)
            : (RatioParts?)null);
        return new RatioEvidence(draft.Period.Number, [.. months], KnownRatios(facts.LastYear, indicator), indicator.OverTime == OverTime.Latest)
        {
            Population = facts.People?.Weight(indicator.Weights),
            SiblingDenominator = facts.Siblings.SelectMany(sibling => KnownRatios(sibling, indicator)).Max(parts => parts?.Denominator),
        };
    }

    private static decimal?[]? Known(Rollup? year, Indicator indicator)
    {
        if (year is null || !year.Indicators.Contains(indicator.Code))
            return null;
        var months = new decimal?[12];
        foreach (var (cell, month) in year.Months(indicator.Code).ToArray().Select((cell, month) => (cell, month)))
            if (cell.SureAmount is { IsKnown: true } amount)
                months[month] = amount.Numerator / (cell.SilentMonthsCaughtUp + 1);
        return months;
    }

    private static RatioParts?[] KnownRatios(Rollup? year, Indicator indicator) => year is null || !year.Indicators.Contains(indicator.Code)
        ? []
        : [.. year.Months(indicator.Code).ToArray().Select(cell => cell.SureAmount is { IsKnown: true } known ? Parts(known) : (RatioParts?)null)];

    private static RatioParts Parts(Measure measure) => new(measure.Numerator, measure.Denominator ?? 0);
}
