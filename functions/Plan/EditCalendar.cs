using System.Globalization;
using Microsoft.AspNetCore.Http;
using YouthFunctions.Access;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Hosting;
using YouthFunctions.Storage;

namespace YouthFunctions.Plan;

/// <summary>When the months of a year open, are due and close; an administrator sets it and reopens closed months.</summary>
public sealed class EditCalendar(PlanStore plans, UnitRegister register, AuditTrail audit)
{
    private sealed record Days(int DueDay, int CloseDay);

    private sealed record Approval(Month Month, UnitCode Unit, DateOnly Until, string Reason);

    /// <summary>The months of a year with their days and states.</summary>
    public async Task<IResult> Get(Call call, CancellationToken cancel) =>
        await plans.FindByRouteAsync(call, cancel) is { } found ? Answer(call, found) : YearOfCall.NoPlan(call);

    /// <summary><c>{"dueDay":5,"closeDay":20}</c>, both days of the month after.</summary>
    public async Task<IResult> Put(Call call, CancellationToken cancel)
    {
        if (await plans.FindByRouteAsync(call, cancel) is not { } found)
            return YearOfCall.NoPlan(call);
        if (call.SignedIn.Unit != UnitCode.Country)
            return Problems.Of(call, StatusCodes.Status403Forbidden, "country-only", new Text(
                "Lịch báo cáo do Trung ương đặt.", "The calendar is set by the centre."));
        var days = await StrictJson.ReadAsync<Days>(call, cancel);
        if (days is not { DueDay: >= 1, CloseDay: <= 28 } || days.DueDay > days.CloseDay)
            return Problems.Invalid(call, [new Fault("/closeDay", "calendar.days", new(
                "Cần 1 ≤ dueDay ≤ closeDay ≤ 28.", "It must hold that 1 ≤ dueDay ≤ closeDay ≤ 28."))]);
        var calendar = found.Calendar with { DueDay = days.DueDay, CloseDay = days.CloseDay };
        return await SaveAsync(call, found, calendar, "calendar.set", $"due {days.DueDay}, closes {days.CloseDay}", call.SignedIn.Unit, cancel);
    }

    /// <summary><c>{"month":"2024-03","unit":"01","until":"2024-09-30","reason":"…"}</c>: the unit and all below may report again.</summary>
    public async Task<IResult> Reopen(Call call, CancellationToken cancel)
    {
        if (await plans.FindByRouteAsync(call, cancel) is not { } found)
            return YearOfCall.NoPlan(call);
        var approval = await StrictJson.ReadAsync<Approval>(call, cancel);
        var faults = new List<Fault>();
        if (approval.Month.Year != found.Plan.Year)
            faults.Add(new Fault("/month", "period.differs", new("Tháng không thuộc năm này.", "The month is not of this year.")));
        else if (!register.TreeOf(approval.Month).IsWithin(approval.Unit, call.SignedIn.Unit))
            faults.Add(new Fault("/unit", "unit.unknown", new("Không có đơn vị này trong phạm vi của bạn.", "There is no such unit within your reach.")));
        if (approval.Until < ReportingCalendar.DayAt(call.Now))
            faults.Add(new Fault("/until", "day.past", new("Ngày này đã qua.", "This day is past.")));
        if (approval.Reason.Trim().Length is 0 or > 500)
            faults.Add(new Fault("/reason", "reason.length", new("Cần lý do, tối đa 500 ký tự.", "A reason is needed, of 500 characters at most.")));
        if (faults.Count > 0)
            return Problems.Invalid(call, faults);
        var reopening = new Reopening(approval.Month, approval.Unit, approval.Until, approval.Reason.Trim().Normalize(), call.SignedIn.Id);
        var kept = found.Calendar.Reopenings.Where(one => (one.Month, one.Unit) != (approval.Month, approval.Unit));
        return await SaveAsync(
            call, found, found.Calendar with { Reopenings = [.. kept, reopening] }, "calendar.reopened",
            string.Create(CultureInfo.InvariantCulture, $"{approval.Month} until {approval.Until:yyyy-MM-dd}: {reopening.Reason}"), approval.Unit, cancel);
    }

    private async Task<IResult> SaveAsync(
        Call call, PlanYear found, ReportingCalendar calendar, string action, string detail, UnitCode unit, CancellationToken cancel)
    {
        await plans.SaveCalendarAsync(found.Plan.Year, calendar, cancel);
        await audit.AddAsync(new AuditEntry(call.Now, call.SignedIn.Id, action, unit, found.Plan.Year.ToString(CultureInfo.InvariantCulture), detail), cancel);
        return Answer(call, found with { Calendar = calendar });
    }

    private static IResult Answer(Call call, PlanYear found) => Results.Json(
        new
        {
            found.Plan.Year,
            found.Calendar.DueDay,
            found.Calendar.CloseDay,
            IsHeldOpen = found.Calendar.HeldOpenYears.Contains(found.Plan.Year),
            Months = Month.OfYear(found.Plan.Year).Select(month => new
            {
                month,
                Opens = month.FirstDay,
                Due = found.Calendar.Due(month),
                Closes = found.Calendar.Closes(month),
                State = found.Calendar.StateOf(month, call.Now),
            }),
            found.Calendar.Reopenings,
        },
        Packing.Json);
}
