using System.Text.Json;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Reports.Receiving;
using YouthFunctions.Reports.Rules;
using YouthFunctions.Reports.Wire;

namespace YouthFunctions.Reports;

/// <summary>Takes one report of a unit and month. Sending it again changes nothing.</summary>
public sealed class SubmitReport(DraftFactory drafts, ReportIntake intake, Idempotency idempotency)
{
    /// <summary><c>POST</c>: unit and month stand in the body. 201 when it made a revision, 200 when it was stored before. With
    /// <c>dryRun=true</c> nothing is stored, and 200 tells what would be: the revision, and the values that would be asked about.</summary>
    [Operation(
        "Gửi một báo cáo; gửi lại không thay đổi gì.", "Takes a report; sending it again changes nothing (200 instead of 201).",
        Headers = ["Idempotency-Key", "If-Match", "If-None-Match"])]
    [Query("dryRun", "true to store nothing and be told what would be asked about", Type = typeof(bool))]
    [Body<ReportRequest>, Answer<Receipt>(201), Answer<Receipt>(200), Refuses(409, 412, 415, 422)]
    public Task<IResult> Handle(Call call, CancellationToken cancel) => SubmitAsync(call, sent => sent, cancel);

    /// <summary><c>PUT</c>: unit and month stand in the address; in the body they may be left out but not differ.</summary>
    [Operation(
        "Gửi báo cáo của một đơn vị và tháng.", "Takes the report of a unit and month; sending it again changes nothing.",
        Headers = ["Idempotency-Key", "If-Match", "If-None-Match"])]
    [Query("dryRun", "true to store nothing and be told what would be asked about", Type = typeof(bool))]
    [Body<AddressedReportRequest>, Answer<Receipt>(201), Answer<Receipt>(200), Refuses(409, 412, 415, 422)]
    public Task<IResult> HandlePut(Call call, CancellationToken cancel) => SubmitAsync(
        call,
        sent => sent with
        {
            Unit = new(call.RouteText("unit"), "/unit"),
            Period = new(call.RouteText("period"), "/period"),
        },
        cancel);

    private async Task<IResult> SubmitAsync(Call call, Func<SubmittedReport, SubmittedReport> complete, CancellationToken cancel)
    {
        if (call.RefuseUnknownQuery("dryRun") is { } unknown)
            return unknown;
        if (call.ReadFlag("dryRun", out var isTrial) is { } misread)
            return misread;
        var (body, refusal) = await ReportBody.ReadAsync(call, cancel);
        if (body is null)
            return refusal!;
        using (body)
            return isTrial // nothing is stored that could come twice
                ? await SubmitBodyAsync(call, body.Root, complete, isTrial, cancel)
                : await idempotency.AnswerAsync(
                    call, body.Bytes, () => SubmitBodyAsync(call, body.Root, complete, isTrial, cancel), cancel);
    }

    private async Task<IResult> SubmitBodyAsync(
        Call call, JsonElement body, Func<SubmittedReport, SubmittedReport> complete, bool isTrial, CancellationToken cancel)
    {
        var faults = new List<Fault>();
        var sent = ReportJson.Read(body, "", faults);
        var expected = RevisionPrecondition.Read(call.Http.Request.Headers, sent.Replaces, out var misread);
        if (misread is not null)
            return Problems.Malformed(call, [misread]);
        var whole = complete(sent);
        if (sent.Unit is { } unit && unit.Value != whole.Unit?.Value)
            faults.Add(ReportFaults.UnitDiffers(unit.Pointer));
        if (sent.Period is { } period && whole.Period is { } addressed && !IsSameMonth(period.Value, addressed.Value))
            faults.Add(ReportFaults.PeriodDiffers(period.Pointer));
        var planned = await drafts.CreateAsync(whole, call.SignedIn, call.Now, faults, cancel);
        if (planned is null)
        {
            if (!isTrial)
                IntakeMetrics.Refused(faults);
            return Problems.Invalid(call, faults);
        }

        var outcome = await intake.SubmitAsync(planned.Draft, expected, planned.ReportingYear, call.SignedIn.Id, At, cancel, isTrial);
        if (isTrial)
            return IntakeAnswers.AnswerTrial(call, outcome, expected);
        IntakeMetrics.Count(outcome);
        return IntakeAnswers.Answer(call, outcome, expected);

        string At(IndicatorCode? code) => code is { } indicator ? whole.PointerTo(indicator) : "/period";
    }

    private static bool IsSameMonth(string text, string other) =>
        text == other || (MonthText.TryParse(text, out var month) && MonthText.TryParse(other, out var same) && month == same);
}
