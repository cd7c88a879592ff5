using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Declarations;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Rollups.Years;

namespace YouthFunctions.Rollups.Summing;

/// <summary>Makes the rollups of the caller's sub-tree again from their reports, and those above it, on an administrator's word.</summary>
public sealed class RecomputeRollups(YearSelector years, YearBasisFactory bases, YearRollupService rollUp, RollupCheck check)
{
    private const int MaxShown = 100;

    /// <summary>200 with what disagreed before, both figures each; with <c>?check=true</c> nothing is changed.</summary>
    [Operation(
        "So tổng hợp cả năm với các báo cáo rồi tính lại.",
        "Compares the rollups of a year with its reports, tells what disagreed with both figures, and computes them anew.")]
    [Query("year", "a year with a plan", Type = typeof(int), IsRequired = true)]
    [Query("check", "true to change nothing", Type = typeof(bool))]
    [Answer<RecomputedYear>, Refuses(404)]
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (call.RefuseUnknownQuery("year", "check") is { } unknown)
            return unknown;
        if (call.ReadFlag("check", out var onlyCheck) is { } misread)
            return misread;
        if (!(await years.RequireAsync(call, cancel)).TryGet(out var chosen, out var refusal))
            return refusal;
        var year = chosen.Year;
        var basis = await bases.CreateAsync(chosen.ReportingYear.Plan, cancel);
        if (call.SignedIn.Find(basis.Tree, call.SignedIn.Unit) is not { Code: var top })
            return Problems.NotFound(call, new Text($"Năm {year} không có đơn vị của bạn.", $"Your unit is not of {year}."));
        var wrong = (await check.RunAsync(basis, cancel, basis.TopOf(top)))
            .Where(figure => call.SignedIn.Find(basis.Tree, figure.Unit) is not null).ToArray();
        if (onlyCheck)
            call.Audit.MarkUnchanged();
        else
            await rollUp.RecomputeAsync(basis, call.Now, cancel, top);
        return Results.Json(new RecomputedYear(
            year, !onlyCheck, wrong.Length,
            [.. wrong.Take(MaxShown).Select(figure => new RecomputedYearDifference(
                figure.Unit.ToString(), figure.Indicator.ToString(), figure.Month, figure.Stored.ToString(),
                figure.Recomputed.ToString()))]));
    }
}
