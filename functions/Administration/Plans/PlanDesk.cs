using System.Globalization;
using System.Text.Json;
using YouthFunctions.Administration.Desks;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Pages;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Editing;
using YouthFunctions.Plan.Persistence;

namespace YouthFunctions.Administration.Plans;

/// <summary>The plan of a year by hand: its theme and levels, and its indicators one by one. Each form shows first what will change, and
/// is refused when somebody else changed the plan meanwhile.</summary>
public sealed class PlanDesk(EditPlan plans, YearSelector years)
{
    private static readonly Text Title = new("Chương trình năm", "Plan of the year");
    private static readonly Text TitleOfIndicator = new("Chỉ tiêu của chương trình", "Indicator of the plan");

    /// <summary>The plan of the year <c>?year=</c>.</summary>
    public async Task<IResult> Show(Call call, CancellationToken cancel) =>
        (await years.SelectAsync(call, withList: true, cancel)).TryGet(out var chosen, out var refusal)
            ? Page(call, chosen, null, null)
            : refusal;

    /// <summary>The form of the indicator <c>?code=</c>, or of a new one.</summary>
    public async Task<IResult> ShowIndicator(Call call, CancellationToken cancel)
    {
        if (!(await years.SelectAsync(call, withList: false, cancel)).TryGet(out var chosen, out var refusal))
            return refusal;
        var plan = chosen.ReportingYear.Plan;
        var wanted = call.QueryText("code") ?? "";
        var found = IndicatorCode.TryParse(wanted, out var code) ? plan.Find(code) : null;
        return wanted.Length > 0 && found is null
            ? Problems.NotFound(call, new Text("Chương trình không có chỉ tiêu này.", "The plan has no such indicator."))
            : IndicatorPage(call, chosen, PlanFields.Write(found), null);
    }

    /// <summary>Sets theme, document and levels: <c>step=look</c> shows what will change, <c>step=apply</c> changes it.</summary>
    public async Task<IResult> Submit(Call call, CancellationToken cancel)
    {
        var (chosen, typed, refusal) = await ReadAsync(call, PlanFields.OfYear, cancel);
        return chosen is null
            ? refusal!
            : await GoOnAsync(
                call, chosen, PlanFields.ReadYear(chosen.ReportingYear.Plan, typed), typed, "/manage/plan", Address(chosen),
                problem => Page(call, chosen, typed, problem), cancel);
    }

    /// <summary>Sets an indicator, adds one, or takes one out (<c>remove=true</c>), likewise.</summary>
    public async Task<IResult> SubmitIndicator(Call call, CancellationToken cancel)
    {
        var (chosen, typed, refusal) = await ReadAsync(call, [.. PlanFields.OfIndicator, "remove"], cancel);
        if (chosen is null)
            return refusal!;
        var plan = chosen.ReportingYear.Plan;
        var old = IndicatorCode.TryParse(typed["was"], out var was) ? plan.Find(was) : null;
        if (typed["was"].Length > 0 && old is null)
            return Problems.NotFound(call, new Text("Chương trình không có chỉ tiêu này.", "The plan has no such indicator."));
        var faults = new List<Fault>();
        var wanted = plan;
        if (typed["remove"] == "true" && old is not null)
            wanted = plan with { Indicators = [.. plan.Indicators.Where(indicator => indicator != old)] };
        else if (PlanFields.ReadIndicator(typed, faults) is { } now)
            wanted = plan with { Indicators = Place(plan.Indicators, old, now) };
        else
            return IndicatorPage(call, chosen, typed, Problems.Find(Problems.Invalid(call, faults)));
        return await GoOnAsync(
            call, chosen, wanted, typed, "/manage/plan/indicator", $"/manage/plan/indicator?year={chosen.Year}&code={typed["was"]}",
            problem => IndicatorPage(call, chosen, typed, problem), cancel);
    }

    // In its place, or, where it is new, behind the last one of its group.
    private static Indicator[] Place(IReadOnlyList<Indicator> all, Indicator? old, Indicator now)
    {
        if (old is not null)
            return [.. all.Select(indicator => indicator == old ? now : indicator)];
        var at = all.Select((indicator, index) => indicator.Group <= now.Group ? index + 1 : 0).DefaultIfEmpty().Max();
        return [.. all.Take(at), now, .. all.Skip(at)];
    }

    private async Task<IResult> GoOnAsync(
        Call call, SelectedYear chosen, YearPlan wanted, Dictionary<string, string> typed, string action, string back,
        Func<Problem?, PageResult> again, CancellationToken cancel)
    {
        var plan = chosen.ReportingYear.Plan;
        if (typed["step"] == "apply")
        {
            var problem = await ApiRequest.SendAsync(
                call, plans.Put, "application/json", JsonSerializer.Serialize(wanted, WireJson.Options),
                new Dictionary<string, object?> { ["year"] = chosen.Year.ToString(CultureInfo.InvariantCulture) },
                string.Create(CultureInfo.InvariantCulture, $"year={chosen.Year}"), cancel, typed["tag"]);
            return problem is null ? SignIn.SeeOther(call, $"{Address(chosen)}&done=1") : again(problem);
        }

        var faults = plans.Faults(call, wanted, chosen.Year, plan, chosen.ReportingYear.Activities);
        if (faults.Count > 0)
            return again(Problems.Find(Problems.Invalid(call, faults)));
        call.Audit.MarkUnchanged();
        typed.Remove("step");
        var undo = SetPlan.Create(wanted, plan).Resum is null
            ? new Text("Báo cáo đã nhận không đổi. Hoàn tác: đặt lại giá trị cũ ở trang này.",
                "Reports that were taken stay. To undo: set the former values again on this page.")
            : new Text(
                $"Mọi tổng của năm {chosen.Year} sẽ được tính lại từ báo cáo, trong vài phút; báo cáo đã nhận không đổi. Hoàn tác: đặt lại "
                    + "giá trị cũ.",
                $"Every sum of {chosen.Year} will be made again from the reports, within minutes; reports that were taken stay. To undo: "
                    + "set the former values again.");
        return new PageResult(call, ConfirmPage.Create(new ConfirmView(
            new PageShell(call, call.Localize(new Text("Đổi chương trình năm", "Change the plan of the year")), [], null), back, action,
            PlanChanges.Between(plan, wanted, new Localizer(call.Language)), call.Localize(undo), typed)));
    }

    private async Task<(SelectedYear? Year, Dictionary<string, string> Typed, IResult? Refusal)> ReadAsync(
        Call call, IReadOnlyList<string> names, CancellationToken cancel)
    {
        if (SignIn.RefuseForm(call) is { } foreign)
            return (null, [], foreign);
        var form = await RequestContent.ReadFormAsync(call, cancel);
        var typed = names.ToDictionary(name => name, name => form[name].ToString().Trim());
        return (await years.SelectAsync(call, YearParameter.Parse(typed["year"]), cancel)).TryGet(out var chosen, out var refusal)
            ? (chosen, typed, null)
            : (null, typed, refusal);
    }

    private static PageResult Page(Call call, SelectedYear chosen, IReadOnlyDictionary<string, string>? typed, Problem? problem) => new(
        call,
        PlanDeskPage.Create(new PlanDeskView(
            Shell(call, Title, chosen, problem), chosen.ReportingYear.Plan, typed ?? new Dictionary<string, string>(), problem)),
        problem?.Status ?? StatusCodes.Status200OK);

    private static PageResult IndicatorPage(
        Call call, SelectedYear chosen, IReadOnlyDictionary<string, string> typed, Problem? problem) => new(
        call,
        IndicatorDeskPage.Create(new PlanDeskView(
            Shell(call, TitleOfIndicator, chosen, problem), chosen.ReportingYear.Plan, typed, problem)),
        problem?.Status ?? StatusCodes.Status200OK);

    private static PageShell Shell(Call call, Text title, SelectedYear chosen, Problem? problem) =>
        new(call, call.Localize(title), [], chosen) { HasFaults = problem is not null };

    private static string Address(SelectedYear chosen) => string.Create(CultureInfo.InvariantCulture, $"/manage/plan?year={chosen.Year}");
}
