using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Runtime;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Units;

namespace YouthFunctions.Plan.Editing;

/// <summary>The plan of a year: its theme and indicators, which the centre's administrator sets.</summary>
public sealed class EditPlan(PlanStore plans, UnitRegister register, YearHasHistory hasHistory)
{
    /// <summary><c>GET api/plans/{year}</c>: the plan, in the form in which <see cref="Put"/> takes one.</summary>
    [Operation("Chương trình của một năm.", "The plan of a year: theme and indicators.")]
    [Answer<YearPlan>, Refuses(404)]
    public async Task<IResult> Get(Call call, CancellationToken cancel) =>
        await plans.FindByRouteAsync(call, cancel) is { } reportingYear ? Answer(call, reportingYear.Plan) : NoPlan(call);

    /// <summary><c>PUT api/plans/{year}</c>: the whole plan, in place of the one before or the first of the year.
    /// Once the year has begun nothing may change that reports may hold: no indicator goes, none turns from an amount into a ratio. Before
    /// that one goes, or gets another code, when no activity names it. What else changes the year's sums is told in the answer.</summary>
    [Operation(
        "Đặt chương trình của một năm.", "Sets the plan of a year; partOf makes an indicator a part of another.",
        Headers = ["If-Match", "If-None-Match"])]
    [Body<YearPlan>, Answer<SetPlan>, Refuses(404, 412, 415, 422)]
    public async Task<IResult> Put(Call call, CancellationToken cancel)
    {
        if (YearParameter.Parse(call.RouteText("year")) is not { } year)
            return YearParameter.NoPlan(call);
        var plan = await StrictJson.ReadAsync<YearPlan>(call, cancel);
        var isLoaded = await hasHistory(year, cancel);
        var first = new FirstReadVersion();
        YearPlan? before = null;
        var refusal = await plans.ChangeAsync(
            year,
            stored =>
            {
                var tag = stored.Plan is { } standing ? Preconditions.ComputeTag(standing) : null;
                before = stored.Plan;
                if (before is null && isLoaded)
                    return PlanChange.Refused(Problems.Invalid(call, [YearOpening.HasHistory(year)]));
                var faults = Faults(call, plan, year, before, stored.Activities);
                if (faults.Count > 0)
                    return PlanChange.Refused(Problems.Invalid(call, faults));
                return (Preconditions.Refusal(call, tag) ?? (first.Differs(tag) ? Preconditions.Changed(call) : null)) is { } changed
                    ? PlanChange.Refused(changed)
                    : PlanChange.Plan(plan);
            },
            cancel);
        if (refusal is not null)
            return refusal;
        var set = SetPlan.Create(plan, before);
        call.Audit.Add("plan.set", subject: call.RouteText("year"), detail: set.Resum is { } resum
            ? $"{plan.Indicators.Count} indicators; sums change: {string.Join(", ", resum.Because)}"
            : $"{plan.Indicators.Count} indicators");
        call.Http.Response.Headers.ETag = Preconditions.ComputeTag(plan);
        return Results.Json(set, WireJson.Options);
    }

    /// <summary>Every fault of a plan that would be put in place of another; none when it can be.</summary>
    /// <param name="call">Whose call it is.</param>
    /// <param name="plan">The plan wanted.</param>
    /// <param name="year">The year that it is for.</param>
    /// <param name="before">The plan that stands; null for none.</param>
    /// <param name="activities">The large activities of the year.</param>
    public IReadOnlyList<Fault> Faults(Call call, YearPlan plan, int year, YearPlan? before, IReadOnlyList<Activity> activities) =>
    [
        .. PlanCheck.Faults(plan, year, register),
        .. before is null ? []
            : LocalTime.DayAt(call.Now).Year >= year ? PlanCheck.FaultsOfChange(plan, before)
            : PlanCheck.FaultsOfRemoval(plan, before, activities),
    ];

    private static IResult NoPlan(Call call) => call.SignedIn is { IsAdministrator: true, IsAtCentre: true }
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
