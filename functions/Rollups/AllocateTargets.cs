using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Rollups.Views;
using YouthFunctions.Units;

namespace YouthFunctions.Rollups;

/// <summary>Divides the national targets of a year anew: by last year's results or by population.</summary>
public sealed class AllocateTargets(TreeRollups views, YearSelector years, PlanStore plans, UnitRegister register)
{
    /// <summary><c>POST api/targets/allocate?year=&amp;basis=last-year|population</c>.</summary>
    [Operation("Phân bổ lại chỉ tiêu.", "Divides the national targets anew.")]
    [Query("year", "a year with a plan", Type = typeof(int), IsRequired = true)]
    [Query("basis", "by what", Words = ["population", "last-year"], IsRequired = true)]
    [Answer<DividedTargets>, Refuses(404, 409)]
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (!(await years.RequireAsync(call, cancel)).TryGet(out var chosen, out var refusal))
            return refusal;
        var year = chosen.Year;
        switch (call.QueryText("basis"))
        {
            case "population":
                await plans.RemoveBasisAsync(year, cancel);
                break;
            case "last-year":
                var basis = await LastYearAsync(chosen.ReportingYear.Plan, cancel);
                if (basis.Weights.Count == 0)
                    return Problems.Create(call, StatusCodes.Status409Conflict, "no-last-year", new Text(
                        $"Chưa có kết quả năm {year - 1} để phân bổ.", $"There are no results of {year - 1} to divide by."));
                await plans.SaveBasisAsync(year, register.TreeOf(year), basis, cancel);
                break;
            default:
                return Problems.Malformed(
                    call, "?basis", new Text("basis là last-year hoặc population.", "basis is last-year or population."));
        }

        call.Audit.Add("targets.divided", subject: call.QueryText("year"), detail: call.QueryText("basis"));
        return Results.Json(new DividedTargets(year, call.QueryText("basis")!), WireJson.Options);
    }

    private async Task<AllocationBasis> LastYearAsync(YearPlan plan, CancellationToken cancel)
    {
        var weights = plan.Indicators.Where(indicator => indicator.Kind == IndicatorKind.Flow)
            .ToDictionary(indicator => indicator.Code, _ => new Dictionary<UnitCode, decimal>());
        // On this year's tree, so that a merged unit's share follows what its predecessors did.
        foreach (var unitYear in (await views.AllAsync(register.TreeOf(plan.Year), plan.Year - 1, cancel)).Values)
            foreach (var (indicator, units) in weights)
                if (unitYear.Total[indicator, 12].YearToDate.Value is { } result)
                    units[unitYear.Unit] = result;
        return new AllocationBasis("last-year", weights
            .Where(pair => pair.Value.Count > 0)
            .ToDictionary(pair => pair.Key, pair => (IReadOnlyDictionary<UnitCode, decimal>)pair.Value));
    }
}
