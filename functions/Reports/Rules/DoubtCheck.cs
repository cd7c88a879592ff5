using YouthFunctions.Analytics.Doubts;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Records;

namespace YouthFunctions.Reports.Rules;

/// <summary>
/// Which values of a report are out of proportion: the one rule for single reports, files, bridges and the form. Values
/// that are doubted themselves are no evidence until they are confirmed.
/// </summary>
public static class DoubtCheck
{
    private const decimal MoneyStep = 1_000_000;

    /// <summary>The doubts, in the order of the plan.</summary>
    /// <param name="draft">The new report.</param>
    /// <param name="reportingYear">The plan and targets of its year.</param>
    /// <param name="reported">What the unit's current reports say of an indicator in a month, marked where doubted; null for
    /// nothing. What the month's own report said undoubted, or was confirmed, is not asked again.</param>
    /// <param name="facts">What is known beside.</param>
    public static IReadOnlyList<ValueDoubt> Find(
        ReportDraft draft, ReportingYear reportingYear, Func<Month, IndicatorCode, ReportedValue?> reported, PlausibilityContext facts)
    {
        var doubts = new List<ValueDoubt>();
        foreach (var indicator in reportingYear.Plan.Indicators)
        {
            if (!draft.Values.TryGetValue(indicator.Code, out var value)
                || reported(draft.Period, indicator.Code) == value)
                continue;
            var doubt = indicator.Kind == IndicatorKind.Flow
                ? CheckFlow(draft, indicator, reportingYear, reported, facts)
                : RatioRule.Find(Parts(value.Measure), Ratio(draft, indicator, reported, facts));
            if (doubt is not null)
                doubts.Add(new ValueDoubt(indicator.Code, doubt));
        }

        return doubts;
    }

    private static Doubt? CheckFlow(
        ReportDraft draft, Indicator indicator, ReportingYear reportingYear, Func<Month, IndicatorCode, ReportedValue?> reported,
        PlausibilityContext facts)
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
            var isRunning = value.IsYearToDate && indicator.OverTime == OverTime.Sum;
            var amount = isRunning ? Math.Max(0, value.Measure.Numerator - reached) : value.Measure.Numerator;
            var standsFor = isRunning ? silent + 1 : 1;
            (reached, silent) = (reached + amount, 0);
            if (month == draft.Period)
                (own, covered) = (amount, standsFor);
            else if (!value.IsDoubted)
                months[month.Number - 1] = amount / standsFor;
        }

        IReadOnlyList<IReadOnlyList<decimal?>> earlier = facts.LastYear?.Flow(indicator.Code) is { } last ? [last] : [];
        return FlowRule.Find(own, new FlowEvidence(draft.Period.Number, months, earlier)
        {
            Target = reportingYear.Targets.Find(draft.Unit, indicator.Code),
            Population = indicator.IsMoney ? null : facts.Population?.Weight(indicator.Weights),
            SiblingMonth = facts.LargestOfSiblings(indicator.Code),
            Step = indicator.IsMoney ? MoneyStep : 1,
            MonthsCovered = covered,
        });
    }

    private static RatioEvidence Ratio(
        ReportDraft draft, Indicator indicator, Func<Month, IndicatorCode, ReportedValue?> reported, PlausibilityContext facts)
    {
        RatioParts? Known(Month month) =>
            month != draft.Period && reported(month, indicator.Code) is { IsDoubted: false } value ? Parts(value.Measure) : null;
        var isLevel = indicator.OverTime == OverTime.Latest;
        return new RatioEvidence(
            draft.Period.Number, [.. Month.OfYear(draft.Period.Year).Select(Known)], facts.LastYear?.Ratio(indicator.Code) ?? [], isLevel)
        {
            Population = facts.Population?.Weight(indicator.Weights),
            SiblingDenominator = facts.LargestOfSiblings(indicator.Code),
        };
    }

    private static RatioParts Parts(Measure measure) => new(measure.Numerator, measure.Denominator ?? 0);
}
