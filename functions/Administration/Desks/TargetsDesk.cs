using System.Globalization;
using System.Text.Json;
using YouthFunctions.Analytics.Rollups;
using YouthFunctions.Analytics.Units;
using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Answers;
using YouthFunctions.Calls.Bodies;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Pages;
using YouthFunctions.Plan;
using YouthFunctions.Plan.Editing;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Units;

namespace YouthFunctions.Administration.Desks;

/// <summary>A target of a unit, and where it comes from.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Standing">What holds now; null for none.</param>
/// <param name="Set">What was set for this unit; null where it is divided from above.</param>
/// <param name="Typed">What stands in the field.</param>
public sealed record TargetsDeskRow(Indicator Indicator, decimal? Standing, decimal? Set, string Typed);

/// <summary>What the page of a unit's targets shows.</summary>
/// <param name="Shell">What stands around it.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Basis">What targets are divided by: <c>population</c> or <c>history</c>.</param>
/// <param name="Rows">In the order of the plan.</param>
/// <param name="Children">The units directly below, whose targets can be looked at next.</param>
/// <param name="Tag">The version that the form is filled in on: what was typed on an older one stays with that.</param>
/// <param name="Problem">What is wrong with what was typed; null for nothing.</param>
public sealed record TargetsDeskView(
    PageShell Shell, Unit Unit, string Basis, IReadOnlyList<TargetsDeskRow> Rows, IReadOnlyList<Unit> Children, string Tag,
    Problem? Problem);

/// <summary>The targets of a unit as a table: what is divided from above, and what was set for it. The form is refused when they changed
/// meanwhile.</summary>
public sealed class TargetsDesk(EditTargets targets, YearSelector years, UnitRegister register)
{
    /// <summary>The page of a unit, of the year <c>?year=</c>.</summary>
    public async Task<IResult> Show(Call call, CancellationToken cancel) =>
        (await years.SelectAsync(call, withList: true, cancel)).TryGet(out var chosen, out var refusal)
            ? call.UnitIn(register.TreeOf(chosen.Year)) is { } unit ? Page(call, chosen, unit, "", null, null) : YearParameter.NoUnit(call)
            : refusal;

    /// <summary>Sets the targets that were filled in (<c>t-CODE</c>); a field left blank is divided from above again. Without
    /// <c>step=apply</c> it shows first what will change.</summary>
    public async Task<IResult> Submit(Call call, CancellationToken cancel)
    {
        if (!(await years.SelectAsync(call, withList: false, cancel)).TryGet(out var chosen, out var refusal))
            return refusal;
        if (call.UnitIn(register.TreeOf(chosen.Year)) is not { } unit)
            return YearParameter.NoUnit(call);
        if (SignIn.RefuseForm(call) is { } foreign)
            return foreign;
        var form = await RequestContent.ReadFormAsync(call, cancel);
        var plan = chosen.ReportingYear.Plan;
        var tag = form["tag"].ToString();
        var typed = plan.Indicators.ToDictionary(indicator => indicator.Code, indicator => form[Field(indicator)].ToString().Trim());
        var (wanted, faults) = (new Dictionary<string, decimal>(), new List<Fault>());
        foreach (var indicator in plan.Indicators.Where(indicator => typed[indicator.Code].Length > 0))
            if (TargetText.Read(typed[indicator.Code], Field(indicator), indicator.Kind, faults) is { } target)
                wanted[indicator.Code.ToString()] = target;
        if (faults.Count > 0)
            return Page(call, chosen, unit, tag, typed, Problems.Find(Problems.Invalid(call, faults)));
        var isApplied = form["step"] == "apply";
        if (!isApplied)
        {
            call.Audit.MarkUnchanged();
            return Confirm(call, chosen, unit, tag, typed, wanted);
        }

        var problem = await ApiRequest.SendAsync(
            call, targets.Put, "application/json", JsonSerializer.Serialize(wanted),
            new Dictionary<string, object?> { ["unit"] = unit.Code.ToString() }, $"year={chosen.Year}", cancel, tag);
        return problem is null
            ? SignIn.SeeOther(call, string.Create(CultureInfo.InvariantCulture, $"/manage/targets/{unit.Code}?year={chosen.Year}&done=1"))
            : Page(call, chosen, unit, tag, typed, problem);
    }

    /// <summary>The name of an indicator's field.</summary>
    public static string Field(Indicator indicator) => $"t-{indicator.Code}";

    /// <summary>A target as people write it.</summary>
    public static string Write(Localizer localizer, Indicator indicator, decimal target) => indicator.Kind == IndicatorKind.Ratio
        ? (target * 100).ToString("0.####", localizer.Culture) + "%"
        : localizer.FormatExact(target);

    private PageResult Page(
        Call call, SelectedYear chosen, Unit unit, string tag, Dictionary<IndicatorCode, string>? typed, Problem? problem)
    {
        var all = chosen.ReportingYear.Targets;
        var rows = chosen.ReportingYear.Plan.Indicators.Select(indicator => new TargetsDeskRow(
            indicator, all.Find(unit.Code, indicator.Code), all.SetFor(unit.Code, indicator.Code),
            typed?[indicator.Code] ?? (all.SetFor(unit.Code, indicator.Code) is { } set ? TargetText.Write(indicator, set) : "")));
        var tree = register.TreeOf(chosen.Year);
        return new PageResult(
            call, TargetsDeskPage.Create(new TargetsDeskView(
                new PageShell(
                    call, call.Localize(new Text($"Chỉ tiêu của {unit.Name}", $"Targets of {unit.Name}")),
                    [.. tree.PathToRoot(unit.Code).Reverse()], chosen)
                {
                    PathBase = "/manage/targets/",
                    HasFaults = problem is not null,
                },
                unit, all.Basis, [.. rows], tree.Children(unit.Code), TagOf(chosen, unit, tag), problem)),
            problem?.Status ?? StatusCodes.Status200OK);
    }

    private static string TagOf(SelectedYear chosen, Unit unit, string sent) =>
        sent.Length > 0 ? sent : EditTargets.TagOf(chosen.ReportingYear, unit.Code);

    private static PageResult Confirm(
        Call call, SelectedYear chosen, Unit unit, string tag, Dictionary<IndicatorCode, string> typed, Dictionary<string, decimal> wanted)
    {
        var localizer = new Localizer(call.Language);
        var all = chosen.ReportingYear.Targets;
        var divided = call.Localize(new Text("phân bổ từ trên", "divided from above"));
        var lines = chosen.ReportingYear.Plan.Indicators.Select(indicator => (
            indicator, Before: all.SetFor(unit.Code, indicator.Code),
            After: wanted.TryGetValue(indicator.Code.ToString(), out var target) ? target : (decimal?)null))
            .Where(line => line.Before != line.After)
            .Select(line => new ConfirmLine(
                call.Localize(line.indicator.Name),
                line.Before is { } before
                    ? Write(localizer, line.indicator, before)
                    : all.Find(unit.Code, line.indicator.Code) is { } from
                        ? $"{Write(localizer, line.indicator, from)} ({divided})" : divided,
                line.After is { } after ? Write(localizer, line.indicator, after) : divided));
        var address = string.Create(CultureInfo.InvariantCulture, $"/manage/targets/{unit.Code}?year={chosen.Year}");
        return new PageResult(call, ConfirmPage.Create(new ConfirmView(
            new PageShell(call, call.Localize(new Text($"Đổi chỉ tiêu của {unit.Name}", $"Change the targets of {unit.Name}")), [], null),
            address, address, [.. lines],
            call.Localize(new Text(
                "Các đơn vị cùng cấp chia phần còn lại. Hoàn tác: để trống ô để chỉ tiêu lại được phân bổ từ trên.",
                "The units beside it divide the rest. To undo: leave the field blank, and the target is divided from above again.")),
            new Dictionary<string, string>(typed.Select(pair => KeyValuePair.Create($"t-{pair.Key}", pair.Value)))
            {
                ["tag"] = TagOf(chosen, unit, tag),
            })));
    }
}
