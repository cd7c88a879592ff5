using System.Globalization;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Units;

namespace YouthFunctions.Plan.Editing;

/// <summary>When the months of a year open, are due and close; an administrator sets it and reopens closed months.</summary>
public sealed class EditCalendar(PlanStore plans, UnitRegister register)
{
    private const int MaxReasonLength = 500;

    // How long a reopening that ended is still listed; the audit trail has all of them.
    private const int ShownDays = 31;

    private sealed record CalendarDays(int DueDay, int CloseDay);

    private sealed record ReopeningApproval(Month Month, UnitCode Unit, DateOnly Until, string Reason);

    /// <summary>The months of a year with their days, their states for the caller's unit, and the reopenings within the caller's
    /// reach.</summary>
    [Operation("Lịch báo cáo của năm.", "When the months of a year open, are due and close.")]
    [Answer<YearCalendar>, Refuses(404)]
    public async Task<IResult> Get(Call call, CancellationToken cancel) =>
        await plans.FindByRouteAsync(call, cancel) is { } reportingYear
            ? Answer(call, reportingYear.Plan.Year, reportingYear.Calendar)
            : YearParameter.NoPlan(call);

    /// <summary><c>{"dueDay":5,"closeDay":20}</c>, both days of the month after. The reopenings stay.</summary>
    [Operation("Đặt ngày hạn và ngày khóa sổ.", "Sets the due and the closing day.", Headers = ["If-Match"])]
    [Body<CalendarDays>, Answer<YearCalendar>, Refuses(404, 412, 415, 422)]
    public async Task<IResult> Put(Call call, CancellationToken cancel)
    {
        var days = await StrictJson.ReadAsync<CalendarDays>(call, cancel);
        var first = new FirstReadVersion();
        return await ChangeAsync(
            call,
            before =>
            {
                if (days is not { DueDay: >= 1, CloseDay: <= 28 } || days.DueDay > days.CloseDay)
                    return (null, Problems.Invalid(call, [new Fault("/closeDay", "calendar.days", new(
                        "Cần 1 ≤ dueDay ≤ closeDay ≤ 28.", "It must hold that 1 ≤ dueDay ≤ closeDay ≤ 28."))]));
                var after = before with { DueDay = days.DueDay, CloseDay = days.CloseDay };
                // Reopenings made meanwhile are kept; other days set meanwhile are not overwritten unseen.
                return (after, Preconditions.Refusal(call, Preconditions.ComputeTag(before))
                    ?? (first.Differs($"{before.DueDay} {before.CloseDay}") ? Preconditions.Changed(call) : null));
            },
            () => call.Audit.Add("calendar.set", subject: call.RouteText("year"), detail: $"due {days.DueDay}, closes {days.CloseDay}"),
            cancel);
    }

    /// <summary><c>{"month":"2024-03","unit":"01","until":"2024-09-30","reason":"…"}</c>: the unit and all below may report
    /// again.</summary>
    [Operation("Mở lại một tháng đã khóa.", "Reopens a closed month for a sub-tree.", Headers = ["If-Match"])]
    [Body<ReopeningApproval>, Answer<YearCalendar>, Refuses(404, 412, 415, 422)]
    public async Task<IResult> Reopen(Call call, CancellationToken cancel)
    {
        var approval = await StrictJson.ReadAsync<ReopeningApproval>(call, cancel);
        if (YearParameter.Parse(call.RouteText("year")) is not { } year)
            return YearParameter.NoPlan(call);
        var reason = PrintableText.Clean(approval.Reason, MaxReasonLength, withLines: true);
        var faults = new List<Fault>();
        if (approval.Month.Year != year)
            faults.Add(new Fault("/month", "period.differs", new("Tháng không thuộc năm này.", "The month is not of this year.")));
        else if (call.SignedIn.Find(register.TreeOf(approval.Month), approval.Unit) is null)
            faults.Add(new Fault(
                "/unit", "unit.unknown", new("Không có đơn vị này trong phạm vi của bạn.", "There is no such unit within your reach.")));
        if (approval.Until < LocalTime.DayAt(call.Now))
            faults.Add(new Fault("/until", "day.past", new("Ngày này đã qua.", "This day is past.")));
        if (reason is null)
            faults.Add(new Fault("/reason", "reason.length", new(
                $"Cần lý do gồm ký tự in được, tối đa {MaxReasonLength} ký tự.",
                    $"A reason is needed, of {MaxReasonLength} printable characters at most.")));
        // Reopenings commute: each is added to what stands when it is written.
        return await ChangeAsync(
            call,
            before => faults.Count > 0
                ? (null, Problems.Invalid(call, faults))
                : (before with
                {
                    Reopenings =
                    [
                        .. before.Reopenings.Where(reopening => (reopening.Month, reopening.Unit) != (approval.Month, approval.Unit)
                            && reopening.Until >= LocalTime.DayAt(call.Now).AddDays(-ShownDays)),
                        new Reopening(approval.Month, approval.Unit, approval.Until, reason!, call.SignedIn.Id),
                    ],
                }, Preconditions.Refusal(call, Preconditions.ComputeTag(before))),
            () => call.Audit.Add(
                "calendar.reopened", approval.Unit, call.RouteText("year"),
                string.Create(CultureInfo.InvariantCulture, $"{approval.Month} until {approval.Until:yyyy-MM-dd}: {reason}")),
            cancel);
    }

    /// <summary>The reopenings within the caller's reach: the others name units and reasons that are not the caller's to know.</summary>
    internal static IReadOnlyList<Reopening> VisibleReopenings(Call call, ReportingCalendar calendar, UnitRegister register) =>
        [.. calendar.Reopenings.Where(reopening => call.SignedIn.Find(register.TreeOf(reopening.Month), reopening.Unit) is not null)];

    private async Task<IResult> ChangeAsync(
        Call call, Func<ReportingCalendar, (ReportingCalendar? After, IResult? Refusal)> change, Action audit, CancellationToken cancel)
    {
        ReportingCalendar? stored = null;
        if (YearParameter.Parse(call.RouteText("year")) is not { } year)
            return YearParameter.NoPlan(call);
        var refusal = await plans.ChangeAsync(
            year,
            now =>
            {
                if (now.Plan is null)
                    return PlanChange.Refused(YearParameter.NoPlan(call));
                var (after, refused) = change(now.Calendar);
                stored = after;
                return refused is not null ? PlanChange.Refused(refused) : PlanChange.Calendar(after!);
            },
            cancel);
        if (refusal is not null)
            return refusal;
        audit();
        return Answer(call, year, stored!);
    }

    private IResult Answer(Call call, int year, ReportingCalendar calendar)
    {
        call.Http.Response.Headers.ETag = Preconditions.ComputeTag(calendar);
        return Results.Json(
            new YearCalendar(
                year, calendar.DueDay, calendar.CloseDay, calendar.HeldOpenYears.Contains(year),
                [.. Month.OfYear(year).Select(month => new YearCalendarMonth(
                    month, month.FirstDay, calendar.Due(month), calendar.Closes(month),
                    calendar.StateOf(month, call.Now, PathOf(call, month))))],
                VisibleReopenings(call, calendar, register)),
            WireJson.Options);
    }

    // A reopening of a unit above opens the month for the caller too, without its being named.
    private IEnumerable<Unit> PathOf(Call call, Month month) =>
        register.TreeOf(month) is var tree && call.SignedIn.Find(tree, call.SignedIn.Unit) is { } own
        ? tree.PathToRoot(own.Code)
        : [];
}
