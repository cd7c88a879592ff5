using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Records;
using YouthFunctions.Reports.Wire;
using YouthFunctions.Units;

namespace YouthFunctions.Reports.Rules;

/// <summary>Makes a draft of what was sent, in whatever format: unit, month, values and reason all hold, or the faults
/// say which do not.</summary>
public sealed class DraftFactory(PlanStore plans, UnitRegister register, UnitHeirs heirs)
{
    private static readonly Dictionary<IndicatorCode, ReportedValue> NoValues = [];

    /// <summary>The draft; null when there are faults.</summary>
    /// <param name="sent">What was sent.</param>
    /// <param name="caller">Who sends it.</param>
    /// <param name="now">The instant, for months that have not begun.</param>
    /// <param name="faults">Holds what reading found, receives what checking finds.</param>
    /// <param name="cancel">Stops the call.</param>
    public async Task<PlannedDraft?> CreateAsync(SubmittedReport sent, Caller caller, DateTimeOffset now, List<Fault> faults,
        CancellationToken cancel)
    {
        if (sent.Unit is null)
            faults.Add(ReportFaults.MemberMissing(sent.UnitPointer));
        if (sent.Period is null)
            faults.Add(ReportFaults.MemberMissing(sent.PeriodPointer));
        var reason = ReasonText.Read(sent.Reason, faults);
        if (sent.Period is not { } period)
            return null;
        if (MonthText.Read(period, faults) is not { } month)
            return null;

        var reportingYear = await plans.FindAsync(month.Year, cancel);
        if (reportingYear is null)
            faults.Add(ReportFaults.PeriodWithoutPlan(period.Pointer, month.Year));
        else if (reportingYear.Calendar.StateOf(month, now) == MonthState.Future)
            faults.Add(ReportFaults.PeriodFuture(period.Pointer, month));
        var unit = sent.Unit is { } sentUnit ? await UnitAsync(sent, sentUnit, register.TreeOf(month), caller, faults, cancel) : null;
        var values = reportingYear is null ? null : sent.IsWithdrawn ? NoValues : ReportCheck.Values(sent, reportingYear.Plan, faults);
        return faults.Count == 0 && unit is { } code && values is not null
            ? new PlannedDraft(
                new ReportDraft(code, month, values, sent.IsSimulated, sent.IsWithdrawn, sent.Replaces?.Value, reason)
                {
                    IsConfirmed = sent.IsConfirmed,
                }, reportingYear!)
            : null;
    }

    /// <summary>Whether a row that states no value is one that was left blank in the template: its unit is known, its name fits and its
    /// month is one, or is missing. Anything else is a fault, since a figure may stand in the wrong column.</summary>
    public async Task<bool> IsBlankAsync(SubmittedReport sent, Caller caller, List<Fault> faults, CancellationToken cancel)
    {
        if (sent.Unit is null)
            faults.Add(ReportFaults.MemberMissing(sent.UnitPointer));
        var month = sent.Period is { } period ? MonthText.Read(period, faults) : null;
        if (sent.Unit is { } unit)
            await UnitAsync(sent, unit, month is { } known ? register.TreeOf(known) : register.Trees[^1], caller, faults, cancel);
        return faults.Count == 0;
    }

    private async Task<UnitCode?> UnitAsync(
        SubmittedReport sent, Submitted<string> code, UnitTree tree, Caller caller, List<Fault> faults, CancellationToken cancel)
    {
        var misread = UnitCheck.Faults(code, sent.UnitName, sent.MayLackZeros, tree);
        faults.AddRange(misread);
        if (misread.Count > 0)
            return null;
        if (UnitCode.TryParse(code.Value, out var unit) && caller.Find(tree, unit) is not null)
            return unit;
        var instead = UnitCode.TryParse(code.Value, out var gone) ? await heirs.FindAsync(gone, tree, caller, cancel) : [];
        faults.Add(instead.Count > 0
            ? ReportFaults.UnitOfAnotherTree(code.Pointer, code.Value, tree.From, instead)
            : ReportFaults.UnitUnknown(code.Pointer, code.Value));
        return null;
    }
}
