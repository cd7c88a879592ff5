using YouthFunctions.Analytics.Values;
using YouthFunctions.Calls;
using YouthFunctions.Calls.Texts;
using YouthFunctions.Pages;
using YouthFunctions.Plan.Persistence;
using YouthFunctions.Units;
using YouthFunctions.Values;

namespace YouthFunctions.Briefs.Archive;

/// <summary>The weekly briefs of a unit, as a page that leads to each.</summary>
public sealed class ShowBriefs(BriefStore briefs, YearSelector years, UnitRegister register)
{
    /// <summary>The page of the caller's own unit, or of <c>?unit=</c> below it, in the year <c>?year=</c>.</summary>
    public async Task<IResult> Handle(Call call, CancellationToken cancel)
    {
        if (!(await years.SelectAsync(call, withList: true, cancel)).TryGet(out var chosen, out var refusal))
            return refusal;
        var tree = register.TreeOf(chosen.Year);
        if (call.UnitIn(tree, call.QueryText("unit") ?? call.SignedIn.Unit.ToString()) is not { } unit)
            return YearParameter.NoUnit(call);
        var weeks = await briefs.WeeksAsync(unit.Code, chosen.Year, cancel);
        var others = call.SignedIn.IsAtCentre ? tree.Children(UnitCode.Country) : [];
        return new PageResult(call, BriefsPage.Create(new BriefsView(
            new PageShell(call, call.Localize(new Text($"Bản tin tuần · {unit.Name}", $"Weekly briefs · {unit.Name}")), [], chosen), unit,
            weeks, others)));
    }
}
