using System.Globalization;
using Microsoft.AspNetCore.Http;
using YouthFunctions.Access;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Hosting;
using YouthFunctions.Storage;

namespace YouthFunctions.Plan;

/// <summary>The plan of a year: its theme and indicators, which the centre's administrator sets.</summary>
public sealed class EditPlan(PlanStore plans, AuditTrail audit)
{
    /// <summary><c>GET api/plans/{year}</c>: the plan, in the form in which <see cref="Put"/> takes one.</summary>
    public async Task<IResult> Get(Call call, CancellationToken cancel) =>
        await plans.FindByRouteAsync(call, cancel) is { } found ? Answer(found.Plan) : YearOfCall.NoPlan(call);

    /// <summary><c>PUT api/plans/{year}</c>: the whole plan, in place of the one before or the first of the year.
    /// Once the year has begun no indicator may be taken out, because reports may hold it.</summary>
    public async Task<IResult> Put(Call call, CancellationToken cancel)
    {
        if (YearOfCall.Parse(call.RouteText("year")) is not { } year)
            return YearOfCall.NoPlan(call);
        if (call.SignedIn.Unit != UnitCode.Country)
            return Problems.Of(call, StatusCodes.Status403Forbidden, "country-only", new Text(
                "Chương trình công tác do Trung ương đặt.", "The plan is set by the centre."));
        var plan = await StrictJson.ReadAsync<YearPlan>(call, cancel);
        var before = await plans.FindAsync(year, cancel);
        var faults = PlanCheck.Faults(plan, year).ToList();
        if (before is not null && ReportingCalendar.DayAt(call.Now).Year >= year)
            faults.AddRange(before.Plan.Indicators.Where(old => plan.Find(old.Code) is null).Select(old => new Fault("/indicators", "indicator.removed", new(
                $"Năm {year} đã bắt đầu: không bỏ được chỉ tiêu {old.Code}.", $"The year {year} has begun: the indicator {old.Code} cannot be taken out."))));
        if (faults.Count > 0)
            return Problems.Invalid(call, faults);
        await plans.SavePlanAsync(plan, cancel);
        await audit.AddAsync(
            new AuditEntry(call.Now, call.SignedIn.Id, "plan.set", UnitCode.Country, year.ToString(CultureInfo.InvariantCulture), $"{plan.Indicators.Count} indicators"), cancel);
        return Answer(plan);
    }

    private static IResult Answer(YearPlan plan) => Results.Json(plan, Packing.Json);
}
