using YouthFunctions.Access;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Pages;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Reports.Persistence;
using YouthFunctions.Reports.Receiving;
using YouthFunctions.Reports.Records;
using YouthFunctions.Reports.Rules;
using YouthFunctions.Reports.Wire;
using YouthFunctions.Units;

namespace YouthFunctions.Form;

/// <summary>What the report form shows.</summary>
/// <param name="Shell">What stands around it.</param>
/// <param name="Units">The units that can be chosen.</param>
/// <param name="Periods">The months that take reports.</param>
/// <param name="Plan">The plan of the month; null when no month is open.</param>
/// <param name="Fields">What is typed.</param>
/// <param name="Current">The report that stands; null for none.</param>
/// <param name="Faults">What is wrong with what was typed.</param>
/// <param name="Saved">Whether <paramref name="Current"/> was stored just now.</param>
public sealed record ReportFormView(
    PageShell Shell, IReadOnlyList<Unit> Units, IReadOnlyList<Month> Periods, YearPlan? Plan, ReportFields Fields, Report? Current,
    IReadOnlyList<Fault> Faults, bool Saved);

/// <summary>The built-in form for a phone: works without JavaScript, keeps what was typed, posts to the intake that the
/// form apps use.</summary>
public sealed class ReportForm(
    PlanStore plans, UnitRegister register, YearSelector years, ReportStore reports, DraftFactory drafts, ReportIntake intake)
{
    /// <summary>The form, with the report that stands, if any.</summary>
    public async Task<IResult> Show(Call call, CancellationToken cancel)
    {
        var top = call.SignedIn.Unit;
        if (call.QueryText("unit") is { Length: > 0 } code && !UnitCode.TryParse(code, out _))
            return YearParameter.NoUnit(call);
        var unit = UnitCode.TryParse(call.QueryText("unit"), out var requested) ? requested : top;
        var periods = await years.OpenMonthsAsync(unit, cancel);
        // A month that is not understood must not become another one in silence.
        var faults = new List<Fault>();
        var stated = call.QueryText("period") is { Length: > 0 } text
            ? MonthText.Read(new Submitted<string>(text, "period"), faults)
            : null;
        var period = stated ?? Default(periods, call.Now);
        var reportingYear = period is { } known ? await plans.FindAsync(known.Year, cancel) : null;
        if (period is { } month && call.SignedIn.Find(register.TreeOf(month), unit) is null)
            return YearParameter.NoUnit(call);
        var current = period is { } item && reportingYear is not null ? (await reports.FindAsync(unit, item, cancel))?.Report : null;
        var fields = (current is null || reportingYear is null
            ? new ReportFields(new Dictionary<string, string>())
            : ReportFields.From(current, reportingYear.Plan))
            .With("unit", unit.ToString()).With("period", period?.ToString() ?? "");
        return Page(
            call, periods, reportingYear?.Plan, fields, current, faults, call.QueryText("saved") is { } saved && saved == Number(current),
            faults.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    /// <summary>Takes the form in, or shows it again with what is wrong.</summary>
    public async Task<IResult> Submit(Call call, CancellationToken cancel)
    {
        if (!SessionCookie.IsSameOrigin(call.Http.Request))
            return SignIn.CrossOriginRefused(call);
        if (!call.Http.Request.HasFormContentType)
            return Problems.Malformed(call, "", new Text("Cần gửi biểu mẫu.", "A form is expected."));
        var faults = new List<Fault>();
        var fields = ReportFields.From(await RequestContent.ReadFormAsync(call, cancel), faults);
        var reportingYear = MonthText.TryParse(fields["period"], out var period) ? await plans.FindAsync(period.Year, cancel) : null;
        if (fields["confirm"].Length > 0)
            return await ConfirmAsync(call, fields, reportingYear, cancel);
        var sent = fields.Read(reportingYear?.Plan, faults);
        var planned = await drafts.CreateAsync(sent, call.SignedIn, call.Now, faults, cancel);
        Report? current = null;
        if (planned is null)
        {
            IntakeMetrics.Refused(faults);
        }
        else
        {
            var outcome = await intake.SubmitAsync(
                planned.Draft, RevisionPrecondition.None with { Revision = planned.Draft.Replaces }, planned.ReportingYear,
                call.SignedIn.Id, code => code is { } indicator ? $"n-{indicator}" : "period", cancel);
            IntakeMetrics.Count(outcome);
            switch (outcome)
            {
                case IntakeOutcome.Stored(var stored):
                    return SignIn.SeeOther(call, Receipt(stored));
                case IntakeOutcome.AlreadyStored(var known, var standing) when known.Revision != standing.Revision:
                    current = standing;
                    fields = fields.With("replaces", Number(standing) ?? "");
                    faults.Add(new Fault("reason", "revision.exists", new Text(
                        $"Các số này đã được nhận ở phiên bản {known.Revision} và sau đó được sửa: phiên bản {standing.Revision} đang có "
                        + "hiệu lực. Gửi lần nữa sẽ quay lại các số này, xin ghi lý do.",
                        $"These figures were received as revision {known.Revision} and corrected since: revision {standing.Revision} "
                        + "counts now. Sending again goes back to them, please give the reason.")));
                    break;
                case IntakeOutcome.AlreadyStored(var known, _):
                    return SignIn.SeeOther(call, Receipt(known));
                case IntakeOutcome.Refused(var refused):
                    faults.AddRange(refused);
                    break;
                case IntakeOutcome.Conflict(var other):
                    current = other;
                    fields = fields.With("replaces", Number(other) ?? "");
                    faults.Add(new Fault("reason", "revision.exists", other is { IsWithdrawn: true }
                        ? new Text(
                            $"Báo cáo tháng này đã được rút ở phiên bản {other.Revision}. Hãy xem lại các số bên dưới; gửi lần nữa là báo "
                                + "cáo lại, xin ghi lý do.",
                            $"This month's report was withdrawn in revision {other.Revision}. Check the figures below; sending again "
                                + "reports anew, please give the reason.")
                        : new Text(
                            "Tháng này đã có một báo cáo khác. Hãy xem lại các số bên dưới; gửi lần nữa sẽ thay báo cáo đó, xin ghi lý do.",
                            "Another report of this month stands. Check the figures below; sending again replaces it, please give the "
                                + "reason.")));
                    break;
            }
        }

        return Page(
            call, await PeriodsAsync(call, fields, cancel), reportingYear?.Plan, fields, current, faults, false,
            StatusCodes.Status422UnprocessableEntity);
    }

    // The receipt is of the very revision that was stored: another one may come before the page is shown.
    private static string Receipt(Report report) => $"/report?unit={report.Unit}&period={report.Period}&saved={Number(report)}";

    private static string? Number(Report? report) => report?.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture);

    // What stands is sent once more as confirmed, to the same intake: it knows the report and takes the doubts away.
    private async Task<IResult> ConfirmAsync(Call call, ReportFields fields, ReportingYear? reportingYear, CancellationToken cancel)
    {
        if (reportingYear is null || !MonthText.TryParse(fields["period"], out var period)
            || !UnitCode.TryParse(fields["unit"], out var unit)
            || call.SignedIn.Find(register.TreeOf(period), unit) is null
            || (await reports.FindAsync(unit, period, cancel))?.Report is not { } current)
            return YearParameter.NoUnit(call);
        if (!current.IsWithdrawn && fields["confirm"] == Number(current))
        {
            var draft = new ReportDraft(unit, period, current.Values, current.IsSimulated, false, current.Revision, null)
            {
                IsConfirmed = true,
            };
            var expected = RevisionPrecondition.None with { Revision = current.Revision };
            if (await intake.SubmitAsync(
                draft, expected, reportingYear, call.SignedIn.Id, _ => "period", cancel) is IntakeOutcome.AlreadyStored)
                return SignIn.SeeOther(call, $"/report?unit={unit}&period={period}");
        }

        var standing = ReportFields.From(current, reportingYear.Plan).With("unit", unit.ToString()).With("period", period.ToString());
        return Page(
            call, await PeriodsAsync(call, fields, cancel), reportingYear.Plan, standing, current,
            [new Fault("reason", "revision.exists", new Text(
                "Báo cáo đã được thay đổi; hãy xem lại các số bên dưới rồi xác nhận.",
                "The report has changed meanwhile; check the figures below before you confirm."))],
            false, StatusCodes.Status409Conflict);
    }

    private PageResult Page(
        Call call, IReadOnlyList<Month> periods, YearPlan? plan, ReportFields fields, Report? current, IReadOnlyList<Fault> faults,
        bool saved, int status)
    {
        var top = call.SignedIn.Unit;
        var tree = periods.Count > 0 ? register.TreeOf(periods[^1]) : register.Trees[^1];
        var chosen = call.UnitIn(tree, fields["unit"]);
        var units = call.SignedIn.Find(tree, top) is { } own ? tree.Children(top).Prepend(own).ToList() : [];
        if (chosen is not null && !units.Contains(chosen))
            units.Add(chosen);
        return new PageResult(call, ReportPage.Create(new ReportFormView(
            new PageShell(call, call.Localize(new Text("Báo cáo tháng", "Monthly report")), [], null), units, periods, plan, fields,
            current, faults, saved)), status);
    }

    private Task<IReadOnlyList<Month>> PeriodsAsync(Call call, ReportFields fields, CancellationToken cancel) =>
        years.OpenMonthsAsync(UnitCode.TryParse(fields["unit"], out var unit) ? unit : call.SignedIn.Unit, cancel);

    // The month that is due: the last one that is over, as long as it is open.
    private static Month? Default(IReadOnlyList<Month> periods, DateTimeOffset now)
    {
        var last = Month.Containing(VietNamTime.DayAt(now)).Plus(-1);
        return periods.Count == 0 ? null : periods.Contains(last) ? last : periods[^1];
    }
}
