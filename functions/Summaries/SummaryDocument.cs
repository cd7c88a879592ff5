using YouthFunctions.Forecasting.Status;
using YouthFunctions.Summaries.Standings;

namespace YouthFunctions.Summaries;

/// <summary>The JSON of a summary. Identifiers (codes of units, indicators, statuses, reasons) are stable.</summary>
public static class SummaryDocument
{
    /// <summary>The document of a summary.</summary>
    public static object Create(Summary summary, DateOnly today) => new
    {
        unit = summary.Unit.Code,
        name = summary.Unit.Name,
        year = summary.Plan.Year,
        today,
        asOf = summary.AsOf,
        monthsKnown = summary.MonthsKnown,
        reflectsUtc = summary.Reflects,
        headline = Headline.Create(summary),
        counts = Enum.GetValues<TargetStatus>().ToDictionary(status => status.Code(), summary.Count),
        indicators = summary.Indicators.Select(standing => new
        {
            name = standing.Indicator.Name,
            unitOfMeasure = standing.Indicator.UnitOfMeasure,
            kind = standing.Indicator.Kind,
            standing.Shortfall,
            forecast = standing.Forecast,
        }),
        awaitsConfirmation = summary.AwaitedCount == 0 ? null : new
        {
            count = summary.AwaitedCount,
            values = summary.Awaited.Select(standing => new
            {
                unit = standing.Value.Unit,
                name = standing.Name,
                period = standing.Value.Period,
                indicator = standing.Value.Indicator,
                indicatorName = standing.Indicator.Name,
                amount = standing.Value.Amount,
                denominator = standing.Value.Denominator,
                reason = standing.Value.Why?.Reason,
                usualLow = standing.Value.Why?.Low,
                usualHigh = standing.Value.Why?.High,
                why = standing.Why,
                confirmedBySenderOr = standing.Confirms,
                effect = standing.Effect,
            }),
        },
        looked = summary.Focus.Code,
        children = summary.Children.Select(child => new
        {
            unit = child.Unit.Code,
            name = child.Unit.Name,
            lagging = child.Count(TargetStatus.Lagging),
            missed = child.Count(TargetStatus.Missed),
            awaitsConfirmation = child.Count(TargetStatus.AwaitsConfirmation),
            atRisk = child.Count(TargetStatus.AtRisk),
            reported = child.Reported,
            expected = child.Expected,
            isSilent = child.IsSilent,
            gap = child.Gap,
            gapShare = child.GapShare,
            probability = child.Focus?.Projection?.Probability,
        }),
    };
}
