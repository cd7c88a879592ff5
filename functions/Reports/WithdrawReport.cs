using System.Text.Json;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Receiving;
using YouthFunctions.Reports.Records;
using YouthFunctions.Reports.Rules;
using YouthFunctions.Reports.Wire;
using YouthFunctions.Units;

namespace YouthFunctions.Reports;

/// <summary>Takes a report back: a revision that says nothing. What it said stays in the history.</summary>
public sealed class WithdrawReport(ReportIntake intake, Idempotency idempotency, PlanStore plans, UnitRegister register)
{
    private static readonly Dictionary<IndicatorCode, ReportedValue> NoValues = [];

    /// <summary><c>{"reason":"…","replaces":2}</c>; the reason is needed. 201 when it made a revision, 200 when it was
    /// withdrawn before. Without <c>replaces</c> it takes back whatever stands, unless the same withdrawal was stored and corrected
    /// since: it may be that one, sent again.</summary>
    [Operation("Rút báo cáo, kèm lý do.", "Takes a report back, with a reason.", Headers = ["Idempotency-Key", "If-Match"])]
    [Body<WithdrawalRequest>, Answer<Receipt>(201), Answer<Receipt>(200), Refuses(409, 412, 415, 422)]
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (call.RefuseUnknownQuery() is { } unknown)
            return unknown;
        var (body, refusal) = await ReportBody.ReadAsync(call, cancel);
        if (body is null)
            return refusal!;
        using (body)
            return await idempotency.AnswerAsync(call, body.Bytes, () => WithdrawAsync(call, body.Root, cancel), cancel);
    }

    private async Task<IResult> WithdrawAsync(Call call, JsonElement body, CancellationToken cancel)
    {
        var faults = new List<Fault>();
        var sent = ReportJson.Read(body, "", faults);
        if (sent.Values.Count > 0)
            faults.Add(ReportFaults.WithdrawnWithValues("/values"));
        var expected = RevisionPrecondition.Read(call.Http.Request.Headers, sent.Replaces, out var misread);
        if (misread is not null)
            return Problems.Malformed(call, [misread]);
        var reason = ReasonText.Read(sent.Reason, faults);
        if (reason is null && faults.Count == 0)
            faults.Add(ReportFaults.MemberMissing("/reason"));
        var unit = MonthText.TryParse(call.RouteText("period"), out var period) ? call.UnitIn(register.TreeOf(period)) : null;
        var reportingYear = unit is not null ? await plans.FindAsync(period.Year, cancel) : null;
        if (unit is null || reportingYear is null)
            return Problems.NotFound(
                call, new Text("Chưa có báo cáo của đơn vị và tháng này.", "There is no report of this unit and month."));
        if (sent.Unit is { } named && named.Value != unit.Code.ToString())
            faults.Add(ReportFaults.UnitDiffers(named.Pointer));
        if (sent.Period is { } stated && !(MonthText.TryParse(stated.Value, out var month) && month == period))
            faults.Add(ReportFaults.PeriodDiffers(stated.Pointer));
        if (faults.Count > 0)
            return Problems.Invalid(call, faults);
        if (expected == RevisionPrecondition.None)
            expected = RevisionPrecondition.Any;
        var draft = new ReportDraft(unit.Code, period, NoValues, sent.IsSimulated, IsWithdrawn: true, expected.Revision, reason);
        var outcome = await intake.SubmitAsync(draft, expected, reportingYear, call.SignedIn.Id, _ => "/period", cancel);
        IntakeMetrics.Count(outcome);
        return IntakeAnswers.Answer(call, outcome, expected);
    }
}
