using System.Globalization;
using YouthFunctions.Access;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Form.Parts;
using YouthFunctions.Form.Reading;
using YouthFunctions.Form.Reminders;
using YouthFunctions.Pages;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Receiving;
using YouthFunctions.Reports.Records;
using YouthFunctions.Reports.Rules;
using YouthFunctions.Reports.Wire;
using YouthFunctions.Summaries.Standings;

namespace YouthFunctions.Form;

/// <summary>The built-in form for a phone: works without JavaScript, keeps what was typed, posts to the intake that the
/// form apps use.</summary>
public sealed class ReportForm(
    FormReader reader, PlanStore plans, DraftFactory drafts, ReportIntake intake, SessionCookie session, SummaryReader summaries,
    PushSender push)
{
    /// <summary>What the button "look again" sends as <c>step</c>.</summary>
    public const string Review = "review";

    /// <summary>What the button "send" sends as <c>step</c>: what is doubtful is asked about first. Without a step it is asked
    /// after.</summary>
    public const string Send = "send";

    /// <summary>What the button "go back" sends as <c>step</c>.</summary>
    public const string Edit = "edit";

    internal static readonly Text ReasonNeeded = new(
        "Tháng này đã có báo cáo; xin ghi lý do sửa.", "This month has a report already; please say why it is corrected.");

    internal static readonly Text ConfirmationNeeded = new(
        "Hãy xác nhận số này là đúng, hoặc sửa lại.", "Please confirm that this figure is right, or correct it.");

    private static readonly Text Title = new("Báo cáo tháng", "Monthly report");

    /// <summary>The form, with the report that stands, if any.</summary>
    public async Task<IResult> Show(Call call, CancellationToken cancel)
    {
        if (call.QueryText("unit") is { Length: > 0 } code && !UnitCode.TryParse(code, out _))
            return YearParameter.NoUnit(call);
        var unit = UnitCode.TryParse(call.QueryText("unit"), out var requested) ? requested : call.SignedIn.Unit;
        // A month that is not understood must not become another one in silence.
        var faults = new List<Fault>();
        var stated = call.QueryText("period") is { Length: > 0 } text
            ? MonthText.Read(new Submitted<string>(text, "period"), faults)
            : null;
        var state = await reader.ReadAsync(call, unit, stated, cancel);
        if (state is { Period: not null, Unit: null })
            return YearParameter.NoUnit(call);
        var fields = state is { Current: { } current, ReportingYear: { } year }
            ? ReportFields.From(current, year.Plan)
            : new ReportFields(new Dictionary<string, string>());
        await session.RenewAsync(call.Http, call.Now, cancel);
        if (state is { Period: { } month })
            call.Http.Response.Headers.ContentLocation = Address(unit, month);
        var isSaved = call.QueryText("saved") is { } saved && saved == Number(state.Current);
        var view = Page(call, state, Placed(fields, unit, state.Period), faults) with
        {
            IsSaved = isSaved,
            Standing = isSaved ? await summaries.ReadWithoutChildrenAsync(unit, state.Period!.Value.Year, cancel) : null,
        };
        return Shown(call, view, faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    /// <summary>Takes the form in, or shows it again with what is wrong.</summary>
    public async Task<IResult> Submit(Call call, CancellationToken cancel)
    {
        if (SignIn.RefuseForm(call) is { } refusal)
            return refusal;
        var faults = new List<Fault>();
        var fields = ReportFields.From(await RequestContent.ReadFormAsync(call, cancel), faults);
        CheckAddress(call, fields, faults);
        var reportingYear = MonthText.TryParse(fields["period"], out var period) ? await plans.FindAsync(period.Year, cancel) : null;
        if (fields["step"] == Edit)
            return await AgainAsync(call, fields, [], StatusCodes.Status200OK, cancel);
        if (fields["confirm"].Length > 0)
            return await ConfirmAsync(call, fields, reportingYear, cancel);
        var (planned, again) = await DraftAsync(call, fields, reportingYear, faults, cancel);
        return planned is null ? again!
            : fields["step"] is Review or Send ? await LookAsync(call, fields, planned, cancel)
            : await StoreAsync(call, fields, planned, cancel);
    }

    /// <summary>Looks at what was read from a file, as if it had been typed.</summary>
    internal async Task<IResult> LookAtAsync(Call call, ReportFields fields, CancellationToken cancel)
    {
        var reportingYear = MonthText.TryParse(fields["period"], out var period) ? await plans.FindAsync(period.Year, cancel) : null;
        var (planned, again) = await DraftAsync(call, fields, reportingYear, [], cancel);
        return planned is null ? again! : await LookAsync(call, fields, planned, cancel);
    }

    private async Task<(PlannedDraft? Planned, IResult? Again)> DraftAsync(
        Call call, ReportFields fields, ReportingYear? reportingYear, List<Fault> faults, CancellationToken cancel)
    {
        var planned = await drafts.CreateAsync(fields.Read(reportingYear?.Plan, faults), call.SignedIn, call.Now, faults, cancel);
        if (planned is not null)
            return (planned, null);
        IntakeMetrics.Refused(faults);
        return (null, await AgainAsync(call, fields, faults, StatusCodes.Status422UnprocessableEntity, cancel));
    }

    // What would be stored is tried first, so that what is doubtful is asked before and not after.
    private async Task<IResult> LookAsync(Call call, ReportFields fields, PlannedDraft planned, CancellationToken cancel)
    {
        var draft = planned.Draft;
        var outcome = await SubmitAsync(call, planned, isTrial: true, cancel);
        if (outcome is not IntakeOutcome.Stored(var report))
            return outcome is IntakeOutcome.AlreadyStored && fields["step"] == Send
                ? await StoreAsync(call, fields, planned, cancel)
                : await AnswerAsync(call, fields, outcome, cancel);
        var faults = new List<Fault>();
        if (report.Revision > 1 && draft.Reason is null)
            faults.Add(new Fault("reason", "reason.missing", ReasonNeeded));
        if (faults.Count > 0)
            return await AgainAsync(call, fields, faults, StatusCodes.Status422UnprocessableEntity, cancel);
        if (fields["step"] == Send && report.Doubts.All(doubt => fields.Confirms(doubt, report.Values[doubt.Indicator])))
            return await StoreAsync(
                call, fields, planned with { Draft = draft with { IsConfirmed = report.Doubts.Count > 0 } }, cancel);
        if (fields["step"] == Send)
            faults.AddRange(report.Doubts.Where(doubt => !fields.Confirms(doubt, report.Values[doubt.Indicator]))
                .Select(doubt => new Fault($"ok-{doubt.Indicator}", "value.unconfirmed", ConfirmationNeeded)));
        var state = await reader.ReadAsync(call, draft.Unit, draft.Period, cancel);
        var title = call.Localize(faults.Count > 0
            ? new Text("Lỗi: Xem lại trước khi gửi", "Error: Look again before it is sent")
            : new Text("Xem lại trước khi gửi", "Look again before it is sent"));
        return new PageResult(
            call, ReviewPage.Create(new ReviewView(new PageShell(call, title, [], null), state, fields, report, faults)),
            faults.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private async Task<IResult> StoreAsync(Call call, ReportFields fields, PlannedDraft planned, CancellationToken cancel)
    {
        var outcome = await SubmitAsync(call, planned, isTrial: false, cancel);
        IntakeMetrics.Count(outcome);
        return outcome switch
        {
            IntakeOutcome.Stored(var stored) => SignIn.SeeOther(call, Receipt(stored)),
            IntakeOutcome.AlreadyStored(var known, var standing) when known.Revision == standing.Revision =>
                SignIn.SeeOther(call, Receipt(known)),
            _ => await AnswerAsync(call, fields, outcome, cancel),
        };
    }

    private Task<IntakeOutcome> SubmitAsync(Call call, PlannedDraft planned, bool isTrial, CancellationToken cancel) => intake.SubmitAsync(
        planned.Draft, RevisionPrecondition.None with { Revision = planned.Draft.Replaces }, planned.ReportingYear, call.SignedIn.Id,
        code => code is { } indicator ? $"n-{indicator}" : "period", cancel, isTrial);

    // The form again, with what stands in the way.
    private Task<IResult> AnswerAsync(Call call, ReportFields fields, IntakeOutcome outcome, CancellationToken cancel)
    {
        const int status = StatusCodes.Status422UnprocessableEntity;
        return outcome switch
        {
            IntakeOutcome.AlreadyStored(var known, var standing) when known.Revision == standing.Revision => AgainAsync(
                call, fields, [new Fault("period", "report.unchanged", new Text(
                    $"Báo cáo này đã được nhận nguyên như vậy (phiên bản {known.Revision}); không cần gửi lại.",
                    $"This very report was received already (revision {known.Revision}); there is no need to send it again."))],
                StatusCodes.Status200OK, cancel),
            IntakeOutcome.AlreadyStored(var known, var standing) => AgainAsync(
                call, fields.With("replaces", Number(standing)!), [ConflictTexts.Corrected(known, standing)], status, cancel, true),
            IntakeOutcome.Conflict(var other) => AgainAsync(
                call, fields.With("replaces", Number(other) ?? ""), [ConflictTexts.Other(other)], status, cancel, other is not null),
            IntakeOutcome.Refused(var refused) => AgainAsync(call, fields, refused, status, cancel),
            _ => throw new InvalidOperationException($"An outcome {outcome.GetType().Name} has no page."),
        };
    }

    // What stands is sent once more as confirmed, to the same intake: it knows the report and takes the doubts away.
    private async Task<IResult> ConfirmAsync(Call call, ReportFields fields, ReportingYear? reportingYear, CancellationToken cancel)
    {
        if (reportingYear is null || !MonthText.TryParse(fields["period"], out var period)
            || !UnitCode.TryParse(fields["unit"], out var unit)
            || await reader.ReadAsync(call, unit, period, cancel) is not { Unit: not null, Current: { } current } state)
            return YearParameter.NoUnit(call);
        if (!current.IsWithdrawn && fields["confirm"] == Number(current))
        {
            var draft = new ReportDraft(unit, period, current.Values, current.IsSimulated, false, current.Revision, null)
            {
                IsConfirmed = true,
            };
            if (await SubmitAsync(call, new PlannedDraft(draft, reportingYear), isTrial: false, cancel) is IntakeOutcome.AlreadyStored)
                return SignIn.SeeOther(call, Address(unit, period));
        }

        var standing = Placed(ReportFields.From(current, reportingYear.Plan), unit, period);
        return Shown(
            call, Page(call, state, standing, [new Fault("reason", "revision.exists", new Text(
                "Báo cáo đã được thay đổi; hãy xem lại các số bên dưới rồi xác nhận.",
                "The report has changed meanwhile; check the figures below before you confirm."))]),
            StatusCodes.Status409Conflict);
    }

    private async Task<IResult> AgainAsync(
        Call call, ReportFields fields, IReadOnlyList<Fault> faults, int status, CancellationToken cancel, bool isConflict = false)
    {
        // A unit or month that is not understood, or not within reach, is a fault above; the page then stands on the caller's own.
        var stated = MonthText.TryParse(fields["period"], out var month) ? month : (Month?)null;
        var unit = UnitCode.TryParse(fields["unit"], out var requested) ? requested : call.SignedIn.Unit;
        var state = await reader.ReadAsync(call, unit, stated, cancel);
        if (state.Unit is null)
            state = await reader.ReadAsync(call, call.SignedIn.Unit, stated, cancel);
        if (isConflict && state is { Standing: { } standing, ReportingYear: { } year })
            fields = fields.Completed(ReportFields.From(standing, year.Plan));
        return Shown(call, Page(call, state, fields, faults) with { IsConflict = isConflict, IsTyped = true }, status);
    }

    private static void CheckAddress(Call call, ReportFields fields, List<Fault> faults)
    {
        // The page names unit and month twice, in its address and in what it sends: a browser that fills in old fields is found out.
        if (call.QueryText("unit") is { Length: > 0 } unit && unit != fields["unit"])
            faults.Add(ReportFaults.UnitDiffers("unit"));
        if (call.QueryText("period") is { Length: > 0 } period && period != fields["period"])
            faults.Add(ReportFaults.PeriodDiffers("period"));
    }

    private ReportFormView Page(Call call, FormState state, ReportFields fields, IReadOnlyList<Fault> faults)
    {
        var title = call.Localize(Title);
        if (state is { Period: { } period, Unit: { } unit })
            title += $" {FormTexts.Short(period)} · {unit.Name}";
        var shell = new PageShell(call, title, [], null) { HasFaults = faults.Count > 0 };
        return new ReportFormView(shell, state, fields, faults) { PushKey = push.PublicKey };
    }

    private static PageResult Shown(Call call, ReportFormView view, int status) => new(call, ReportPage.Create(view), status);

    private static ReportFields Placed(ReportFields fields, UnitCode unit, Month? period) =>
        fields.With("unit", unit.ToString()).With("period", period?.ToString() ?? "");

    private static string Address(UnitCode unit, Month period) => $"/report?unit={unit}&period={period}";

    // The receipt is of the very revision that was stored: another one may come before the page is shown.
    private static string Receipt(Report report) => $"{Address(report.Unit, report.Period)}&saved={Number(report)}";

    private static string? Number(Report? report) => report?.Revision.ToString(CultureInfo.InvariantCulture);
}
