using System.Text.Json;
using Microsoft.AspNetCore.Http;
using YouthFunctions.Access;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Hosting;
using YouthFunctions.Plan;

namespace YouthFunctions.Reports;

/// <summary>A unit above confirms a report or returns it with a note.</summary>
public sealed class ReviewReport(ReportStore reports, UnitRegister register)
{
    /// <summary><c>{"revision":1,"note":"…"}</c>: the revision stands.</summary>
    public Task<IResult> Confirm(Call call, CancellationToken cancel) => ReviewAsync(call, ReviewState.Confirmed, cancel);

    /// <summary><c>{"revision":1,"note":"…"}</c>: the revision is to be corrected; the note is needed.</summary>
    public Task<IResult> Return(Call call, CancellationToken cancel) => ReviewAsync(call, ReviewState.Returned, cancel);

    private async Task<IResult> ReviewAsync(Call call, ReviewState state, CancellationToken cancel)
    {
        var unit = Month.TryParse(call.RouteText("period"), out var period) ? call.UnitIn(register.TreeOf(period)) : null;
        if (unit is null)
            return Missing(call);
        if (unit.Code == call.SignedIn.Unit && call.SignedIn.Role != Role.Administrator)
            return Problems.Of(call, StatusCodes.Status403Forbidden, "own-report", new Text(
                "Báo cáo do đơn vị cấp trên xác nhận hoặc trả lại.", "A report is confirmed or returned by a unit above."));
        var (body, refusal) = await ReportBody.ReadAsync(call, cancel);
        if (refusal is not null)
            return refusal;
        var faults = new List<Fault>();
        Sent<int>? revision;
        string? note;
        using (var document = JsonDocument.Parse(body, ReportJson.Options))
            (revision, note) = ReportJson.ReadReview(document.RootElement, faults);
        if (revision is null && faults.Count == 0)
            faults.Add(ReportFaults.MemberMissing("/revision"));
        if (state == ReviewState.Returned && note is null && faults.Count == 0)
            faults.Add(ReportFaults.MemberMissing("/note"));
        if (faults.Count > 0)
            return Problems.Invalid(call, faults);
        if (await reports.FindAsync(unit.Code, period, cancel) is not { } current)
            return Missing(call);
        var reviewed = current.Report with { Review = new Review(state, note, call.SignedIn.Id, call.Now) };
        if (current.Report.Revision != revision!.Value.Value || !await reports.SaveReviewAsync(reviewed, current.ETag, cancel))
            return IntakeAnswers.Of(call, new IntakeOutcome.Conflict(current.Report), Expectation.Nothing);
        call.Audit.Add($"report.{(state == ReviewState.Confirmed ? "confirmed" : "returned")}", unit.Code,
            $"{period} revision {revision.Value.Value}", note);
        return Receipt.Answer(call.Http.Response, call.Language, StatusCodes.Status200OK, "current", reviewed, reviewed);
    }

    private static IResult Missing(Call call) =>
        Problems.NotFound(call, new Text("Chưa có báo cáo của đơn vị và tháng này.", "There is no report of this unit and month."));
}
