using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Plan.Persistence;

namespace YouthFunctions.Plan.Editing;

/// <summary>The plan of a year: its theme and indicators, which the centre's administrator sets.</summary>
public sealed class EditPlan(PlanStore plans)
{
    /// <summary><c>GET api/plans/{year}</c>: the plan, in the form in which <see cref="Put"/> takes one.</summary>
    [Operation("Chương trình của một năm.", "The plan of a year: theme and indicators.")]
    [Answer<YearPlan>, Refuses(404)]
    public async Task<IResult> Get(Call call, CancellationToken cancel) =>
        await plans.FindByRouteAsync(call, cancel) is { } reportingYear ? Answer(call, reportingYear.Plan) : NoPlan(call);

    /// <summary><c>PUT api/plans/{year}</c>: the whole plan, in place of the one before or the first of the year.
    /// Once the year has begun no indicator may be taken out, because reports may hold it.</summary>
    [Operation(
        "Đặt chương trình của một năm.", "Sets the plan of a year; partOf makes an indicator a part of another.",
        Headers = ["If-Match", "If-None-Match"])]
    [Body<YearPlan>, Answer<YearPlan>, Refuses(404, 412, 415, 422)]
    public async Task<IResult> Put(Call call, CancellationToken cancel)
    {
        if (YearParameter.Parse(call.RouteText("year")) is not { } year)
            return YearParameter.NoPlan(call);
        var plan = await StrictJson.ReadAsync<YearPlan>(call, cancel);
        var first = new FirstReadVersion();
        var refusal = await plans.ChangeAsync(
            year,
            stored =>
            {
                var tag = stored.Plan is { } standing ? Preconditions.ComputeTag(standing) : null;
                var faults = PlanCheck.Faults(plan, year).Concat(Removed(call, plan, stored.Plan)).ToList();
                if (faults.Count > 0)
                    return PlanChange.Refused(Problems.Invalid(call, faults));
                return (Preconditions.Refusal(call, tag) ?? (first.Differs(tag) ? Preconditions.Changed(call) : null)) is { } changed
                    ? PlanChange.Refused(changed)
                    : PlanChange.Plan(plan);
            },
            cancel);
        if (refusal is not null)
            return refusal;
        call.Audit.Add("plan.set", subject: call.RouteText("year"), detail: $"{plan.Indicators.Count} indicators");
        return Answer(call, plan);
    }

    private static IEnumerable<Fault> Removed(Call call, YearPlan plan, YearPlan? before) => before is null
        || VietNamTime.DayAt(call.Now).Year < plan.Year
        ? []
        : before.Indicators.Where(old => plan.Find(old.Code) is null).Select(old => new Fault("/indicators", "indicator.removed", new(
            $"Năm {plan.Year} đã bắt đầu: không bỏ được chỉ tiêu {old.Code}.",
                $"The year {plan.Year} has begun: the indicator {old.Code} cannot be taken out.")));

    private static IResult NoPlan(Call call) => call.SignedIn is { Role: Role.Administrator, IsAtCentre: true }
        && YearParameter.Parse(call.RouteText("year")) is { } year
        ? Problems.NotFound(call, new Text(
            $"Năm này chưa có chương trình công tác. Tạo từ chương trình năm trước: POST /api/plans/{year}/open.",
            $"This year has no plan. Make one of that of the year before: POST /api/plans/{year}/open."))
        : YearParameter.NoPlan(call);

    private static IResult Answer(Call call, YearPlan plan)
    {
        call.Http.Response.Headers.ETag = Preconditions.ComputeTag(plan);
        return Results.Json(plan, WireJson.Options);
    }
}
