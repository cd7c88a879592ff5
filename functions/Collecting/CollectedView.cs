using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Pages;
using YouthFunctions.Reports.Records;

namespace YouthFunctions.Collecting;

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
