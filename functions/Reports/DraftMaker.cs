using YouthFunctions.Access;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Hosting;
using YouthFunctions.Plan;

namespace YouthFunctions.Reports;

/// <summary>A draft and the plan that it holds against.</summary>
public sealed record PlannedDraft(ReportDraft Draft, PlanYear Plan);

/// <summary>Makes a draft of what was sent, in whatever format: unit, month, values and reason all hold, or the faults
/// say which do not.</summary>
public sealed class DraftMaker(PlanStore plans, UnitRegister register)
{
    /// <summary>The draft; null when there are faults.</summary>
    /// <param name="sent">What was sent.</param>
    /// <param name="caller">Who sends it.</param>
    /// <param name="now">The instant, for months that have not begun.</param>
    /// <param name="faults">Holds what reading found, receives what checking finds.</param>
    /// <param name="cancel">Stops the call.</param>
    public async Task<PlannedDraft?> MakeAsync(SentReport sent, Caller caller, DateTimeOffset now, List<Fault> faults,
        CancellationToken cancel)
    {
        if (sent.Unit is null)
            faults.Add(ReportFaults.MemberMissing($"{sent.At}/unit"));
        if (sent.Period is null)
            faults.Add(ReportFaults.MemberMissing($"{sent.At}/period"));
        var reason = ReportCheck.Reason(sent.Reason, faults);
        if (sent.Period is not { } period)
            return null;
        if (!Month.TryParse(period.Value, out var month))
        {
            faults.Add(ReportFaults.PeriodMalformed(period.At));
            return null;
        }

        var plan = await plans.FindAsync(month.Year, cancel);
        if (plan is null)
            faults.Add(ReportFaults.PeriodWithoutPlan(period.At, month.Year));
        else if (plan.Calendar.StateOf(month, now) == MonthState.Future)
            faults.Add(ReportFaults.PeriodFuture(period.At, month));
        var unit = sent.Unit is { } sentUnit ? ReportCheck.Unit(sentUnit, register.TreeOf(month), caller, faults) : null;
        var values = plan is null ? null : ReportCheck.Values(sent, plan.Plan, faults);
        return faults.Count == 0 && unit is { } code && values is not null
            ? new PlannedDraft(new ReportDraft(code, month, values, sent.IsSimulated, false, sent.Replaces?.Value, reason) { IsConfirmed = sent.IsConfirmed }, plan!)
            : null;
    }
}
