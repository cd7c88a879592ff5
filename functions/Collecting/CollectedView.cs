using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Pages;
using YouthFunctions.Plan;
using YouthFunctions.Reports.Records;

namespace YouthFunctions.Collecting;

/// <summary>One figure of a report, and what it is held against.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Value">What was reported; null for nothing.</param>
/// <param name="LastMonth">What the unit reported of the month before; null for nothing.</param>
/// <param name="YearToDate">What its own reports of the year come to, this month with them.</param>
/// <param name="Target">Its target of the year; null for none.</param>
/// <param name="Siblings">The least, middle and largest figure of the units beside it; null where fewer than three are known.</param>
/// <param name="Doubt">Why it is doubted; null for not.</param>
public sealed record CollectedFigure(
    Indicator Indicator, ReportedValue? Value, ReportedValue? LastMonth, Measure YearToDate, decimal? Target,
    (decimal Least, decimal Middle, decimal Largest)? Siblings, ValueDoubt? Doubt);

/// <summary>What the page of one collected report shows.</summary>
/// <param name="Shell">What stands around it.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Period">The month.</param>
/// <param name="Report">The report that stands; null for none.</param>
/// <param name="Revisions">All revisions, the newest first.</param>
/// <param name="Figures">In the order of the plan; only those that say something.</param>
/// <param name="MayReview">Whether the caller stands above the unit.</param>
/// <param name="Note">What was typed as a note.</param>
/// <param name="Faults">Why nothing was done.</param>
public sealed record CollectedView(
    PageShell Shell, Unit Unit, Month Period, Report? Report, IReadOnlyList<Report> Revisions, IReadOnlyList<CollectedFigure> Figures,
    bool MayReview, string Note, IReadOnlyList<Fault> Faults)
{
    /// <summary>The share of the target that is reached, 0 and more; null where it cannot be told.</summary>
    public static double? ShareOfTarget(CollectedFigure figure) =>
        figure is { Target: > 0 and var target, YearToDate: { IsKnown: true } reached }
            ? (double)((reached.Denominator is null ? reached.Numerator : reached.Value ?? 0) / target)
            : null;

    /// <summary>The field that names the report and the revision that was shown.</summary>
    public string Field => FormattableString.Invariant($"{Unit.Code}:{Report?.Revision}");
}
