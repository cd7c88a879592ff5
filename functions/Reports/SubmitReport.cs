using System.Text.Json;
using Microsoft.AspNetCore.Http;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Hosting;

namespace YouthFunctions.Reports;

/// <summary>Takes one report of a unit and month. Sending it again changes nothing.</summary>
public sealed class SubmitReport(DraftMaker drafts, Intake intake, Idempotency idempotency)
{
    /// <summary><c>POST</c>: unit and month stand in the body. 201 when it made a revision, 200 when it was stored before.</summary>
    public Task<IResult> Handle(Call call, CancellationToken cancel) => SubmitAsync(call, sent => sent, cancel);

    /// <summary><c>PUT</c>: unit and month stand in the address; in the body they may be left out but not differ.</summary>
    public Task<IResult> HandlePut(Call call, CancellationToken cancel) => SubmitAsync(
        call,
        sent => sent with
        {
            Unit = new(call.RouteText("unit"), "/unit"),
            Period = new(call.RouteText("period"), "/period"),
        },
        cancel);

    private async Task<IResult> SubmitAsync(Call call, Func<SentReport, SentReport> complete, CancellationToken cancel)
    {
        var (body, refusal) = await ReportBody.ReadAsync(call, cancel);
        return refusal ?? await idempotency.AnswerAsync(call, body, () => TakeAsync(call, body, complete, cancel), cancel);
    }

    private async Task<IResult> TakeAsync(Call call, ReadOnlyMemory<byte> body, Func<SentReport, SentReport> complete, CancellationToken cancel)
    {
        var faults = new List<Fault>();
        SentReport sent;
        using (var document = JsonDocument.Parse(body, ReportJson.Options))
            sent = ReportJson.Read(document.RootElement, "", faults);
        var whole = complete(sent);
        if (sent.Unit is { } unit && unit.Value != whole.Unit?.Value)
            faults.Add(ReportFaults.UnitDiffers(unit.At));
        if (sent.Period is { } period && period.Value != whole.Period?.Value)
            faults.Add(ReportFaults.PeriodDiffers(period.At));
        var planned = await drafts.MakeAsync(whole, call.SignedIn, call.Now, faults, cancel);
        if (planned is null)
        {
            IntakeMeter.Refused(faults);
            return Problems.Invalid(call, faults);
        }

        var expected = Expectation.Of(call.Http.Request.GetTypedHeaders(), whole.Replaces?.Value);
        var outcome = await intake.SubmitAsync(planned.Draft, expected, planned.Plan, call.SignedIn.Id, At, cancel);
        IntakeMeter.Count(outcome);
        return IntakeAnswers.Of(call, outcome, expected);

        string At(IndicatorCode? code) => code is null ? "/period" : $"/values/{code}";
    }
}
