using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Hosting;
using YouthFunctions.Plan;

namespace YouthFunctions.Reports;

/// <summary>
/// Values out of all proportion to the unit's own year: a flow above eight times its largest other month (a slip of a
/// zero is a factor of ten), a denominator more than four times off. They are stored with a warning, which the sender
/// takes away by sending the same report with <c>"confirmed": true</c>, or which a correction mends.
/// </summary>
public static class Plausibility
{
    private const decimal FlowFactor = 8;
    private const decimal DenominatorFactor = 4;
    private const decimal SmallestOfInterest = 100;
    private const int MonthsNeeded = 2;

    /// <summary>The indicators whose values stand out.</summary>
    /// <param name="draft">The new report.</param>
    /// <param name="plan">The plan of the year.</param>
    /// <param name="reported">What the unit's current reports say of an indicator in a month; null for nothing.</param>
    public static IReadOnlyList<IndicatorCode> Doubts(ReportDraft draft, YearPlan plan, Func<Month, IndicatorCode, ReportedValue?> reported) =>
    [
        .. plan.Indicators
            .Where(indicator => draft.Values.ContainsKey(indicator.Code)
                && (indicator.Kind == IndicatorKind.Flow ? IsFlowOff(draft, indicator, reported) : IsRatioOff(draft, indicator, reported)))
            .Select(indicator => indicator.Code),
    ];

    /// <summary>The warning about an indicator, for the receipt.</summary>
    public static Fault Warning(IndicatorCode code) => new($"/values/{code}", "value.implausible", new(
        "Giá trị lệch xa các tháng khác của đơn vị; nếu đúng, hãy gửi lại với \"confirmed\": true.",
        "The value is far from the unit's other months; if it is right, send it again with \"confirmed\": true."));

    private static bool IsFlowOff(ReportDraft draft, Indicator indicator, Func<Month, IndicatorCode, ReportedValue?> reported)
    {
        var (reached, own, largestOther, others) = (0m, 0m, 0m, 0);
        foreach (var month in Month.OfYear(draft.Period.Year))
        {
            if ((month == draft.Period ? draft.Values[indicator.Code] : reported(month, indicator.Code)) is not { } value)
                continue;
            var amount = value.IsYearToDate ? Math.Max(0, value.Measure.Numerator - reached) : value.Measure.Numerator;
            reached += amount;
            if (month == draft.Period)
                own = amount;
            else
                (largestOther, others) = (Math.Max(largestOther, amount), others + 1);
        }

        return others >= MonthsNeeded && own >= SmallestOfInterest && own > FlowFactor * largestOther;
    }

    private static bool IsRatioOff(ReportDraft draft, Indicator indicator, Func<Month, IndicatorCode, ReportedValue?> reported)
    {
        var others = Month.OfYear(draft.Period.Year).Where(month => month != draft.Period)
            .Select(month => reported(month, indicator.Code)?.Measure.Denominator).OfType<decimal>().ToArray();
        var own = draft.Values[indicator.Code].Measure.Denominator ?? 0;
        return others.Length >= MonthsNeeded && Math.Max(own, others.Max()) >= SmallestOfInterest
            && (own > DenominatorFactor * others.Max() || own * DenominatorFactor < others.Min());
    }
}
