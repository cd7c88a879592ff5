using YouthFunctions.Analytics.Doubts;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Forecasting.Status;
using YouthFunctions.Forecasts.Records;
using YouthFunctions.Summaries.Standings;

namespace YouthFunctions.Summaries;

/// <summary>The JSON of a summary. Identifiers (codes of units, indicators, statuses, reasons) are stable.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Name">Its name.</param>
/// <param name="Year">The year.</param>
/// <param name="Today">The day in the organisation's time zone.</param>
/// <param name="AsOf">The day of the forecast; absent before the first one.</param>
/// <param name="MonthsKnown">How many months of the year the forecast knows.</param>
/// <param name="ReflectsUtc">Every report stored before this instant is in it; absent before the first forecast.</param>
/// <param name="Headline">How the year stands, in one sentence.</param>
/// <param name="Counts">How many indicators have each status.</param>
/// <param name="Indicators">The most urgent first.</param>
/// <param name="AwaitsConfirmation">Doubted values that somebody must confirm; absent for none.</param>
/// <param name="Below">What is flagged anywhere below; absent where nothing is forecast below.</param>
/// <param name="Changes">What changed its status in the week before the forecast, here and anywhere below, the latest first.</param>
/// <param name="Looked">The indicator that the children are held against.</param>
/// <param name="Children">The units directly below, the one with most to catch up first.</param>
public sealed record SummaryDocument(
    UnitCode Unit, string Name, int Year, DateOnly Today, DateOnly? AsOf, int MonthsKnown, DateTimeOffset? ReflectsUtc, Text Headline,
    IReadOnlyDictionary<string, int> Counts, IReadOnlyList<SummaryDocumentIndicator> Indicators, SummaryDocumentAwaited? AwaitsConfirmation,
    FlagsBelow? Below, IReadOnlyList<SummaryDocumentChange> Changes, IndicatorCode Looked, IReadOnlyList<SummaryDocumentChild> Children)
{
    /// <summary>The document of a summary.</summary>
    public static SummaryDocument Create(Summary summary, DateOnly today) => new(
        summary.Unit.Code, summary.Unit.Name, summary.Plan.Year, today, summary.AsOf, summary.MonthsKnown, summary.Reflects,
        Standings.Headline.Create(summary), Enum.GetValues<TargetStatus>().ToDictionary(status => status.Code(), summary.Count),
        [.. summary.Indicators.Select(standing => new SummaryDocumentIndicator(
            standing.Indicator.Name, standing.Indicator.UnitOfMeasure, standing.Indicator.Kind, standing.Shortfall, standing.Forecast))],
        summary.AwaitedCount == 0
            ? null
            : new SummaryDocumentAwaited(summary.AwaitedCount, [.. summary.Awaited.Select(SummaryDocumentAwaitedValue.Create)]),
        summary.Below, [.. summary.Changes.Select(SummaryDocumentChange.Create)], summary.Focus.Code,
        [.. summary.Children.Select(SummaryDocumentChild.Create)]);
}

/// <summary>One indicator of a summary.</summary>
/// <param name="Name">As in the published programme.</param>
/// <param name="UnitOfMeasure">Of an amount, or of a ratio's two parts.</param>
/// <param name="Kind">Flow or ratio.</param>
/// <param name="Shortfall">How far the projected year-end misses the target; 0 when it meets it, absent when unknown.</param>
/// <param name="Forecast">How it stands, and what its year is expected to end with.</param>
public sealed record SummaryDocumentIndicator(
    Text Name, Text UnitOfMeasure, IndicatorKind Kind, double? Shortfall, IndicatorForecast Forecast);

/// <summary>One change of status.</summary>
/// <param name="Unit">Whose.</param>
/// <param name="Name">Its name.</param>
/// <param name="Indicator">The indicator.</param>
/// <param name="Kind">What kind of news it is.</param>
/// <param name="Status">How it stands now.</param>
/// <param name="Before">How it stood before.</param>
/// <param name="Since">The day of the change.</param>
/// <param name="Probability">That the target will be met, 0..1.</param>
/// <param name="Sentence">What happened.</param>
public sealed record SummaryDocumentChange(
    UnitCode Unit, string Name, IndicatorCode Indicator, ChangeGroup Kind, TargetStatus Status, TargetStatus? Before, DateOnly Since,
    double? Probability, Text Sentence)
{
    internal static SummaryDocumentChange Create(ChangeStanding change) => new(
        change.Unit.Code, change.Unit.Name, change.Standing.Indicator.Code, change.Group, change.Standing.Forecast.Status,
        change.Standing.Forecast.Before, change.Standing.Forecast.Since, change.Standing.Forecast.Projection?.Probability, change.Sentence);
}

/// <summary>Doubted values that somebody must confirm.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Values">The largest effect first; the list is bounded.</param>
public sealed record SummaryDocumentAwaited(int Count, IReadOnlyList<SummaryDocumentAwaitedValue> Values);

/// <summary>A doubted value.</summary>
/// <param name="Unit">Who reported it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Period">The month.</param>
/// <param name="Indicator">The indicator.</param>
/// <param name="IndicatorName">Its name.</param>
/// <param name="Amount">The amount, or the numerator of a ratio.</param>
/// <param name="Denominator">The denominator of a ratio.</param>
/// <param name="Reason">Out of proportion to what; absent where it is not known.</param>
/// <param name="UsualLow">The least amount that would not be doubted.</param>
/// <param name="UsualHigh">The largest one; absent where nothing bounds it.</param>
/// <param name="Why">The same in words.</param>
/// <param name="ConfirmedBySenderOr">The unit directly above that can confirm it beside the sender.</param>
/// <param name="Effect">Its part of the shown unit's target, or without one of what is reported; 1 is all of it.</param>
public sealed record SummaryDocumentAwaitedValue(
    UnitCode Unit, string Name, Month Period, IndicatorCode Indicator, Text IndicatorName, decimal Amount, decimal? Denominator,
    DoubtReason? Reason, decimal? UsualLow, decimal? UsualHigh, Text Why, string? ConfirmedBySenderOr, double Effect)
{
    internal static SummaryDocumentAwaitedValue Create(AwaitedStanding standing) => new(
        standing.Value.Unit, standing.Name, standing.Value.Period, standing.Value.Indicator, standing.Indicator.Name,
        standing.Value.Amount, standing.Value.Denominator, standing.Value.Why?.Reason, standing.Value.Why?.Low,
        standing.Value.Why?.High, standing.Why, standing.Confirms, standing.Effect);
}

/// <summary>A unit directly below.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Name">Its name.</param>
/// <param name="Lagging">How many of its targets it will probably miss.</param>
/// <param name="LaggingBelow">How many targets of units below it will probably be missed, or were.</param>
/// <param name="Missed">How many it has missed.</param>
/// <param name="AwaitsConfirmation">How many await a confirmation.</param>
/// <param name="AtRisk">How many are at risk.</param>
/// <param name="Reported">How many units of its sub-tree reported anything in the last known month.</param>
/// <param name="Expected">How many were expected to.</param>
/// <param name="IsSilent">Whether something was expected of it and nothing came.</param>
/// <param name="Gap">What its projected year-end lacks of its target on the indicator that is looked at.</param>
/// <param name="GapShare">Its part of what all children together lack, 0..1.</param>
/// <param name="Probability">That it will meet its target of that indicator, 0..1.</param>
public sealed record SummaryDocumentChild(
    UnitCode Unit, string Name, int Lagging, int LaggingBelow, int Missed, int AwaitsConfirmation, int AtRisk, int Reported, int Expected,
    bool IsSilent, double? Gap, double? GapShare, double? Probability)
{
    internal static SummaryDocumentChild Create(ChildStanding child) => new(
        child.Unit.Code, child.Unit.Name, child.Count(TargetStatus.Lagging), child.BehindBelow, child.Count(TargetStatus.Missed),
        child.Count(TargetStatus.AwaitsConfirmation), child.Count(TargetStatus.AtRisk), child.Reported, child.Expected, child.IsSilent,
        child.Gap, child.GapShare, child.Focus?.Projection?.Probability);
}
